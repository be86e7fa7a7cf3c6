#include "core/io/dump/dump_shape.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "core/io/dump_header.h"

namespace easelight {
namespace {

// Pakon F135, as its software names them: Base 16, Base 8 and Base 4.
constexpr Extent kKnownFrames[] = {{3000, 2000}, {2250, 1500}, {1500, 1000}};

uint64_t BytesOfDump(Extent size, uint32_t sample_bytes) { return size.pixels() * 3 * sample_bytes; }

std::optional<DumpShape> ShapeFromHeader(ByteSource& source) {
  std::array<uint8_t, kDumpHeaderBytes> header{};
  if (source.size() < header.size() || !source.ReadAt(0, header).ok()) return std::nullopt;
  const auto number = [&header](size_t at) {
    return header[at] | static_cast<uint32_t>(header[at + 1]) << 8 | static_cast<uint32_t>(header[at + 2]) << 16 |
           static_cast<uint32_t>(header[at + 3]) << 24;
  };
  const uint32_t bits = number(12);
  if (number(0) != kDumpHeaderBytes || (bits != 24 && bits != 48)) return std::nullopt;
  const DumpShape shape{{number(4), number(8)}, kDumpHeaderBytes, bits / 24};
  const bool fits = shape.size.width - 1 < kMaxSide && shape.size.height - 1 < kMaxSide &&
                    source.size() - kDumpHeaderBytes == BytesOfDump(shape.size, shape.sample_bytes);
  return fits ? std::optional(shape) : std::nullopt;
}

uint32_t SampleOfDump(const std::vector<uint8_t>& row, size_t i, uint32_t sample_bytes) {
  if (sample_bytes == 1) return row[i];
  return static_cast<uint32_t>(row[2 * i] | row[2 * i + 1] << 8);
}

uint32_t Distance(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

}  // namespace

std::optional<DumpShape> ShapeOfDump(ByteSource& source) {
  if (const auto shape = ShapeFromHeader(source)) return shape;
  for (const Extent& size : kKnownFrames) {
    if (source.size() == BytesOfDump(size, 2)) return DumpShape{size, 0, 2};
  }
  return std::nullopt;
}

bool IsInterleavedDump(ByteSource& source, const DumpShape& shape) {
  constexpr uint64_t kRows = 16;
  // Either a third of a row of pixels or a row of one color: what matters is that samples follow each other.
  std::vector<uint8_t> row(size_t{shape.size.width} * shape.sample_bytes);
  const uint64_t rows = uint64_t{shape.size.height} * 3;
  uint64_t next = 0, third = 0;
  for (uint64_t i = 0; i < kRows; ++i) {
    const uint64_t at = rows * (2 * i + 1) / (2 * kRows) * row.size();
    if (!source.ReadAt(shape.header_bytes + at, row).ok()) return false;
    for (size_t x = 0; x + 3 < shape.size.width; ++x) {
      const uint32_t sample = SampleOfDump(row, x, shape.sample_bytes);
      next += Distance(sample, SampleOfDump(row, x + 1, shape.sample_bytes));
      third += Distance(sample, SampleOfDump(row, x + 3, shape.sample_bytes));
    }
  }
  // In a row of one color what is three apart differs more than neighbors do, or by noise as much.
  return next > 2 * third;
}

}  // namespace easelight
