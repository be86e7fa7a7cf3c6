#include "core/engine/view.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>
#include <utility>

#include "core/engine/draft.h"

namespace easelight {
namespace {

// A band is of whole rows, about this many pixels: small enough to share out evenly, large enough that handing it out
// costs nothing.
constexpr uint32_t kBandPixels = 32768;

// A coarse view has this many times fewer pixels a side; below kLeastCoarsePixels the sharp frame is as quick.
constexpr double kCoarseReduction = 3;
constexpr uint64_t kLeastCoarsePixels = 250000;

// Counting this many pixels gives the shape of a curve 256 points wide, in well under a millisecond.
constexpr uint64_t kMostCountedPixels = 200000;

uint32_t HistogramStep(Extent size) {
  uint32_t step = 1;
  while (size.pixels() / (uint64_t{step} * step) > kMostCountedPixels) ++step;
  return step;
}

}  // namespace

Status CheckViewRequest(const ViewRequest& request, size_t most_pixels) {
  constexpr uint32_t kLeastSide = 16;
  const Extent viewer = request.viewer;
  if (std::min(viewer.width, viewer.height) < kLeastSide || std::max(viewer.width, viewer.height) > kMaxSide ||
      viewer.pixels() > most_pixels) {
    return OutOfRange("view-size", {{"width", viewer.width},
                                    {"height", viewer.height},
                                    {"least", kLeastSide},
                                    {"most", kMaxSide},
                                    {"pixels", most_pixels}});
  }
  if (!(request.zoom >= 0 && request.zoom <= kMaxZoom)) {
    return OutOfRange("view-zoom", {{"zoom", request.zoom}, {"most", kMaxZoom}});
  }
  return OkStatus();
}

StatusOr<std::unique_ptr<View>> View::Create(Workspace& workspace, ThreadPool& pool) {
  ASSIGN_OR_RETURN(auto planes, PlaneCache::Create(workspace, pool));
  std::unique_ptr<View> view(new View(pool, std::move(planes), workspace.view_pixels()));
  ASSIGN_OR_RETURN(const auto program, workspace.tables.Take<PrintProgram>(1, "the view's program"));
  view->program_ = new (program.data()) PrintProgram();
  for (uint8_t*& frame : view->frames_) {
    ASSIGN_OR_RETURN(const auto taken, workspace.frames.Take<uint8_t>(workspace.view_pixels() * 4, "a frame"));
    frame = taken.data();
  }
  return view;
}

ConstPlanes View::planes() const {
  assert(planes_->is_whole());
  return planes_->planes();
}

Status View::Fill(ScanStore& store, const Grade& grade, const FrameMap& map, const FrameView& wanted) {
  coarse_ = false;
  picture_ = map.size;
  return planes_->Fill(store, grade, wanted);
}

Status View::FillRequested(ScanStore& store, const Grade& grade, const FrameMap& map, const ViewRequest& request,
                           bool allow_coarse) {
  RETURN_IF_ERROR(CheckViewRequest(request, most_pixels_));
  const FrameView sharp = MakeFrameView(map, store.layout(), request);
  if (!allow_coarse || planes_->Missing(store, grade, sharp) < kLeastCoarsePixels) {
    return Fill(store, grade, map, sharp);
  }
  RETURN_IF_ERROR(Fill(store, grade, map, MakeFrameView(map, store.layout(), request, kCoarseReduction)));
  coarse_ = true;
  return OkStatus();
}

bool View::CanKeep(const Grade& grade, const FrameLook& look) const {
  return rendered_.picture == planes_->picture() && rendered_.grade == grade && rendered_.look == look;
}

StatusOr<RenderedFrame> View::Render(const Grade& grade, const FrameLook& look, bool draft) {
  RETURN_IF_ERROR(program_->Compile(grade, look.screen, 255));
  GamutTest test;
  if (look.warn_outside) RETURN_IF_ERROR(test.Compile(grade, *look.warn_outside));
  const GamutTest* const tested = look.warn_outside ? &test : nullptr;
  const int slot = 1 - published_;
  uint8_t* const rgba = frames_[static_cast<size_t>(slot)];
  const FrameView& view = planes_->view();
  Extent size = view.size();
  draft = draft && !coarse_ && size.pixels() >= kLeastCoarsePixels;
  if (draft) {
    size = DraftSize(size);
    RenderDraft(size, tested, rgba);
    rendered_ = {};
  } else {
    const bool keep = CanKeep(grade, look);
    RenderFrame(tested, keep ? frames_[static_cast<size_t>(published_)] : nullptr, rendered_.part, rgba);
    rendered_ = {planes_->picture(), view.part, grade, look};
  }
  published_ = slot;
  ++frames_published_;
  return RenderedFrame{planes_->scan(), view, size, picture_, coarse_ || draft, draft, slot, rgba};
}

Status View::RenderInto(const Grade& grade, const OutputSpace& screen, std::span<uint8_t> rgba) {
  RETURN_IF_ERROR(program_->Compile(grade, screen, 255));
  RenderRgba8(*program_, planes(), rgba.size() / 4, rgba.data());
  return OkStatus();
}

template <typename Rows>
void View::ForBands(Extent size, const uint8_t* rgba, const Rows& rows) {
  histogram_ = FrameHistogram();
  const uint32_t step = HistogramStep(size);
  const uint32_t band_rows = std::max(kBandPixels / size.width, 1u);
  pool_->ForEach(static_cast<int>((size.height + band_rows - 1) / band_rows), [&](int band) {
    const uint32_t first = band_rows * static_cast<uint32_t>(band);
    const uint32_t end = std::min(first + band_rows, size.height);
    rows(first, end);
    // Here the pixels are still in this core's cache.
    FrameHistogram counted;
    CountRows(rgba, size.width, first, end, step, counted);
    const std::lock_guard lock(counting_);
    histogram_.Add(counted);
  });
}

void View::RenderRow(uint32_t y, uint32_t left, uint32_t right, const GamutTest* test, uint8_t* rgba) const {
  uint8_t* const row = rgba + 4 * (size_t{y} * size().width);
  planes_->ForRuns(y, left, right, [&](uint32_t x, uint32_t count, const ConstPlanes& densities) {
    RenderRgba8(*program_, densities, count, row + size_t{4} * x, test);
  });
}

void View::RenderFrame(const GamutTest* test, const uint8_t* kept, const PixelRect& kept_part, uint8_t* rgba) {
  const PixelRect& part = planes_->view().part;
  // What stays in sight, in pixels of this frame.
  const auto overlap = [](uint32_t before, uint32_t now, uint32_t length) {
    const uint32_t first = std::max(before, now);
    const uint32_t end = std::min(before, now) + length;
    return std::pair{first - now, std::max(first, end) - now};
  };
  const auto [left, right] = overlap(kept_part.x, part.x, part.width);
  const auto [top, bottom] = overlap(kept_part.y, part.y, part.height);
  ForBands(part.extent(), rgba, [&, left = left, right = right, top = top, bottom = bottom](uint32_t y, uint32_t end) {
    for (; y < end; ++y) {
      if (kept == nullptr || y < top || y >= bottom || left >= right) {
        RenderRow(y, 0, part.width, test, rgba);
        continue;
      }
      RenderRow(y, 0, left, test, rgba);
      const size_t at = size_t{y} * part.width + left;
      const size_t before = size_t{y + part.y - kept_part.y} * part.width + (left + part.x - kept_part.x);
      std::memcpy(rgba + 4 * at, kept + 4 * before, size_t{4} * (right - left));
      RenderRow(y, right, part.width, test, rgba);
    }
  });
}

void View::RenderDraft(Extent draft, const GamutTest* test, uint8_t* rgba) {
  ForBands(draft, rgba,
           [&](uint32_t first, uint32_t end) { RenderDraftRows(*program_, *planes_, first, end, rgba, test); });
}

}  // namespace easelight
