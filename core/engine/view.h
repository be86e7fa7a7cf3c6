// The view: the density planes of what is on screen, and the frames rendered from them.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>

#include "core/base/thread_pool.h"
#include "core/engine/frame_reader.h"
#include "core/film/input_stage.h"
#include "core/film/program.h"
#include "core/memory/workspace.h"

namespace safelight {

// One of the two frames, as it is on its way to the screen.
struct RenderedFrame {
  Extent size;
  int slot = 0;                   // 0 or 1.
  const uint8_t* rgba = nullptr;  // size.pixels() times R, G, B, 255.
};

// Keeps densities until what they depend on changes; a slider of the density or print stages renders from them.
class View {
 public:
  // Takes planes, frames and tables from the workspace. Errors: kResourceExhausted.
  static StatusOr<std::unique_ptr<View>> Create(Workspace& workspace, ThreadPool& pool);

  // The largest frame to render. Errors: kOutOfRange outside 16..65535 a side or past kMaxViewPixels.
  Status SetLimit(Extent limit);

  // Forgets the densities: another scan is open.
  void Invalidate() { filled_ = false; }

  // Makes the planes those of this scan, grade and map, if they are not yet. Errors: kIo, kOutOfRange.
  Status Fill(ScanStore& store, const Grade& grade, const FrameMap& map);

  // Renders the planes with a grade for the screen and publishes the frame. Allocates nothing.
  StatusOr<RenderedFrame> Render(const Grade& grade, const OutputSpace& screen);

  // Of the planes: three, each size().pixels() long.
  ConstPlanes planes() const { return {planes_[0], planes_[1], planes_[2]}; }
  Extent size() const { return frame_view_.size; }
  uint64_t frames_published() const { return frames_published_; }

  // 3 x 256 counts of the frame rendered last.
  std::span<const uint32_t> histogram() const { return histogram_; }

  // The slot a reader on another thread is copying from, or -1. Rendering waits for it, a bounded time.
  std::atomic<int32_t>& reading_slot() { return reading_slot_; }

 private:
  View(ThreadPool& pool, FrameReader reader) : pool_(&pool), reader_(std::move(reader)) {}

  void WaitForReader(int slot) const;

  ThreadPool* pool_;
  FrameReader reader_;
  InputStage* input_ = nullptr;
  PrintProgram* program_ = nullptr;
  Planes planes_{};
  std::array<uint8_t*, 2> frames_{};
  Extent limit_{2000, 2000};

  bool filled_ = false;
  FrameMap map_;
  FrameView frame_view_;
  int published_ = 1;
  uint64_t frames_published_ = 0;
  std::array<uint32_t, 3 * 256> histogram_{};
  std::atomic<int32_t> reading_slot_{-1};
};

}  // namespace safelight
