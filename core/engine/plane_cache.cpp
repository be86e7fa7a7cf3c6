#include "core/engine/plane_cache.h"

#include <algorithm>
#include <new>

namespace easelight {
namespace {

SampleFormat FormatOf(const ScanStore& store, const FrameView& view) {
  return store.layout().level[static_cast<size_t>(view.level)].format;
}

// Two places on a circle of `length`, one `by` behind the other.
uint32_t Shifted(uint32_t place, uint32_t from, uint32_t to, uint32_t length) {
  return static_cast<uint32_t>((uint64_t{place} + to + uint64_t{length} * (from / length + 1) - from) % length);
}

}  // namespace

uint64_t SightedRects::pixels() const {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; ++i) sum += rects[i].extent().pixels();
  return sum;
}

SightedRects NewlySighted(const PixelRect& before, const PixelRect& now) {
  const uint32_t left = std::max(before.x, now.x);
  const uint32_t top = std::max(before.y, now.y);
  const uint32_t right = std::min(before.x, now.x) + now.width;
  const uint32_t bottom = std::min(before.y, now.y) + now.height;
  if (left >= right || top >= bottom) return {{now}, 1};
  SightedRects sighted;
  const auto add = [&](const PixelRect& rect) {
    if (rect.width > 0 && rect.height > 0) sighted.rects[sighted.count++] = rect;
  };
  // Above or below what was in sight, over the whole width; then beside it.
  add({now.x, now.y < before.y ? now.y : bottom, now.width, now.height - (bottom - top)});
  add({now.x < before.x ? now.x : right, top, now.width - (right - left), bottom - top});
  return sighted;
}

StatusOr<std::unique_ptr<PlaneCache>> PlaneCache::Create(Workspace& workspace, ThreadPool& pool) {
  ASSIGN_OR_RETURN(auto filler, PlaneFiller::Create(pool, workspace.tables));
  std::unique_ptr<PlaneCache> cache(new PlaneCache(std::move(filler)));
  ASSIGN_OR_RETURN(const auto input, workspace.tables.Take<InputStage>(1, "the view's input stage"));
  cache->input_ = new (input.data()) InputStage();
  for (float*& plane : cache->planes_) {
    ASSIGN_OR_RETURN(const auto taken, workspace.planes.Take<float>(workspace.view_pixels(), "a density plane"));
    plane = taken.data();
  }
  return cache;
}

bool PlaneCache::Holds(const ScanStore& store, const Grade& grade, const FrameView& view) const {
  return scan_ == store.scan() && view.IsMoved(view_) && input_->Matches(grade, FormatOf(store, view));
}

uint64_t PlaneCache::Missing(const ScanStore& store, const Grade& grade, const FrameView& view) const {
  return Holds(store, grade, view) ? NewlySighted(view_.part, view.part).pixels() : view.size().pixels();
}

Status PlaneCache::Fill(ScanStore& store, const Grade& grade, const FrameView& view) {
  SightedRects sighted = {{view.part}, 1};
  const bool held = Holds(store, grade, view);
  if (held) sighted = NewlySighted(view_.part, view.part);
  if (held && sighted.count == 0) return OkStatus();
  // Until all is there, nothing is.
  scan_ = 0;
  if (const SampleFormat format = FormatOf(store, view); !input_->Matches(grade, format)) {
    RETURN_IF_ERROR(input_->Compile(grade, format));
    input_table_ = grade.table;
  }
  const bool moved = held && !(sighted.rects[0] == view.part);
  shift_x_ = moved ? Shifted(shift_x_, view_.part.x, view.part.x, view.part.width) : 0;
  shift_y_ = moved ? Shifted(shift_y_, view_.part.y, view.part.y, view.part.height) : 0;
  if (!moved) ++pictures_;
  view_ = view;
  RETURN_IF_ERROR(FillRects(store, std::span(sighted.rects).first(sighted.count)));
  scan_ = store.scan();
  ++fills_;
  return OkStatus();
}

Status PlaneCache::FillRects(ScanStore& store, std::span<const PixelRect> rects) {
  const PixelRect& part = view_.part;
  std::array<FillTarget, 8> targets;
  size_t count = 0;
  // Where the planes end and begin again, in the picture.
  const uint32_t seam_x = part.x + part.width - shift_x_;
  const uint32_t seam_y = part.y + part.height - shift_y_;
  for (const PixelRect& rect : rects) {
    const std::array<uint32_t, 3> xs = {rect.x, std::clamp(seam_x, rect.x, rect.x + rect.width), rect.x + rect.width};
    const std::array<uint32_t, 3> ys = {rect.y, std::clamp(seam_y, rect.y, rect.y + rect.height), rect.y + rect.height};
    for (size_t i = 0; i < 4; ++i) {
      const PixelRect piece = {xs[i % 2], ys[i / 2], xs[i % 2 + 1] - xs[i % 2], ys[i / 2 + 1] - ys[i / 2]};
      if (piece.width == 0 || piece.height == 0) continue;
      const size_t at = IndexOf(piece.x - part.x, piece.y - part.y);
      targets[count++] = {piece, {planes_[0] + at, planes_[1] + at, planes_[2] + at}};
    }
  }
  return filler_->Fill(store, view_, *input_, std::span(targets).first(count), part.width);
}

}  // namespace easelight
