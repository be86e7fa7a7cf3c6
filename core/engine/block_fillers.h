// The block fillers: densities of a block of a picture from the tiles of a level, in three ways that give the same
// values where two of them can.
//
// A filler parts a rectangle of the picture into blocks. Each has axes of its own kind: those of the level, so that a
// block reads its codes row by row whichever way the picture is turned; or, where it is straightened, the picture's.
#pragma once

#include <span>

#include "core/engine/frame_view.h"
#include "core/engine/tile_window.h"
#include "core/film/input_stage.h"
#include "core/geometry/resampler.h"

namespace easelight {

// A rectangle of the reduced picture, and where the density of its first pixel goes.
struct FillTarget {
  PixelRect rect;
  Planes planes;
};

struct FillBlock {
  PixelRect part;    // In the axes of the filler.
  PixelRect source;  // Of the level: what is read for it.
};

class BlockFiller {
 public:
  // Floats of scratch memory that any block fits.
  static constexpr size_t kScratchFloats = size_t{96} << 10;

  // The view and the input stage outlive the filler. Planes have rows `stride` apart.
  BlockFiller(const FrameView& view, const TileLayout& layout, const InputStage& input, size_t stride)
      : view_(view),
        level_(layout.level[static_cast<size_t>(view.level)]),
        channels_(layout.channels),
        input_(input),
        stride_(stride) {}
  virtual ~BlockFiller() = default;

  virtual uint32_t Blocks(const PixelRect& rect) const = 0;
  virtual FillBlock Block(const PixelRect& rect, uint32_t index) const = 0;
  // On any thread, with scratch memory of its own.
  virtual void Fill(const FillBlock& block, const TileWindow& window, const FillTarget& target,
                    std::span<float> scratch) const = 0;

 protected:
  // Whether rows of the picture are columns of the level.
  bool swapped() const { return view_.level_from_reduced.xx == 0; }
  // Of the level, all that a part of the picture needs, with a reach beyond it.
  PixelRect SourceOf(const PixelRect& rect, double reach) const;
  // Light of columns left..right-1 of a row of the level, as pixels.
  void ReadLight(const TileWindow& window, uint32_t y, uint32_t left, uint32_t right, float* pixels) const;
  // Where a pixel of the picture goes.
  Planes PlanesAt(const FillTarget& target, uint32_t x, uint32_t y) const;

  const FrameView& view_;
  const LevelLayout& level_;
  const int channels_;
  const InputStage& input_;
  const size_t stride_;
};

// Where pixels fall on pixels: codes straight from the tiles.
class ExactFiller final : public BlockFiller {
 public:
  using BlockFiller::BlockFiller;
  uint32_t Blocks(const PixelRect& rect) const override;
  FillBlock Block(const PixelRect& rect, uint32_t index) const override;
  void Fill(const FillBlock& block, const TileWindow& window, const FillTarget& target,
            std::span<float> scratch) const override;
};

// Reduced, and turned by quarters at most: each row of the level is summed once, each column of those sums once.
class SeparableFiller final : public BlockFiller {
 public:
  SeparableFiller(const FrameView& view, const TileLayout& layout, const InputStage& input, size_t stride);
  uint32_t Blocks(const PixelRect& rect) const override;
  FillBlock Block(const PixelRect& rect, uint32_t index) const override;
  void Fill(const FillBlock& block, const TileWindow& window, const FillTarget& target,
            std::span<float> scratch) const override;

 private:
  class Lines;

  // Places on the level of pixels of the picture along its rows, and down its columns.
  double PlaceAcross(uint32_t u) const;
  double PlaceDown(uint32_t v) const;

  AxisKernel across_;
  AxisKernel down_;
  uint32_t block_width_;
};

// Straightened: each pixel is summed by itself.
class GeneralFiller final : public BlockFiller {
 public:
  GeneralFiller(const FrameView& view, const TileLayout& layout, const InputStage& input, size_t stride);
  uint32_t Blocks(const PixelRect& rect) const override;
  FillBlock Block(const PixelRect& rect, uint32_t index) const override;
  void Fill(const FillBlock& block, const TileWindow& window, const FillTarget& target,
            std::span<float> scratch) const override;

 private:
  AxisKernel kernel_;
};

}  // namespace easelight
