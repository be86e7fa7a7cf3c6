#include "core/engine/frame_reader.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

namespace easelight {
namespace {

bool IsWhole(double v) { return v == std::floor(v); }

// Whether an affine only mirrors and turns by quarters, onto whole pixels.
bool IsPixelExact(const Affine2& a) {
  const auto unit = [](double v) { return v == 0.0 || v == 1.0 || v == -1.0; };
  return unit(a.xx) && unit(a.xy) && unit(a.yx) && unit(a.yy) && IsWhole(a.x0) && IsWhole(a.y0);
}

Affine2 Scaled(double x, double y) { return {x, 0, 0, 0, y, 0}; }

// How many times a picture has more pixels a side than fit a viewer; at least 1.
double FitReduction(Extent picture, Extent viewer) {
  return std::max({1.0, double(picture.width) / viewer.width, double(picture.height) / viewer.height});
}

Extent ReducedSize(Extent picture, double size) {
  return {std::max(1u, static_cast<uint32_t>(picture.width * size + 0.5)),
          std::max(1u, static_cast<uint32_t>(picture.height * size + 0.5))};
}

FrameView PartOf(const FrameMap& map, const TileLayout& layout, Extent reduced, const PixelRect& part) {
  FrameView view;
  view.size = part.extent();
  view.reduced = reduced;
  view.part = part;
  // Each axis has its own factor, so that the reduced picture's edges are the picture's.
  const double across = double(map.size.width) / reduced.width;
  const double down = double(map.size.height) / reduced.height;
  while (view.level + 1 < layout.levels && std::min(across, down) >= double(2 << view.level)) ++view.level;
  const double level_scale = 1.0 / double(1 << view.level);
  const Affine2 picture_from_part = {across, 0, across * part.x, 0, down, down * part.y};
  view.level_from_frame = Compose(Scaled(level_scale, level_scale), Compose(map.stored_from_frame, picture_from_part));
  view.scale = std::max({1.0, across * level_scale, down * level_scale});
  view.exact = map.exact && IsPixelExact(view.level_from_frame);
  return view;
}

}  // namespace

FrameView FullFrameView(const FrameMap& map) {
  return {.size = map.size,
          .level = 0,
          .scale = 1,
          .level_from_frame = map.stored_from_frame,
          .exact = map.exact,
          .reduced = map.size,
          .part = {0, 0, map.size.width, map.size.height}};
}

FrameView MakeFrameView(const FrameMap& map, const TileLayout& layout, const ViewRequest& request, double reduce) {
  const double fitted = 1.0 / FitReduction(map.size, request.viewer);
  const double size = std::min(1.0, request.zoom > 0 ? request.zoom : fitted) / reduce;
  const Extent reduced = ReducedSize(map.size, size);
  if (request.zoom <= 0) return PartOf(map, layout, reduced, {0, 0, reduced.width, reduced.height});
  // Device pixels per frame pixel, at least 1. Where they are large, two more pixels fill the viewer to its edges.
  const double enlarge = request.zoom / size;
  const uint32_t more = enlarge >= 1.25 ? 2 : 0;
  const auto span = [=](uint32_t viewer, uint32_t whole, double center) {
    const auto length = std::min(whole, static_cast<uint32_t>(std::ceil(viewer / enlarge)) + more);
    const double first = std::floor(std::clamp(center, 0.0, 1.0) * whole - length / 2.0 + 0.5);
    return std::pair{static_cast<uint32_t>(std::clamp(first, 0.0, double(whole - length))), length};
  };
  const auto [left, width] = span(request.viewer.width, reduced.width, request.center_x);
  const auto [top, height] = span(request.viewer.height, reduced.height, request.center_y);
  return PartOf(map, layout, reduced, {left, top, width, height});
}

FrameView MakeTopView(const FrameMap& map, const TileLayout& layout, Extent limit, uint32_t rows) {
  const Extent reduced = ReducedSize(map.size, 1.0 / FitReduction(map.size, limit));
  const FrameView all = PartOf(map, layout, reduced, {0, 0, reduced.width, reduced.height});
  // Rows of the scan are rows or columns of the picture, counted from either end.
  const double share = double(rows) / layout.level[0].size.height;
  const Affine2& a = all.level_from_frame;
  PixelRect part = all.part;
  uint32_t& first = a.yx != 0 ? part.x : part.y;
  uint32_t& length = a.yx != 0 ? part.width : part.height;
  const uint32_t whole = length;
  length = std::max(1u, static_cast<uint32_t>(share * whole));
  if (a.yx < 0 || a.yy < 0) first = whole - length;
  return PartOf(map, layout, reduced, part);
}

StatusOr<FrameReader> FrameReader::Create(ThreadPool& pool, Region& region) {
  FrameReader reader;
  reader.pool_ = &pool;
  for (size_t i = 0; i < kBatch; ++i) {
    ASSIGN_OR_RETURN(reader.codes_[i], region.Take<uint8_t>(kMostSourcePixels * kMostPixelBytes, "codes of a block"));
    ASSIGN_OR_RETURN(reader.scratch_[i], region.Take<float>(kMostSourcePixels * 3, "light of a block"));
  }
  return reader;
}

PixelRect FrameReader::SourceOf(const FrameView& view, const LevelLayout& level, double reach,
                                const PixelRect& frame) const {
  double x0 = 1e300, y0 = 1e300, x1 = -1e300, y1 = -1e300;
  for (const double x : {double(frame.x), double(frame.x) + frame.width}) {
    for (const double y : {double(frame.y), double(frame.y) + frame.height}) {
      const auto p = view.level_from_frame(x, y);
      x0 = std::min(x0, p.x);
      x1 = std::max(x1, p.x);
      y0 = std::min(y0, p.y);
      y1 = std::max(y1, p.y);
    }
  }
  const auto edge = [](double v, uint32_t side) { return static_cast<uint32_t>(std::clamp(v, 0.0, double(side))); };
  const uint32_t left = std::min(edge(std::floor(x0 - reach), level.size.width), level.size.width - 1);
  const uint32_t top = std::min(edge(std::floor(y0 - reach), level.size.height), level.size.height - 1);
  const uint32_t right = std::max(edge(std::ceil(x1 + reach), level.size.width), left + 1);
  const uint32_t bottom = std::max(edge(std::ceil(y1 + reach), level.size.height), top + 1);
  return {left, top, right - left, bottom - top};
}

Status FrameReader::Read(ScanStore& store, const FrameView& view, const InputStage& input, const PixelRect& rect,
                         const Planes& planes, size_t stride) {
  assert(rect.x + rect.width <= view.size.width && rect.y + rect.height <= view.size.height && stride >= rect.width);
  const LevelLayout& level = store.layout().level[static_cast<size_t>(view.level)];
  const Target target = {&view, &input, rect, planes, stride, store.layout().channels, level.pixel_bytes};
  const double reach = view.exact ? 0.0 : Resampler(view.scale).radius() + 1.0;
  const uint32_t across = (rect.width + kBlockSide - 1) / kBlockSide;
  const uint32_t blocks = across * ((rect.height + kBlockSide - 1) / kBlockSide);
  std::array<Block, kBatch> batch;
  for (uint32_t first = 0; first < blocks; first += kBatch) {
    const int count = static_cast<int>(std::min<uint32_t>(kBatch, blocks - first));
    for (int i = 0; i < count; ++i) {
      const uint32_t bx = (first + static_cast<uint32_t>(i)) % across * kBlockSide;
      const uint32_t by = (first + static_cast<uint32_t>(i)) / across * kBlockSide;
      Block& block = batch[static_cast<size_t>(i)];
      block.frame = {rect.x + bx, rect.y + by, std::min(kBlockSide, rect.width - bx),
                     std::min(kBlockSide, rect.height - by)};
      block.source = SourceOf(view, level, reach, block.frame);
      if (block.source.extent().pixels() > kMostSourcePixels) {
        return ResourceExhausted("view-block",
                                 {{"pixels", block.source.extent().pixels()}, {"limit", kMostSourcePixels}});
      }
      const size_t bytes = static_cast<size_t>(block.source.extent().pixels()) * level.pixel_bytes;
      RETURN_IF_ERROR(store.Read(view.level, block.source, codes_[static_cast<size_t>(i)].first(bytes)));
    }
    pool_->ForEach(count, [&](int i) {
      const size_t at = static_cast<size_t>(i);
      if (view.exact) {
        Copy(target, batch[at], codes_[at].data(), scratch_[at].data());
      } else {
        Resample(target, batch[at], codes_[at].data(), scratch_[at].data());
      }
    });
  }
  return OkStatus();
}

void FrameReader::Copy(const Target& t, const Block& block, const uint8_t* codes, float* scratch) const {
  const Affine2& map = t.view->level_from_frame;
  const auto width = static_cast<ptrdiff_t>(block.source.width);
  // Steps in the source for a step across in the frame.
  const ptrdiff_t step = static_cast<ptrdiff_t>(map.xx) + static_cast<ptrdiff_t>(map.yx) * width;
  const size_t n = block.frame.width;
  uint8_t* row = reinterpret_cast<uint8_t*>(scratch);
  for (uint32_t y = 0; y < block.frame.height; ++y) {
    const auto p = map(block.frame.x + 0.5, block.frame.y + y + 0.5);
    const ptrdiff_t at = static_cast<ptrdiff_t>(std::floor(p.y) - block.source.y) * width +
                         static_cast<ptrdiff_t>(std::floor(p.x) - block.source.x);
    const uint8_t* from = codes + at * static_cast<ptrdiff_t>(t.pixel_bytes);
    if (step != 1) {
      for (size_t i = 0; i < n; ++i) {
        std::memcpy(row + i * t.pixel_bytes,
                    from + static_cast<ptrdiff_t>(i) * step * static_cast<ptrdiff_t>(t.pixel_bytes), t.pixel_bytes);
      }
      from = row;
    }
    const size_t to = (block.frame.y - t.rect.y + y) * t.stride + (block.frame.x - t.rect.x);
    t.input->DensityFromCodes(from, t.channels, n, {t.planes[0] + to, t.planes[1] + to, t.planes[2] + to});
  }
}

void FrameReader::Resample(const Target& t, const Block& block, const uint8_t* codes, float* scratch) const {
  const auto pixels = static_cast<size_t>(block.source.extent().pixels());  // At most kMostSourcePixels.
  const Planes linear = {scratch, scratch + pixels, scratch + 2 * pixels};
  t.input->LinearFromCodes(codes, t.channels, pixels, linear);
  const LinearBlock source = {{linear[0], linear[1], linear[2]}, block.source};
  const Resampler resampler(t.view->scale);
  for (uint32_t y = 0; y < block.frame.height; ++y) {
    const size_t to = (block.frame.y - t.rect.y + y) * t.stride + (block.frame.x - t.rect.x);
    const Planes row = {t.planes[0] + to, t.planes[1] + to, t.planes[2] + to};
    resampler.Row(source, t.view->level_from_frame, block.frame.x, block.frame.y + y, block.frame.width, row);
    t.input->DensityFromLinear(row, block.frame.width);
  }
}

}  // namespace easelight
