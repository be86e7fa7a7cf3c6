// The view: the density planes of what is on screen, and the frames rendered from them.
#pragma once

#include <cstdint>
#include <mutex>

#include "core/analysis/histogram.h"
#include "core/base/thread_pool.h"
#include "core/engine/frame_look.h"
#include "core/engine/plane_cache.h"
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

// Errors: kOutOfRange for a viewer outside 16..65535 a side or of more than `most_pixels`, or a zoom past kMaxZoom.
Status CheckViewRequest(const ViewRequest& request, size_t most_pixels);

// Renders frames of the densities in its plane cache, and keeps both until what they depend on changes: a slider of the
// density or print stages renders from the planes; a pan renders what comes into sight.
class View {
 public:
  // Takes planes, frames and tables from the workspace. Errors: kResourceExhausted.
  static StatusOr<std::unique_ptr<View>> Create(Workspace& workspace, ThreadPool& pool);

  // Forgets the densities.
  void Invalidate() { planes_->Invalidate(); }

  // Makes the planes those of a view of this scan and grade, if they are not yet. Errors: kIo, kOutOfRange.
  Status Fill(ScanStore& store, const Grade& grade, const FrameMap& map, const FrameView& wanted);

  // The same for the view requested; with `allow_coarse`, at a third of its pixels a side where much of it is not at
  // hand.
  Status FillRequested(ScanStore& store, const Grade& grade, const FrameMap& map, const ViewRequest& request,
                       bool allow_coarse);

  // Renders the planes with a grade for the screen, as a draft if that saves time and may be, and publishes the frame.
  // Allocates nothing.
  StatusOr<RenderedFrame> Render(const Grade& grade, const FrameLook& look, bool draft = false);

  // Renders the planes for the screen into `rgba`, which has 4 bytes a pixel of size(). Publishes no frame.
  Status RenderInto(const Grade& grade, const OutputSpace& screen, std::span<uint8_t> rgba);

  const PlaneCache& cache() const { return *planes_; }
  // Of the planes: three, each size().pixels() long; of a whole picture, which is never panned.
  ConstPlanes planes() const;
  Extent size() const { return planes_->view().size(); }
  uint64_t frames_published() const { return frames_published_; }
  // Counts how often densities were made.
  uint64_t fills() const { return planes_->fills(); }

  // Of the frame rendered last.
  const FrameHistogram& histogram() const { return histogram_; }

 private:
  // What a frame in a slot was made of.
  struct Rendered {
    uint64_t picture = 0;  // That of the planes; 0: of nothing that can be used again.
    PixelRect part;
    Grade grade;
    FrameLook look;
  };

  View(ThreadPool& pool, std::unique_ptr<PlaneCache> planes, size_t most_pixels)
      : pool_(&pool), planes_(std::move(planes)), most_pixels_(most_pixels) {}

  // Whether pixels of the frame that was rendered last are those of the next.
  bool CanKeep(const Grade& grade, const FrameLook& look) const;
  // Renders the planes as a frame, and counts its histogram; what `kept` shows of it is copied from there.
  void RenderFrame(const GamutTest* test, const uint8_t* kept, const PixelRect& kept_part, uint8_t* rgba);
  void RenderRow(uint32_t y, uint32_t left, uint32_t right, const GamutTest* test, uint8_t* rgba) const;
  void RenderDraft(Extent size, const GamutTest* test, uint8_t* rgba);
  // Calls rows(first, end) for bands of a frame of this size on all threads, then counts them.
  template <typename Rows>
  void ForBands(Extent size, const uint8_t* rgba, const Rows& rows);

  ThreadPool* pool_;
  std::unique_ptr<PlaneCache> planes_;
  size_t most_pixels_;
  PrintProgram* program_ = nullptr;
  std::array<uint8_t*, 2> frames_{};

  bool coarse_ = false;
  Extent picture_;
  int published_ = 1;
  Rendered rendered_;  // In the published slot.
  uint64_t frames_published_ = 0;
  std::mutex counting_;
  FrameHistogram histogram_;  // Guarded by counting_ while a frame is rendered.
};

}  // namespace easelight
