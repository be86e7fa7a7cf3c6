#include "core/engine/view.h"

#include <algorithm>
#include <new>

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

SampleFormat FormatOf(const ScanStore& store, const FrameView& view) {
  return store.layout().level[static_cast<size_t>(view.level)].format;
}

}  // namespace

Status CheckViewRequest(const ViewRequest& request) {
  constexpr uint32_t kLeastSide = 16;
  const Extent viewer = request.viewer;
  if (std::min(viewer.width, viewer.height) < kLeastSide || std::max(viewer.width, viewer.height) > kMaxSide ||
      viewer.pixels() > kMaxViewPixels) {
    return OutOfRange("view-size", {{"width", viewer.width},
                                    {"height", viewer.height},
                                    {"least", kLeastSide},
                                    {"most", kMaxSide},
                                    {"pixels", kMaxViewPixels}});
  }
  if (!(request.zoom >= 0 && request.zoom <= kMaxZoom)) {
    return OutOfRange("view-zoom", {{"zoom", request.zoom}, {"most", kMaxZoom}});
  }
  return OkStatus();
}

StatusOr<std::unique_ptr<View>> View::Create(Workspace& workspace, ThreadPool& pool) {
  ASSIGN_OR_RETURN(FrameReader reader, FrameReader::Create(pool, workspace.tables));
  std::unique_ptr<View> view(new View(pool, std::move(reader)));
  ASSIGN_OR_RETURN(const auto input, workspace.tables.Take<InputStage>(1, "the view's input stage"));
  ASSIGN_OR_RETURN(const auto program, workspace.tables.Take<PrintProgram>(1, "the view's program"));
  view->input_ = new (input.data()) InputStage();
  view->program_ = new (program.data()) PrintProgram();
  for (float*& plane : view->planes_) {
    ASSIGN_OR_RETURN(const auto taken, workspace.planes.Take<float>(kMaxViewPixels, "a density plane"));
    plane = taken.data();
  }
  for (uint8_t*& frame : view->frames_) {
    ASSIGN_OR_RETURN(const auto taken, workspace.frames.Take<uint8_t>(kMaxViewPixels * 4, "a frame"));
    frame = taken.data();
  }
  return view;
}

bool View::Holds(const ScanStore& store, const Grade& grade, const FrameView& view) const {
  return filled_ && filled_scan_ == store.scan() && filled_with_ == view &&
         input_->Matches(grade, FormatOf(store, view));
}

Status View::Fill(ScanStore& store, const Grade& grade, const FrameMap& map, const FrameView& wanted) {
  coarse_ = false;
  picture_ = map.size;
  if (Holds(store, grade, wanted)) return OkStatus();
  filled_ = false;
  const SampleFormat format = FormatOf(store, wanted);
  if (!input_->Matches(grade, format)) {
    RETURN_IF_ERROR(input_->Compile(grade, format));
    input_table_ = grade.table;
  }
  const PixelRect all = {0, 0, wanted.size.width, wanted.size.height};
  RETURN_IF_ERROR(reader_.Read(store, wanted, *input_, all, planes_, all.width));
  filled_scan_ = store.scan();
  filled_with_ = wanted;
  filled_ = true;
  ++fills_;
  return OkStatus();
}

Status View::FillRequested(ScanStore& store, const Grade& grade, const FrameMap& map, const ViewRequest& request,
                           bool allow_coarse) {
  RETURN_IF_ERROR(CheckViewRequest(request));
  const FrameView sharp = MakeFrameView(map, store.layout(), request);
  if (!allow_coarse || sharp.size.pixels() < kLeastCoarsePixels || Holds(store, grade, sharp)) {
    return Fill(store, grade, map, sharp);
  }
  RETURN_IF_ERROR(Fill(store, grade, map, MakeFrameView(map, store.layout(), request, kCoarseReduction)));
  coarse_ = true;
  return OkStatus();
}

StatusOr<RenderedFrame> View::Render(const Grade& grade, const FrameLook& look, bool draft) {
  RETURN_IF_ERROR(program_->Compile(grade, look.screen, 255));
  GamutTest test;
  if (look.warn_outside) RETURN_IF_ERROR(test.Compile(grade, *look.warn_outside));
  const int slot = 1 - published_;
  uint8_t* rgba = frames_[static_cast<size_t>(slot)];
  Extent size = filled_with_.size;
  draft = draft && !coarse_ && size.pixels() >= kLeastCoarsePixels;
  if (draft) size = DraftSize(size);
  RenderFrame(size, draft, look.warn_outside ? &test : nullptr, rgba);
  published_ = slot;
  ++frames_published_;
  return RenderedFrame{filled_scan_, filled_with_, size, picture_, coarse_ || draft, draft, slot, rgba};
}

Status View::RenderInto(const Grade& grade, const OutputSpace& screen, std::span<uint8_t> rgba) {
  RETURN_IF_ERROR(program_->Compile(grade, screen, 255));
  RenderRgba8(*program_, planes(), rgba.size() / 4, rgba.data());
  return OkStatus();
}

void View::RenderFrame(Extent size, bool draft, const GamutTest* test, uint8_t* rgba) {
  histogram_ = FrameHistogram();
  const uint32_t step = HistogramStep(size);
  const uint32_t rows = std::max(kBandPixels / size.width, 1u);
  pool_->ForEach(static_cast<int>((size.height + rows - 1) / rows), [&](int band) {
    const uint32_t first = rows * static_cast<uint32_t>(band);
    const uint32_t end = std::min(first + rows, size.height);
    if (draft) {
      RenderDraftRows(*program_, planes(), filled_with_.size, first, end, rgba, test);
    } else {
      const size_t at = size_t{first} * size.width;
      RenderRgba8(*program_, {planes_[0] + at, planes_[1] + at, planes_[2] + at}, size_t{end - first} * size.width,
                  rgba + 4 * at, test);
    }
    // Here the pixels are still in this core's cache.
    FrameHistogram counted;
    CountRows(rgba, size.width, first, end, step, counted);
    const std::lock_guard lock(counting_);
    histogram_.Add(counted);
  });
}

}  // namespace easelight
