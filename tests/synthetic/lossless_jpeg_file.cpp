#include "tests/synthetic/lossless_jpeg_file.h"

#include <array>
#include <cstddef>

namespace easelight {
namespace {

// Two codes of two bits, one of each length from 3 to 15, and two of 16: all lengths that a reader must know.
constexpr std::array<uint8_t, 16> kCodeCounts = {0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2};
constexpr uint32_t kCategoryCount = 17;
// The values of the codes, from the shortest: categories 7, 8, 6, 9, and so on outward.
constexpr std::array<uint8_t, kCategoryCount> kCodeCategories = {7,  8, 6,  9, 5,  10, 4,  11, 3,
                                                                 12, 2, 13, 1, 14, 0,  15, 16};

struct HuffmanCode {
  uint32_t bits = 0;
  uint32_t length = 0;
};

std::array<HuffmanCode, kCategoryCount> HuffmanCodes() {
  std::array<HuffmanCode, kCategoryCount> codes;
  uint32_t code = 0, index = 0;
  for (uint32_t length = 1; length <= 16; ++length, code <<= 1) {
    for (uint32_t i = 0; i < kCodeCounts[length - 1]; ++i) codes[kCodeCategories[index++]] = {code++, length};
  }
  return codes;
}

class LosslessStream {
 public:
  void Byte(uint32_t value) { bytes_.push_back(static_cast<uint8_t>(value)); }
  void Number16(uint32_t value) {
    Byte(value >> 8);
    Byte(value);
  }
  void Marker(uint32_t marker) {
    Byte(0xFF);
    Byte(marker);
  }
  void Table() {
    Marker(0xC4);
    Number16(2 + 17 + kCategoryCount);
    Byte(0);
    for (const uint8_t count : kCodeCounts) Byte(count);
    for (const uint8_t value : kCodeCategories) Byte(value);
  }
  void Bits(uint32_t value, uint32_t count) {
    for (uint32_t i = count; i-- > 0;) {
      held_ = held_ << 1 | (value >> i & 1);
      if (++held_bits_ == 8) {
        Byte(held_);
        if (held_ == 0xFF) Byte(0);
        held_ = held_bits_ = 0;
      }
    }
  }
  // Fills the last byte with ones.
  void EndBits() {
    while (held_bits_ != 0) Bits(1, 1);
  }
  std::vector<uint8_t> Take() { return std::move(bytes_); }

 private:
  std::vector<uint8_t> bytes_;
  uint32_t held_ = 0;
  uint32_t held_bits_ = 0;
};

void WriteLosslessHeaders(const LosslessJpegSpec& spec, LosslessStream& out) {
  out.Marker(0xD8);
  if (spec.tables) out.Table();
  out.Marker(0xC3);
  out.Number16(8 + 3 * spec.components);
  out.Byte(spec.bits);
  out.Number16(spec.height);
  out.Number16(spec.width);
  out.Byte(spec.components);
  for (uint32_t c = 0; c < spec.components; ++c) {
    out.Byte(c);
    out.Byte(0x11);
    out.Byte(0);
  }
  if (spec.restart_rows != 0) {
    out.Marker(0xDD);
    out.Number16(4);
    out.Number16(spec.restart_rows * spec.width);
  }
  out.Marker(0xDA);
  out.Number16(6 + 2 * spec.components);
  out.Byte(spec.components);
  for (uint32_t c = 0; c < spec.components; ++c) {
    out.Byte(c);
    out.Byte(0);
  }
  out.Byte(spec.predictor);
  out.Byte(0);
  out.Byte(spec.point_transform);
}

int PredictSample(uint32_t predictor, int a, int b, int c) {
  switch (predictor) {
    case 1:
      return a;
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + ((b - c) >> 1);
    case 6:
      return b + ((a - c) >> 1);
    default:
      return (a + b) >> 1;
  }
}

}  // namespace

std::vector<uint8_t> WriteLosslessJpeg(const LosslessJpegSpec& spec, const std::vector<uint32_t>& codes) {
  const std::array<HuffmanCode, kCategoryCount> huffman = HuffmanCodes();
  const auto sample = [&](uint32_t y, uint32_t x, uint32_t c) {
    const size_t pixel = size_t{y} * spec.width + x;
    return static_cast<int>(codes[pixel * spec.components + c] >> spec.point_transform);
  };
  LosslessStream out;
  WriteLosslessHeaders(spec, out);
  for (uint32_t y = 0; y < spec.height; ++y) {
    const bool restart = spec.restart_rows != 0 && y != 0 && y % spec.restart_rows == 0;
    if (restart) {
      out.EndBits();
      out.Marker(0xD0 + (y / spec.restart_rows - 1) % 8);
    }
    const bool first_row = y == 0 || restart;
    for (uint32_t x = 0; x < spec.width; ++x) {
      for (uint32_t c = 0; c < spec.components; ++c) {
        int prediction = 1 << (spec.bits - spec.point_transform - 1);
        if (x > 0 && first_row) prediction = sample(y, x - 1, c);
        if (x == 0 && !first_row) prediction = sample(y - 1, 0, c);
        if (x > 0 && !first_row) {
          prediction = PredictSample(spec.predictor, sample(y, x - 1, c), sample(y - 1, x, c), sample(y - 1, x - 1, c));
        }
        // Modulo 2^16, as a number from -32767 to 32768.
        int difference = (sample(y, x, c) - prediction) & 0xFFFF;
        if (difference > 32768) difference -= 65536;
        uint32_t category = 0;
        for (int rest = difference < 0 ? -difference : difference; rest != 0; rest >>= 1) ++category;
        out.Bits(huffman[category].bits, huffman[category].length);
        if (category == 0 || category == 16) continue;
        const int bits = difference < 0 ? difference - 1 : difference;
        out.Bits(static_cast<uint32_t>(bits) & ((1u << category) - 1), category);
      }
    }
  }
  out.EndBits();
  out.Marker(0xD9);
  return out.Take();
}

std::vector<uint8_t> LosslessJpegTables() {
  LosslessStream out;
  out.Marker(0xD8);
  out.Table();
  out.Marker(0xD9);
  return out.Take();
}

}  // namespace easelight
