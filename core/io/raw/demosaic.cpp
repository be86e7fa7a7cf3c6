#include "core/io/raw/demosaic.h"

#include <array>
#include <cstring>

#include "core/io/raw/mean_demosaic.h"

namespace easelight {

Status Demosaicer::Check(const ColorFilter& filter, Extent size) {
  constexpr uint32_t kLeast = 2 * kMeanReach + 1;
  if (size.width < kLeast || size.height < kLeast) {
    return Unsupported("raw-sensor-small", {{"width", size.width}, {"height", size.height}, {"least", kLeast}});
  }
  return HasMeans(filter, size) ? OkStatus() : Unsupported("raw-filter");
}

Demosaicer::Demosaicer(const ColorFilter& filter, const ChannelBalance& balance, ThreadPool* pool)
    : filter_(filter), pool_(pool) {
  if (!IsBayer(filter) && !IsXTrans(filter)) return;
  directional_.assign(static_cast<size_t>(pool == nullptr ? 1 : pool->threads()), {filter, balance});
}

void Demosaicer::MakeRows(const MosaicBand& band, uint32_t first, uint32_t count, MutableByteSpan rgb) {
  const size_t row_bytes = size_t{band.size.width} * 3 * sizeof(uint16_t);
  const auto for_each = [this](size_t pieces, const auto& make) {
    if (pool_ != nullptr) return pool_->ForEach(static_cast<int>(pieces), make);
    for (size_t i = 0; i < pieces; ++i) make(static_cast<int>(i));
  };
  if (directional_.empty()) {
    for_each(count, [&](int i) {
      MakeMeanRow(band, first + static_cast<uint32_t>(i), rgb.subspan(static_cast<size_t>(i) * row_bytes, row_bytes));
    });
    return;
  }
  const auto shares = static_cast<uint32_t>(directional_.size());
  for_each(shares, [&](int i) {
    directional_[static_cast<size_t>(i)].MakeRows(band, first, count, {static_cast<uint32_t>(i), shares}, rgb);
  });
}

void Demosaicer::MakeMeanRow(const MosaicBand& band, uint32_t y, MutableByteSpan rgb) const {
  for (uint32_t x = 0; x < band.size.width; ++x) {
    const std::array<uint16_t, 3> pixel = MeanColors(filter_, band, y, x);
    std::memcpy(rgb.data(), pixel.data(), sizeof pixel);
    rgb = rgb.subspan(sizeof pixel);
  }
}

}  // namespace easelight
