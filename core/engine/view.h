// The view: the density planes of what is on screen, and the frames rendered from them.
#pragma once

#include <cstdint>
#include <mutex>

#include "core/analysis/histogram.h"
#include "core/base/thread_pool.h"
#include "core/engine/frame_look.h"
#include "core/engine/frame_reader.h"
#include "core/film/input_stage.h"
#include "core/film/program.h"
#include "core/memory/workspace.h"

namespace easelight {

// One of the two frames, as it is on its way to the screen.
struct RenderedFrame {
  ScanNumber scan = 0;            // Whose picture it is.
  FrameView view;                 // Which part of the picture it shows.
  Extent size;                    // Its own: that of the view, or of a draft of it.
  Extent picture;                 // The finished picture at full size.
  bool coarse = false;            // Whether a sharper frame of the same view can be had.
  bool draft = false;             // Whether it is a draft of densities that are at hand.
  int slot = 0;                   // 0 or 1. A slot stays as it is until the frame after the next is rendered.
  const uint8_t* rgba = nullptr;  // size.pixels() times R, G, B, 255; see FrameLook for another fourth byte.
};

// What may be given up for a frame that is wanted soon. Either makes a coarse frame.
struct FrameHaste {
  bool coarse = false;  // A view whose densities are not at hand may come at a third of its pixels a side.
  bool draft = false;   // Densities at hand may be rendered at half the pixels a side.
};

// The most device pixels per picture pixel.
inline constexpr double kMaxZoom = 8;

// Errors: kOutOfRange for a viewer outside 16..65535 a side or past kMaxViewPixels, or a zoom past kMaxZoom.
Status CheckViewRequest(const ViewRequest& request);

// Keeps densities until what they depend on changes; a slider of the density or print stages renders from them.
class View {
 public:
  // Takes planes, frames and tables from the workspace. Errors: kResourceExhausted.
  static StatusOr<std::unique_ptr<View>> Create(Workspace& workspace, ThreadPool& pool);

  // Forgets the densities.
  void Invalidate() { filled_ = false; }

  // Makes the planes those of a view of this scan and grade, if they are not yet. Errors: kIo, kOutOfRange.
  Status Fill(ScanStore& store, const Grade& grade, const FrameMap& map, const FrameView& wanted);

  // The same for the view requested; with `allow_coarse`, at a third of its pixels a side where it is not at hand.
  Status FillRequested(ScanStore& store, const Grade& grade, const FrameMap& map, const ViewRequest& request,
                       bool allow_coarse);

  // Renders the planes with a grade for the screen, as a draft if that saves time and may be, and publishes the frame.
  // Allocates nothing.
  StatusOr<RenderedFrame> Render(const Grade& grade, const FrameLook& look, bool draft = false);

  // Renders the planes for the screen into `rgba`, which has 4 bytes a pixel of size(). Publishes no frame.
  Status RenderInto(const Grade& grade, const OutputSpace& screen, std::span<uint8_t> rgba);

  // Of the planes: three, each size().pixels() long.
  ConstPlanes planes() const { return {planes_[0], planes_[1], planes_[2]}; }
  Extent size() const { return filled_with_.size; }
  // Where they lie in the picture.
  const PixelRect& part() const { return filled_with_.part; }
  uint64_t frames_published() const { return frames_published_; }
  // Counts how often the planes were filled.
  uint64_t fills() const { return fills_; }

  // Of the frame rendered last.
  const FrameHistogram& histogram() const { return histogram_; }

 private:
  View(ThreadPool& pool, FrameReader reader) : pool_(&pool), reader_(std::move(reader)) {}

  // Renders the planes, or a draft of them, as a frame of this size, and counts its histogram.
  void RenderFrame(Extent size, bool draft, const GamutTest* test, uint8_t* rgba);
  bool Holds(const ScanStore& store, const Grade& grade, const FrameView& view) const;

  ThreadPool* pool_;
  FrameReader reader_;
  InputStage* input_ = nullptr;
  std::shared_ptr<const ColorTable> input_table_;  // Which the input stage reads.
  PrintProgram* program_ = nullptr;
  Planes planes_{};
  std::array<uint8_t*, 2> frames_{};

  bool filled_ = false;
  bool coarse_ = false;
  Extent picture_;
  ScanNumber filled_scan_ = 0;
  FrameView filled_with_;
  int published_ = 1;
  uint64_t frames_published_ = 0;
  uint64_t fills_ = 0;
  std::mutex counting_;
  FrameHistogram histogram_;  // Guarded by counting_ while a frame is rendered.
};

}  // namespace easelight
