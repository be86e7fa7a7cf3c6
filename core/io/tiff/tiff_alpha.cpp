#include "core/io/tiff/tiff_alpha.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

namespace easelight {
namespace {

template <typename T>
T Divided(T value, T alpha) {
  if (!(alpha > 0)) return 0;
  if constexpr (std::is_floating_point_v<T>) {
    return std::clamp(value / alpha, T{0}, T{1});
  } else {
    constexpr uint32_t kFull = std::numeric_limits<T>::max();
    return static_cast<T>(std::min(kFull, (value * kFull + alpha / 2u) / alpha));
  }
}

template <typename T>
T Inverted(T value) {
  if constexpr (std::is_floating_point_v<T>) return T{1} - value;
  return static_cast<T>(std::numeric_limits<T>::max() - value);
}

template <typename T>
class AlphaDivision final : public TiffFinish {
 public:
  AlphaDivision(const TiffLayout& layout, SampleFormat format, bool invert)
      : size_(layout.size), colors_(layout.channels - 1), format_(format), invert_(invert), pixel_(layout.channels) {}

  SampleFormat format() const override { return format_; }
  uint8_t channels() const override { return static_cast<uint8_t>(colors_); }
  PixelRect part() const override { return {0, 0, size_.width, size_.height}; }

  void Finish(uint32_t, const uint8_t* converted, uint8_t* out) override {
    for (uint32_t x = 0; x < size_.width; ++x) {
      std::memcpy(pixel_.data(), converted, pixel_.size() * sizeof(T));
      converted += pixel_.size() * sizeof(T);
      for (uint32_t c = 0; c < colors_; ++c) {
        const T value = Divided(pixel_[c], pixel_.back());
        pixel_[c] = invert_ ? Inverted(value) : value;
      }
      std::memcpy(out, pixel_.data(), colors_ * sizeof(T));
      out += colors_ * sizeof(T);
    }
  }

 private:
  const Extent size_;
  const uint32_t colors_;
  const SampleFormat format_;
  const bool invert_;
  std::vector<T> pixel_;
};

}  // namespace

std::unique_ptr<TiffFinish> MakeAlphaDivision(const TiffLayout& layout, SampleFormat format, bool invert) {
  switch (format) {
    case SampleFormat::kUint8:
      return std::make_unique<AlphaDivision<uint8_t>>(layout, format, invert);
    case SampleFormat::kUint16:
      return std::make_unique<AlphaDivision<uint16_t>>(layout, format, invert);
    case SampleFormat::kFloat32:
      break;
  }
  return std::make_unique<AlphaDivision<float>>(layout, format, invert);
}

}  // namespace easelight
