#include "core/io/scan_limits.h"

#include <algorithm>
#include <cmath>

namespace easelight {

Status CheckExtent(uint64_t width, uint64_t height) {
  if (width == 0 || height == 0) {
    return InvalidInput("the picture is " + TextFromExtent(width, height) + " pixels, which is no picture");
  }
  if (width > kMaxSide || height > kMaxSide) {
    return OutOfRange("the picture is " + TextFromExtent(width, height) + " pixels; the limit is " +
                      std::to_string(kMaxSide) + " on a side");
  }
  if (width * height > kMaxPixels) {
    return OutOfRange("the picture is " + TextFromExtent(width, height) + " pixels, which makes " +
                      std::to_string(width * height) + "; the limit is " + std::to_string(kMaxPixels));
  }
  return OkStatus();
}

std::string TextFromExtent(uint64_t width, uint64_t height) {
  return std::to_string(width) + " x " + std::to_string(height);
}

std::string MebibytesText(uint64_t bytes) {
  return std::to_string(bytes / kMebibyte + (bytes % kMebibyte != 0)) + " MiB";
}

Status TooLargeToHold(std::string_view what, Extent size, uint64_t bytes, uint64_t limit) {
  // Memory grows with the area, a side with its root. Two per cent off, for edges that are padded to whole blocks.
  const double scale = 0.98 * std::sqrt(static_cast<double>(limit) / static_cast<double>(bytes));
  const auto fit = [scale](uint32_t side) { return std::max<uint64_t>(1, static_cast<uint64_t>(side * scale)); };
  return ResourceExhausted(std::string(what) + " is decoded whole; " + TextFromExtent(size.width, size.height) +
                           " pixels need " + MebibytesText(bytes) + ", the limit is " + MebibytesText(limit) +
                           ", and it would fit at " + TextFromExtent(fit(size.width), fit(size.height)));
}

Status TruncatedAfterRow(uint32_t row, uint32_t rows) {
  return Truncated("the file ends after row " + std::to_string(row) + " of " + std::to_string(rows));
}

Status CheckRowSpan(size_t span_bytes, size_t row_bytes) {
  if (span_bytes >= row_bytes) return OkStatus();
  return InvalidInput("there is room for " + std::to_string(span_bytes) + " bytes, and one row has " +
                      std::to_string(row_bytes));
}

}  // namespace easelight
