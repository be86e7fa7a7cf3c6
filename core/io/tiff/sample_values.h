// Samples that no other part of the engine knows, as float32: floats of 16, 24 and 64 bits, integers of 24 and 32.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/base/bits.h"

namespace easelight {

// Rows come in the byte order of the machine, which every one that the engine runs on has the same.
static_assert(std::endian::native == std::endian::little);

inline uint32_t Load24(const uint8_t* bytes) {
  return bytes[0] | static_cast<uint32_t>(bytes[1]) << 8 | static_cast<uint32_t>(bytes[2]) << 16;
}

// A float of one sign bit, `exponent_bits` and the rest mantissa, exactly. Infinities and NaNs stay what they are.
constexpr float FloatFromNarrow(uint32_t code, uint32_t exponent_bits, uint32_t mantissa_bits) {
  const uint32_t sign = code >> (exponent_bits + mantissa_bits) << 31;
  const uint32_t exponent = code >> mantissa_bits & ((1u << exponent_bits) - 1);
  const uint32_t mantissa = code & ((1u << mantissa_bits) - 1);
  const uint32_t bias = (1u << (exponent_bits - 1)) - 1;
  if (exponent == 0) {
    // No leading one: a whole number of the smallest steps. Both factors are floats, and so is their product.
    const float step = BitCast<float>((127 - bias + 1 - mantissa_bits) << 23);
    const float value = static_cast<float>(mantissa) * step;
    return sign != 0 ? -value : value;
  }
  const bool finite = exponent != (1u << exponent_bits) - 1;
  const uint32_t wide_exponent = finite ? exponent - bias + 127 : 255;
  return BitCast<float>(sign | wide_exponent << 23 | mantissa << (23 - mantissa_bits));
}

// IEEE 754-2008, binary16.
constexpr float FloatFromHalf(uint16_t code) { return FloatFromNarrow(code, 5, 10); }
// Adobe Photoshop TIFF Technical Note 3 (2005): seven bits of exponent, sixteen of mantissa.
constexpr float FloatFrom24Bits(uint32_t code) { return FloatFromNarrow(code, 7, 16); }

// The nearest float, and infinity past the range of floats.
inline float FloatFromDouble(double value) {
  constexpr double kLargest = std::numeric_limits<float>::max();
  return std::abs(value) > kLargest ? std::numeric_limits<float>::infinity() : static_cast<float>(value);
}

// Integers become shares of the largest. A float keeps 24 bits of each, so densities are within 3e-8 of the integer's
// however thin the light; in 16 bits they would be off by 0.003 at a density of 3 and by 0.03 at 4.
inline float FloatFromInteger(uint32_t code, uint32_t bits) {
  return static_cast<float>(code / (bits == 32 ? 4294967295.0 : 16777215.0));
}

}  // namespace easelight
