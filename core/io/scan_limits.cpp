#include "core/io/scan_limits.h"

#include <algorithm>
#include <cmath>

namespace easelight {

Status CheckExtent(uint64_t width, uint64_t height) {
  if (width == 0 || height == 0) {
    return InvalidInput("picture-empty", {{"width", width}, {"height", height}});
  }
  if (width > kMaxSide || height > kMaxSide) {
    return OutOfRange("picture-side", {{"width", width}, {"height", height}, {"limit", kMaxSide}});
  }
  if (width * height > kMaxPixels) {
    return OutOfRange("picture-pixels",
                      {{"width", width}, {"height", height}, {"pixels", width * height}, {"limit", kMaxPixels}});
  }
  return OkStatus();
}

uint64_t MebibytesFrom(uint64_t bytes) { return bytes / kMebibyte + (bytes % kMebibyte != 0); }

Status TooLargeToHold(SentenceName name, Extent size, uint64_t bytes, uint64_t limit) {
  // Memory grows with the area, a side with its root. Two per cent off, for edges that are padded to whole blocks.
  const double scale = 0.98 * std::sqrt(static_cast<double>(limit) / static_cast<double>(bytes));
  const auto fit = [scale](uint32_t side) { return std::max<uint64_t>(1, static_cast<uint64_t>(side * scale)); };
  return ResourceExhausted(name, {{"width", size.width},
                                  {"height", size.height},
                                  {"needed", MebibytesFrom(bytes)},
                                  {"limit", MebibytesFrom(limit)},
                                  {"fitWidth", fit(size.width)},
                                  {"fitHeight", fit(size.height)}});
}

Status TruncatedAfterRow(uint32_t row, uint32_t rows) {
  return Truncated("file-ends-after-row", {{"row", row}, {"rows", rows}});
}

Status CheckRowSpan(size_t span_bytes, size_t row_bytes) {
  if (span_bytes >= row_bytes) return OkStatus();
  return InvalidInput("rows-room", {{"bytes", span_bytes}, {"needed", row_bytes}});
}

}  // namespace easelight
