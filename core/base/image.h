// Shapes of pictures: extents, rectangles and the formats of samples.
#pragma once

#include <cstddef>
#include <cstdint>

namespace easelight {

// The most a side may have, in pixels, and a picture, so that products of sides fit everywhere.
inline constexpr uint32_t kMaxSide = 65535;
inline constexpr uint64_t kMaxPixels = uint64_t{1} << 31;

// Width and height in pixels.
struct Extent {
  uint32_t width = 0;
  uint32_t height = 0;

  uint64_t pixels() const { return uint64_t{width} * height; }
  bool operator==(const Extent&) const = default;
};

// A rectangle of whole pixels, origin at the top left.
struct PixelRect {
  uint32_t x = 0;
  uint32_t y = 0;
  uint32_t width = 0;
  uint32_t height = 0;

  Extent extent() const { return {width, height}; }
  bool operator==(const PixelRect&) const = default;
};

// How one scan code is stored. kFloat32 holds transmittance or a code already scaled so that 1 is full.
enum class SampleFormat : uint8_t { kUint8, kUint16, kFloat32 };

inline constexpr size_t BytesPerSample(SampleFormat format) {
  return format == SampleFormat::kUint8 ? 1 : format == SampleFormat::kUint16 ? 2 : 4;
}

}  // namespace easelight
