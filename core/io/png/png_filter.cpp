#include "core/io/png/png_filter.h"

#include <bit>
#include <cstring>

namespace easelight {
namespace {

// Measured on a grainy scan of 12 MP, 16 bits: 0.795 of the size. All filters in turn, each row by its best, and a
// search for matches: 0.803.
constexpr uint8_t kAverage = 3;

// Differences are those of bytes, also of samples of two, which the file has the more significant first.
static_assert(std::endian::native == std::endian::little);

uint8_t Filtered(uint8_t here, uint8_t left, uint8_t above) { return static_cast<uint8_t>(here - (left + above) / 2); }

uint16_t Filtered(uint16_t here, uint16_t left, uint16_t above) {
  // The mean of either byte: what both have, and half of what one has.
  const uint32_t mean = (left & above) + (((left ^ above) & 0xFEFEu) >> 1);
  const uint32_t upper = (here >> 8) - (mean >> 8), lower = here - mean;
  return static_cast<uint16_t>((upper & 0xFF) | lower << 8);
}

template <typename Sample>
void FilterRow(const Sample* row, const Sample* above, size_t samples, size_t channels, uint8_t* out) {
  const auto put = [&](size_t i, Sample left, Sample up) {
    const Sample filtered = Filtered(row[i], left, up);
    std::memcpy(out + i * sizeof(Sample), &filtered, sizeof filtered);
  };
  if (above == nullptr) {
    for (size_t i = 0; i < channels; ++i) put(i, 0, 0);
    for (size_t i = channels; i < samples; ++i) put(i, row[i - channels], 0);
  } else {
    for (size_t i = 0; i < channels; ++i) put(i, 0, above[i]);
    for (size_t i = channels; i < samples; ++i) put(i, row[i - channels], above[i]);
  }
}

}  // namespace

void FilterPngRow(ByteSpan row, const uint8_t* above, PngSamples samples, uint8_t* filtered) {
  *filtered++ = kAverage;
  if (samples.depth == 8) return FilterRow(row.data(), above, row.size(), samples.channels, filtered);
  FilterRow(reinterpret_cast<const uint16_t*>(row.data()), reinterpret_cast<const uint16_t*>(above), row.size() / 2,
            samples.channels, filtered);
}

}  // namespace easelight
