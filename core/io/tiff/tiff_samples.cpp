#include "core/io/tiff/tiff_samples.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace easelight {
namespace {

template <typename T>
T LoadAt(const uint8_t* bytes, size_t index) {
  T value;
  std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
  return value;
}

template <typename T>
void StoreAt(uint8_t* bytes, size_t index, T value) {
  std::memcpy(bytes + index * sizeof(T), &value, sizeof(T));
}

// v of 0..from_max scaled to 0..to_max, rounded to nearest.
uint32_t Rescale(uint32_t v, uint32_t from_max, uint32_t to_max) { return (v * to_max + from_max / 2) / from_max; }

SampleFormat FormatOf(const TiffLayout& layout) {
  if (layout.is_float) return SampleFormat::kFloat32;
  const bool narrow = layout.bits <= 8 || layout.photometric == PHOTOMETRIC_PALETTE;
  return narrow ? SampleFormat::kUint8 : SampleFormat::kUint16;
}

}  // namespace

TiffSampleConverter::TiffSampleConverter(const TiffLayout& layout)
    : layout_(layout),
      invert_(layout.photometric == PHOTOMETRIC_MINISWHITE),
      format_(FormatOf(layout)),
      channels_(layout.photometric == PHOTOMETRIC_PALETTE ? 3 : static_cast<uint8_t>(layout.channels)) {
  if (layout.bits % 8 != 0 || layout.photometric == PHOTOMETRIC_PALETTE) {
    unpacked_.resize(size_t{layout.size.width} * layout.plane_samples());
  }
}

bool TiffSampleConverter::is_identity() const {
  return (layout_.bits == 8 || layout_.bits == 16) && !invert_ && layout_.planes() == 1 &&
         layout_.plane_samples() == channels_ && layout_.photometric != PHOTOMETRIC_PALETTE;
}

void TiffSampleConverter::Convert(const uint8_t* packed, uint8_t* out) {
  if (layout_.photometric == PHOTOMETRIC_PALETTE) return ConvertPalette(packed, out);
  if (layout_.bits % 8 != 0) return ConvertPacked(packed, out);
  const bool invert = invert_;
  switch (format_) {
    case SampleFormat::kUint8:
      return Gather<uint8_t>(packed, out, [invert](uint8_t v) -> uint8_t { return invert ? ~v : v; });
    case SampleFormat::kUint16:
      return Gather<uint16_t>(packed, out, [invert](uint16_t v) -> uint16_t { return invert ? ~v : v; });
    case SampleFormat::kFloat32:
      return Gather<float>(packed, out, [invert](float v) {
        if (!std::isfinite(v)) return 0.0f;
        return invert ? 1.0f - v : v;
      });
  }
}

template <typename T, typename Load>
void TiffSampleConverter::Gather(const uint8_t* packed, uint8_t* out, const Load& load) const {
  const size_t stride = layout_.plane_samples();
  const size_t plane_bytes = static_cast<size_t>(layout_.plane_row_bytes());
  for (size_t c = 0; c < channels_; ++c) {
    const uint8_t* from = layout_.separate_planes ? packed + c * plane_bytes : packed + c * sizeof(T);
    for (size_t x = 0; x < layout_.size.width; ++x) {
      StoreAt<T>(out, x * channels_ + c, load(LoadAt<T>(from, x * stride)));
    }
  }
}

// Samples of other widths are packed from the most significant bit on; rows start at whole bytes.
void TiffSampleConverter::Unpack(const uint8_t* packed) {
  const uint32_t mask = (1u << layout_.bits) - 1;
  uint32_t held = 0;
  uint32_t held_bits = 0;
  for (uint16_t& sample : unpacked_) {
    for (; held_bits < layout_.bits; held_bits += 8) held = held << 8 | *packed++;
    held_bits -= layout_.bits;
    sample = static_cast<uint16_t>(held >> held_bits & mask);
  }
}

void TiffSampleConverter::ConvertPacked(const uint8_t* packed, uint8_t* out) {
  const uint32_t from_max = (1u << layout_.bits) - 1;
  const uint32_t to_max = format_ == SampleFormat::kUint8 ? 255 : 65535;
  const size_t stride = layout_.plane_samples();
  for (uint32_t plane = 0; plane < layout_.planes(); ++plane, packed += layout_.plane_row_bytes()) {
    Unpack(packed);
    for (size_t c = 0; c < channels_ / layout_.planes(); ++c) {
      for (size_t x = 0; x < layout_.size.width; ++x) {
        const uint32_t v = Rescale(unpacked_[x * stride + c], from_max, to_max);
        const uint32_t code = invert_ ? to_max - v : v;
        const size_t to = x * channels_ + plane + c;
        if (to_max == 255)
          StoreAt<uint8_t>(out, to, static_cast<uint8_t>(code));
        else
          StoreAt<uint16_t>(out, to, static_cast<uint16_t>(code));
      }
    }
  }
}

void TiffSampleConverter::ConvertPalette(const uint8_t* packed, uint8_t* out) {
  Unpack(packed);
  const size_t stride = layout_.plane_samples();
  for (size_t x = 0; x < layout_.size.width; ++x) {
    std::memcpy(out + 3 * x, layout_.palette.data() + 3 * unpacked_[x * stride], 3);
  }
}

}  // namespace easelight
