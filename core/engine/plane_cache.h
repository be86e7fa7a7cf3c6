// The plane cache: densities of what is on screen, of which a pan keeps what stays in sight.
//
// Planes are toroidal: the picture's pixel under a corner of the window may lie anywhere in them, and rows and columns
// go on at the other end. A pan then writes only the strips that come into sight.
#pragma once

#include <array>
#include <memory>
#include <span>

#include "core/engine/plane_filler.h"
#include "core/film/input_stage.h"
#include "core/memory/workspace.h"

namespace easelight {

// At most two strips come into sight, each in up to four parts of the planes.
struct SightedRects {
  std::array<PixelRect, 2> rects;
  size_t count = 0;
  uint64_t pixels() const;
};

// What `now` shows that `before`, a window of the same size on the same picture, did not: all of it where they have
// nothing in common. In places of the reduced picture.
SightedRects NewlySighted(const PixelRect& before, const PixelRect& now);

class PlaneCache {
 public:
  // Takes planes, and scratch memory, from the workspace. Errors: kResourceExhausted.
  static StatusOr<std::unique_ptr<PlaneCache>> Create(Workspace& workspace, ThreadPool& pool);

  // Forgets the densities.
  void Invalidate() { scan_ = 0; }

  // Makes the planes those of a view of this scan and grade, as far as they are not. Errors: kIo, kTruncated.
  Status Fill(ScanStore& store, const Grade& grade, const FrameView& view);

  // How many pixels a fill with these would make.
  uint64_t Missing(const ScanStore& store, const Grade& grade, const FrameView& view) const;

  const FrameView& view() const { return view_; }
  ScanNumber scan() const { return scan_; }  // 0: the planes hold nothing.
  // Counts how often densities were made, and how often all of them: what lies in sight in two fills with the same
  // picture() has the same densities.
  uint64_t fills() const { return fills_; }
  uint64_t picture() const { return pictures_; }

  // The planes as memory: size().pixels() each; in the order of the view where is_whole().
  ConstPlanes planes() const { return {planes_[0], planes_[1], planes_[2]}; }
  bool is_whole() const { return shift_x_ == 0 && shift_y_ == 0; }
  // Where a pixel of the view lies in them.
  size_t IndexOf(uint32_t x, uint32_t y) const {
    return size_t{(y + shift_y_) % view_.part.height} * view_.part.width + (x + shift_x_) % view_.part.width;
  }

  // Calls visit(x, count, planes) for the runs that pixels left..right-1 of a row of the view lie in.
  template <typename Visit>
  void ForRuns(uint32_t y, uint32_t left, uint32_t right, const Visit& visit) const {
    for (uint32_t x = left; x < right;) {
      const uint32_t to_seam = x < view_.part.width - shift_x_ ? view_.part.width - shift_x_ : view_.part.width;
      const uint32_t end = std::min(right, to_seam);
      const size_t at = IndexOf(x, y);
      visit(x, end - x, ConstPlanes{planes_[0] + at, planes_[1] + at, planes_[2] + at});
      x = end;
    }
  }

 private:
  PlaneCache(std::unique_ptr<PlaneFiller> filler) : filler_(std::move(filler)) {}

  bool Holds(const ScanStore& store, const Grade& grade, const FrameView& view) const;
  Status FillRects(ScanStore& store, std::span<const PixelRect> rects);

  std::unique_ptr<PlaneFiller> filler_;
  InputStage* input_ = nullptr;
  std::shared_ptr<const ColorTable> input_table_;  // Which the input stage reads.
  Planes planes_{};
  ScanNumber scan_ = 0;
  FrameView view_;
  uint32_t shift_x_ = 0;  // Where the window's corner lies in the planes.
  uint32_t shift_y_ = 0;
  uint64_t fills_ = 0;
  uint64_t pictures_ = 0;
};

}  // namespace easelight
