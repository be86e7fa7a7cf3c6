#include "core/io/tiff/tiff_samples.h"

#include <cmath>
#include <cstring>

#include "core/io/tiff/sample_values.h"

namespace easelight {
namespace {

template <typename T>
T LoadAt(const uint8_t* bytes, size_t index) {
  T value;
  std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
  return value;
}

template <typename T>
T Load(const uint8_t* bytes) {
  return LoadAt<T>(bytes, 0);
}

template <typename T>
void StoreAt(uint8_t* bytes, size_t index, T value) {
  std::memcpy(bytes + index * sizeof(T), &value, sizeof(T));
}

// v of 0..from_max scaled to 0..to_max, rounded to nearest.
uint32_t Rescale(uint32_t v, uint32_t from_max, uint32_t to_max) { return (v * to_max + from_max / 2) / from_max; }

bool IsPalette(const TiffLayout& layout) { return layout.photometric == PHOTOMETRIC_PALETTE; }

SampleFormat FormatOf(const TiffLayout& layout) {
  if (layout.is_float || layout.bits > 16) return SampleFormat::kFloat32;
  return layout.bits <= 8 ? SampleFormat::kUint8 : SampleFormat::kUint16;
}

// The samples of a row are not whole bytes, or no codes yet.
bool NeedsUnpacking(const TiffLayout& layout) { return layout.bits % 8 != 0 || IsPalette(layout); }

}  // namespace

TiffSampleConverter::TiffSampleConverter(const TiffLayout& layout)
    : layout_(layout),
      invert_(layout.photometric == PHOTOMETRIC_MINISWHITE),
      format_(FormatOf(layout)),
      channels_(IsPalette(layout) ? 3 : static_cast<uint8_t>(layout.channels)) {
  if (NeedsUnpacking(layout)) unpacked_.resize(size_t{layout.size.width} * layout.plane_samples());
}

bool TiffSampleConverter::is_identity() const {
  return format_ != SampleFormat::kFloat32 && !NeedsUnpacking(layout_) && !invert_ && layout_.planes() == 1 &&
         layout_.plane_samples() == channels_;
}

void TiffSampleConverter::Convert(const uint8_t* packed, uint8_t* out) {
  if (IsPalette(layout_)) return ConvertPalette(packed, out);
  if (NeedsUnpacking(layout_)) return ConvertPacked(packed, out);
  const bool invert = invert_;
  switch (format_) {
    case SampleFormat::kUint8:
      return Gather<uint8_t>(packed, out, [invert](const uint8_t* p) -> uint8_t { return invert ? ~*p : *p; });
    case SampleFormat::kUint16:
      return Gather<uint16_t>(packed, out, [invert](const uint8_t* p) -> uint16_t {
        return invert ? ~Load<uint16_t>(p) : Load<uint16_t>(p);
      });
    case SampleFormat::kFloat32:
      return layout_.is_float ? ConvertFloats(packed, out) : ConvertWideIntegers(packed, out);
  }
}

template <typename T, typename Read>
void TiffSampleConverter::Gather(const uint8_t* packed, uint8_t* out, const Read& read) const {
  const size_t sample_bytes = layout_.bits / 8;
  const size_t stride = layout_.plane_samples() * sample_bytes;
  const size_t plane_bytes = static_cast<size_t>(layout_.plane_row_bytes());
  for (size_t c = 0; c < channels_; ++c) {
    const uint8_t* from = packed + c * (layout_.separate_planes ? plane_bytes : sample_bytes);
    for (size_t x = 0; x < layout_.size.width; ++x, from += stride) StoreAt<T>(out, x * channels_ + c, read(from));
  }
}

template <typename Read>
void TiffSampleConverter::GatherFloats(const uint8_t* packed, uint8_t* out, const Read& read) const {
  const bool invert = invert_;
  Gather<float>(packed, out, [invert, &read](const uint8_t* p) {
    const float value = read(p);
    if (!std::isfinite(value)) return 0.0f;
    return invert ? 1.0f - value : value;
  });
}

void TiffSampleConverter::ConvertFloats(const uint8_t* packed, uint8_t* out) const {
  switch (layout_.bits) {
    case 16:
      return GatherFloats(packed, out, [](const uint8_t* p) { return FloatFromHalf(Load<uint16_t>(p)); });
    case 24:
      return GatherFloats(packed, out, [](const uint8_t* p) { return FloatFrom24Bits(Load24(p)); });
    case 32:
      return GatherFloats(packed, out, Load<float>);
    default:
      return GatherFloats(packed, out, [](const uint8_t* p) { return FloatFromDouble(Load<double>(p)); });
  }
}

void TiffSampleConverter::ConvertWideIntegers(const uint8_t* packed, uint8_t* out) const {
  if (layout_.bits == 24)
    return GatherFloats(packed, out, [](const uint8_t* p) { return FloatFromInteger(Load24(p), 24); });
  GatherFloats(packed, out, [](const uint8_t* p) { return FloatFromInteger(Load<uint32_t>(p), 32); });
}

// Samples of other widths are packed from the most significant bit on; rows start at whole bytes.
void TiffSampleConverter::Unpack(const uint8_t* packed) {
  if (layout_.bits == 16) {
    std::memcpy(unpacked_.data(), packed, unpacked_.size() * sizeof(uint16_t));
    return;
  }
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
    const uint16_t* color = layout_.palette.data() + 3 * size_t{unpacked_[x * stride]};
    for (size_t c = 0; c < 3; ++c) {
      if (format_ == SampleFormat::kUint8)
        StoreAt<uint8_t>(out, 3 * x + c, static_cast<uint8_t>(color[c] >> 8));
      else
        StoreAt<uint16_t>(out, 3 * x + c, color[c]);
    }
  }
}

}  // namespace easelight
