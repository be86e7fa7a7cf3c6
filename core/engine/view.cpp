#include "core/engine/view.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <thread>

#include "core/analysis/histogram.h"

namespace safelight {
namespace {

// A band is about this many pixels: small enough to share out evenly, large enough that handing it out costs nothing.
constexpr uint32_t kBandPixels = 32768;

// Long past any upload; a reader that died must not stop rendering.
constexpr auto kLongestRead = std::chrono::milliseconds(100);

bool operator==(const Affine2& a, const Affine2& b) {
  return a.xx == b.xx && a.xy == b.xy && a.x0 == b.x0 && a.yx == b.yx && a.yy == b.yy && a.y0 == b.y0;
}

bool SameMap(const FrameMap& a, const FrameMap& b) {
  return a.size == b.size && a.exact == b.exact && a.stored_from_frame == b.stored_from_frame;
}

}  // namespace

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

Status View::SetLimit(Extent limit) {
  constexpr uint32_t kLeastSide = 16;
  if (std::min(limit.width, limit.height) < kLeastSide || std::max(limit.width, limit.height) > kMaxSide ||
      limit.pixels() > kMaxViewPixels) {
    return OutOfRange("the view is " + std::to_string(limit.width) + " x " + std::to_string(limit.height) +
                      " pixels; it must have 16 to 65535 a side and at most " + std::to_string(kMaxViewPixels) +
                      " in all");
  }
  if (!(limit == limit_)) filled_ = false;
  limit_ = limit;
  return OkStatus();
}

Status View::Fill(ScanStore& store, const Grade& grade, const FrameMap& map) {
  const FrameView frame_view = MakeFrameView(map, store.layout(), limit_);
  const SampleFormat format = store.layout().level[static_cast<size_t>(frame_view.level)].format;
  if (filled_ && input_->Matches(grade, format) && SameMap(map, map_)) return OkStatus();
  filled_ = false;
  RETURN_IF_ERROR(input_->Compile(grade, format));
  const PixelRect all = {0, 0, frame_view.size.width, frame_view.size.height};
  RETURN_IF_ERROR(reader_.Read(store, frame_view, *input_, all, planes_, all.width));
  map_ = map;
  frame_view_ = frame_view;
  filled_ = true;
  return OkStatus();
}

void View::WaitForReader(int slot) const {
  const auto deadline = std::chrono::steady_clock::now() + kLongestRead;
  while (reading_slot_.load() == slot && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
}

StatusOr<RenderedFrame> View::Render(const Grade& grade, const OutputSpace& screen) {
  RETURN_IF_ERROR(program_->Compile(grade, screen, 255));
  const int slot = 1 - published_;
  WaitForReader(slot);
  uint8_t* rgba = frames_[static_cast<size_t>(slot)];
  const size_t pixels = frame_view_.size.pixels();
  const int bands = static_cast<int>((pixels + kBandPixels - 1) / kBandPixels);
  pool_->ForEach(bands, [&](int band) {
    const size_t first = size_t{kBandPixels} * static_cast<size_t>(band);
    const size_t count = std::min<size_t>(kBandPixels, pixels - first);
    RenderRgba8(*program_, {planes_[0] + first, planes_[1] + first, planes_[2] + first}, count, rgba + 4 * first);
  });
  CountRgba8(rgba, frame_view_.size, histogram_);
  published_ = slot;
  ++frames_published_;
  return RenderedFrame{frame_view_.size, slot, rgba};
}

}  // namespace safelight
