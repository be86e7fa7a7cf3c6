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

Demosaicer::Demosaicer(const ColorFilter& filter, const ChannelBalance& balance) : filter_(filter) {
  if (IsBayer(filter) || IsXTrans(filter)) directional_.emplace(filter, balance);
}

void Demosaicer::MakeRows(const MosaicBand& band, uint32_t first, uint32_t count, MutableByteSpan rgb) {
  if (directional_) return directional_->MakeRows(band, first, count, rgb);
  for (uint32_t y = first; y < first + count; ++y) {
    for (uint32_t x = 0; x < band.size.width; ++x) {
      const std::array<uint16_t, 3> pixel = MeanColors(filter_, band, y, x);
      std::memcpy(rgb.data(), pixel.data(), sizeof pixel);
      rgb = rgb.subspan(sizeof pixel);
    }
  }
}

}  // namespace easelight
