// The frame reader: densities of any rectangle of a frame, at full size or reduced, from the scan store.
#pragma once

#include <array>
#include <span>

#include "core/base/thread_pool.h"
#include "core/film/input_stage.h"
#include "core/geometry/frame_map.h"
#include "core/geometry/resampler.h"
#include "core/memory/region.h"
#include "core/store/scan_store.h"

namespace easelight {

// What the screen shows of a picture.
struct ViewRequest {
  Extent viewer = {2000, 2000};  // In device pixels.
  double zoom = 0;               // Device pixels per picture pixel; 0 fits the whole picture, never enlarged.
  double center_x = 0.5;         // The point in the middle of the viewer, 0..1 of the picture's sides.
  double center_y = 0.5;
};

// A part of a picture at a scale: the level and the map that show it. Past 1:1 a view stays at one pixel a pixel.
struct FrameView {
  Extent size;               // Of the part, in pixels of the reduced picture.
  int level = 0;             // The smallest level that has every pixel the scale asks for.
  double scale = 1;          // Level pixels per pixel of the reduced picture, 1 to 2.
  Affine2 level_from_frame;  // Pixels of the part to pixels of the level.
  bool exact = true;         // Whether pixels fall on pixels: codes are copied, not resampled.
  Extent reduced;            // The whole picture at this scale.
  PixelRect part;            // Where the part lies in it.

  bool operator==(const FrameView&) const = default;
};

// The view that a request asks for; with `reduce` > 1, at that many times fewer pixels a side.
FrameView MakeFrameView(const FrameMap& map, const TileLayout& layout, const ViewRequest& request, double reduce = 1);

// The part of a fitted view that the first `rows` rows of the stored scan show.
FrameView MakeTopView(const FrameMap& map, const TileLayout& layout, Extent limit, uint32_t rows);

// The whole picture at full size.
FrameView FullFrameView(const FrameMap& map);

// Reads a frame block by block. Scratch memory comes from a region at Create and serves every later read.
class FrameReader {
 public:
  // Errors: kResourceExhausted.
  static StatusOr<FrameReader> Create(ThreadPool& pool, Region& region);

  // Densities of `rect` of the view into planes whose rows are `stride` apart. Errors: kIo, kTruncated.
  Status Read(ScanStore& store, const FrameView& view, const InputStage& input, const PixelRect& rect,
              const Planes& planes, size_t stride);

 private:
  static constexpr uint32_t kBlockSide = 64;
  // A block reduced by 2 and turned by 45 degrees, with the resampler's reach on both sides.
  static constexpr uint32_t kMostSourceSide = 200;
  static constexpr size_t kMostSourcePixels = size_t{kMostSourceSide} * kMostSourceSide;
  static constexpr size_t kMostPixelBytes = 3 * sizeof(float);
  static constexpr int kBatch = 8;

  struct Block {
    PixelRect frame;   // Of the view.
    PixelRect source;  // Of the level.
  };
  struct Target {
    const FrameView* view;
    const InputStage* input;
    PixelRect rect;
    Planes planes;
    size_t stride;
    int channels;
    size_t pixel_bytes;
  };

  PixelRect SourceOf(const FrameView& view, const LevelLayout& level, double reach, const PixelRect& frame) const;
  void Copy(const Target& target, const Block& block, const uint8_t* codes, float* scratch) const;
  void Resample(const Target& target, const Block& block, const uint8_t* codes, float* scratch) const;

  ThreadPool* pool_ = nullptr;
  std::array<std::span<uint8_t>, kBatch> codes_;
  std::array<std::span<float>, kBatch> scratch_;
};

}  // namespace easelight
