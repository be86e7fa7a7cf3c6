#include "core/engine/block_fillers.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace easelight {
namespace {

// Blocks of a picture that is summed by rows and columns: at twice the scale their codes lie in six tiles at most, and
// a row of their light in the first cache.
constexpr uint32_t kSeparableWidth = 240;
constexpr uint32_t kSeparableHeight = 64;
// Level pixels of a block's row, and floats of its summed rows, where the scale along an axis is large.
constexpr double kMostSourceWidth = 4096;
constexpr size_t kMostKeptFloats = size_t{64} << 10;

// Blocks of a straightened picture: turned by 45 degrees, with the kernel's reach, their light fits the scratch memory.
constexpr uint32_t kGeneralSide = 48;

uint32_t Pieces(uint32_t length, uint32_t piece) { return (length + piece - 1) / piece; }

// The index-th of the pieces of width x height that a rectangle is cut into.
PixelRect PieceOf(const PixelRect& rect, uint32_t width, uint32_t height, uint32_t index) {
  const uint32_t across = Pieces(rect.width, width);
  const uint32_t x = index % across * width;
  const uint32_t y = index / across * height;
  return {rect.x + x, rect.y + y, std::min(width, rect.width - x), std::min(height, rect.height - y)};
}

PixelRect Transposed(const PixelRect& rect) { return {rect.y, rect.x, rect.height, rect.width}; }

// One more than a value is made of.
size_t KeptRows(const AxisKernel& down) { return static_cast<size_t>(down.most_taps()) + 1; }

void Scatter(const float* from, size_t count, float* to, ptrdiff_t step) {
  for (size_t i = 0; i < count; ++i, to += step) *to = from[i];
}

}  // namespace

PixelRect BlockFiller::SourceOf(const PixelRect& rect, double reach) const {
  const double right = double(rect.x) + rect.width;
  const double bottom = double(rect.y) + rect.height;
  double x0 = 1e300, y0 = 1e300, x1 = -1e300, y1 = -1e300;
  for (const double x : {double(rect.x), right}) {
    for (const double y : {double(rect.y), bottom}) {
      const auto p = view_.level_from_reduced(x, y);
      x0 = std::min(x0, p.x);
      x1 = std::max(x1, p.x);
      y0 = std::min(y0, p.y);
      y1 = std::max(y1, p.y);
    }
  }
  const auto first = [=](double v, uint32_t side) {
    return static_cast<uint32_t>(std::clamp(std::floor(v - reach), 0.0, double(side) - 1));
  };
  const auto end = [=](double v, uint32_t from, uint32_t side) {
    return static_cast<uint32_t>(std::clamp(std::ceil(v + reach), double(from) + 1, double(side)));
  };
  const uint32_t left = first(x0, level_.size.width);
  const uint32_t top = first(y0, level_.size.height);
  return {left, top, end(x1, left, level_.size.width) - left, end(y1, top, level_.size.height) - top};
}

void BlockFiller::ReadLight(const TileWindow& window, uint32_t y, uint32_t left, uint32_t right, float* pixels) const {
  window.ForRuns(y, left, right, [&](uint32_t x, uint32_t count, const uint8_t* codes) {
    input_.LightFromCodes(codes, channels_, count, pixels + kPixelFloats * (x - left));
  });
}

Planes BlockFiller::PlanesAt(const FillTarget& target, uint32_t x, uint32_t y) const {
  const size_t at = size_t{y - target.rect.y} * stride_ + (x - target.rect.x);
  return {target.planes[0] + at, target.planes[1] + at, target.planes[2] + at};
}

// A block is what a tile has of the rectangle.
uint32_t ExactFiller::Blocks(const PixelRect& rect) const {
  const PixelRect source = SourceOf(rect, 0);
  return ((source.x + source.width - 1) / kTileSide - source.x / kTileSide + 1) *
         ((source.y + source.height - 1) / kTileSide - source.y / kTileSide + 1);
}

FillBlock ExactFiller::Block(const PixelRect& rect, uint32_t index) const {
  const PixelRect source = SourceOf(rect, 0);
  const uint32_t first = source.x / kTileSide;
  const uint32_t across = (source.x + source.width - 1) / kTileSide - first + 1;
  const uint32_t tile_x = (first + index % across) * kTileSide;
  const uint32_t tile_y = (source.y / kTileSide + index / across) * kTileSide;
  const uint32_t left = std::max(source.x, tile_x);
  const uint32_t top = std::max(source.y, tile_y);
  const PixelRect part = {left, top, std::min(source.x + source.width, tile_x + kTileSide) - left,
                          std::min(source.y + source.height, tile_y + kTileSide) - top};
  return {part, part};
}

void ExactFiller::Fill(const FillBlock& block, const TileWindow& window, const FillTarget& target,
                       std::span<float> scratch) const {
  const Affine2 picture_from_level = Inverse(view_.level_from_reduced);
  // A step along the level's row, in the planes.
  const ptrdiff_t step = static_cast<ptrdiff_t>(picture_from_level.xx) +
                         static_cast<ptrdiff_t>(picture_from_level.yx) * static_cast<ptrdiff_t>(stride_);
  const Planes row = {scratch.data(), scratch.data() + kTileSide, scratch.data() + 2 * kTileSide};
  for (uint32_t y = block.part.y; y < block.part.y + block.part.height; ++y) {
    const auto first = picture_from_level(block.part.x + 0.5, y + 0.5);
    const Planes to = PlanesAt(target, static_cast<uint32_t>(first.x), static_cast<uint32_t>(first.y));
    window.ForRuns(y, block.part.x, block.part.x + block.part.width,
                   [&](uint32_t, uint32_t count, const uint8_t* codes) {
                     if (step == 1) return input_.DensityFromCodes(codes, channels_, count, to);
                     input_.DensityFromCodes(codes, channels_, count, row);
                     for (size_t c = 0; c < 3; ++c) Scatter(row[c], count, to[c], step);
                   });
  }
}

SeparableFiller::SeparableFiller(const FrameView& view, const TileLayout& layout, const InputStage& input,
                                 size_t stride)
    : BlockFiller(view, layout, input, stride),
      across_(view.scale[0]),
      down_(view.scale[1]),
      block_width_(std::min({kSeparableWidth, static_cast<uint32_t>(kMostSourceWidth / view.scale[0]),
                             static_cast<uint32_t>(kMostKeptFloats / (kPixelFloats * KeptRows(down_)))})) {}

double SeparableFiller::PlaceAcross(uint32_t u) const {
  const Affine2& a = view_.level_from_reduced;
  return (swapped() ? a.xy : a.xx) * (u + 0.5) + a.x0;
}

double SeparableFiller::PlaceDown(uint32_t v) const {
  const Affine2& a = view_.level_from_reduced;
  return (swapped() ? a.yx : a.yy) * (v + 0.5) + a.y0;
}

uint32_t SeparableFiller::Blocks(const PixelRect& rect) const {
  const PixelRect turned = swapped() ? Transposed(rect) : rect;
  return Pieces(turned.width, block_width_) * Pieces(turned.height, kSeparableHeight);
}

FillBlock SeparableFiller::Block(const PixelRect& rect, uint32_t index) const {
  const PixelRect part = PieceOf(swapped() ? Transposed(rect) : rect, block_width_, kSeparableHeight, index);
  return {part, SourceOf(swapped() ? Transposed(part) : part, std::max(across_.radius(), down_.radius()) + 1)};
}

// The summed rows of a block, of which those used last are kept.
class SeparableFiller::Lines {
 public:
  Lines(const SeparableFiller& filler, const FillBlock& block, const TileWindow& window, std::span<float> scratch);

  // The sums of a row of the level; rows past its edge are the edge's.
  const float* At(int row);
  // What is left of the scratch memory.
  std::span<float> rest() const { return rest_; }

 private:
  std::span<float> Take(size_t count);

  const SeparableFiller& filler_;
  const TileWindow& window_;
  std::span<float> rest_;
  size_t width_;
  std::array<Taps, kSeparableWidth> taps_;
  size_t most_taps_;
  float* weights_;
  int first_ = 0;  // Of the pixels that most taps of the block would reach.
  int end_ = 0;
  float* light_;
  size_t kept_;
  std::array<int, AxisKernel::kMostTaps + 1> kept_rows_;
  float* kept_sums_;
};

std::span<float> SeparableFiller::Lines::Take(size_t count) {
  assert(count <= rest_.size());
  const std::span<float> taken = rest_.first(count);
  rest_ = rest_.subspan(count);
  return taken;
}

SeparableFiller::Lines::Lines(const SeparableFiller& filler, const FillBlock& block, const TileWindow& window,
                              std::span<float> scratch)
    : filler_(filler), window_(window), rest_(scratch), width_(block.part.width) {
  most_taps_ = static_cast<size_t>(filler.across_.most_taps());
  weights_ = Take(width_ * most_taps_).data();
  first_ = INT32_MAX;
  end_ = INT32_MIN;
  for (size_t i = 0; i < width_; ++i) {
    const double place = filler.PlaceAcross(block.part.x + static_cast<uint32_t>(i));
    taps_[i] = filler.across_.TapsAt(place, weights_ + i * most_taps_);
    first_ = std::min(first_, taps_[i].first);
    end_ = std::max(end_, taps_[i].first + filler.across_.most_taps());
  }
  light_ = Take(kPixelFloats * static_cast<size_t>(end_ - first_)).data();
  kept_ = KeptRows(filler.down_);
  kept_rows_.fill(-1);
  kept_sums_ = Take(kPixelFloats * width_ * kept_).data();
}

const float* SeparableFiller::Lines::At(int row) {
  const Extent level = filler_.level_.size;
  row = std::clamp(row, 0, static_cast<int>(level.height) - 1);
  const size_t place = static_cast<size_t>(row) % kept_;
  float* const sums = kept_sums_ + kPixelFloats * width_ * place;
  if (kept_rows_[place] == row) return sums;
  kept_rows_[place] = row;
  const int left = std::clamp(first_, 0, static_cast<int>(level.width) - 1);
  const int right = std::clamp(end_, left + 1, static_cast<int>(level.width));
  float* const inside = light_ + kPixelFloats * static_cast<size_t>(left - first_);
  float* const past = light_ + kPixelFloats * static_cast<size_t>(right - first_);
  filler_.ReadLight(window_, static_cast<uint32_t>(row), static_cast<uint32_t>(left), static_cast<uint32_t>(right),
                    inside);
  // Past the edges of the level its last pixels stand.
  for (float* p = light_; p != inside; p += kPixelFloats) std::copy_n(inside, kPixelFloats, p);
  for (float* p = past; p != light_ + kPixelFloats * static_cast<size_t>(end_ - first_); p += kPixelFloats) {
    std::copy_n(past - kPixelFloats, kPixelFloats, p);
  }
  ResampleAcross(light_, first_, std::span(taps_).first(width_), weights_, most_taps_, sums);
  return sums;
}

void SeparableFiller::Fill(const FillBlock& block, const TileWindow& window, const FillTarget& target,
                           std::span<float> scratch) const {
  Lines lines(*this, block, window, scratch);
  const size_t width = block.part.width;
  float* const rest = lines.rest().data();
  assert(lines.rest().size() >= 3 * width);
  const Planes turned = {rest, rest + width, rest + 2 * width};
  std::array<float, AxisKernel::kMostTaps> weights;
  std::array<const float*, AxisKernel::kMostTaps> rows;
  for (uint32_t v = block.part.y; v < block.part.y + block.part.height; ++v) {
    const Taps taps = down_.TapsAt(PlaceDown(v), weights.data());
    const auto count = static_cast<size_t>(taps.count);
    for (size_t j = 0; j < count; ++j) rows[j] = lines.At(taps.first + static_cast<int>(j));
    const Planes to = swapped() ? PlanesAt(target, v, block.part.x) : PlanesAt(target, block.part.x, v);
    const Planes& densities = swapped() ? turned : to;
    ResampleDown(std::span(rows).first(count), weights.data(), width, densities);
    input_.DensityFromLinear(densities, width);
    if (!swapped()) continue;
    for (size_t c = 0; c < 3; ++c) Scatter(turned[c], width, to[c], static_cast<ptrdiff_t>(stride_));
  }
}

GeneralFiller::GeneralFiller(const FrameView& view, const TileLayout& layout, const InputStage& input, size_t stride)
    : BlockFiller(view, layout, input, stride), kernel_(view.scale[0]) {}

uint32_t GeneralFiller::Blocks(const PixelRect& rect) const {
  return Pieces(rect.width, kGeneralSide) * Pieces(rect.height, kGeneralSide);
}

FillBlock GeneralFiller::Block(const PixelRect& rect, uint32_t index) const {
  const PixelRect part = PieceOf(rect, kGeneralSide, kGeneralSide, index);
  return {part, SourceOf(part, kernel_.radius() + 1)};
}

void GeneralFiller::Fill(const FillBlock& block, const TileWindow& window, const FillTarget& target,
                         std::span<float> scratch) const {
  const PixelRect& source = block.source;
  const size_t row_floats = kPixelFloats * source.width;
  assert(row_floats * source.height <= scratch.size());
  for (uint32_t y = 0; y < source.height; ++y) {
    ReadLight(window, source.y + y, source.x, source.x + source.width, scratch.data() + row_floats * y);
  }
  const LightBlock light = {scratch.data(), source};
  for (uint32_t y = block.part.y; y < block.part.y + block.part.height; ++y) {
    const Planes to = PlanesAt(target, block.part.x, y);
    ResamplePoints(light, kernel_, view_.level_from_reduced, block.part.x, y, block.part.width, to);
    input_.DensityFromLinear(to, block.part.width);
  }
}

}  // namespace easelight
