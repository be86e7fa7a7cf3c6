#include "core/io/tiff/tiff_color.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "core/color/connection_light.h"
#include "core/color/ink_table.h"

namespace easelight {
namespace {

// Code i of a row whose codes have `bytes` bytes.
uint32_t CodeAt(const uint8_t* codes, size_t bytes, size_t i) {
  if (bytes == 1) return codes[i];
  uint16_t code;
  std::memcpy(&code, codes + 2 * i, sizeof code);
  return code;
}

// Colors that are stated as such become light, in floats: no RGB of 16 bits holds them all.
class LightColor : public TiffColor {
 public:
  explicit LightColor(const TiffLayout& layout) : TiffColor(layout.size), code_bytes_(layout.bits / 8) {}

  SampleFormat format() const override { return SampleFormat::kFloat32; }
  StatusOr<std::vector<uint8_t>> Profile() const override { return ConnectionLightProfile(); }

 protected:
  void Store(const LabRoots& roots, size_t pixel, uint8_t* rgb) const {
    const std::array<float, 3> light = light_.LightOf(roots);
    std::memcpy(rgb + pixel * sizeof light, light.data(), sizeof light);
  }

  const size_t code_bytes_;

 private:
  const ConnectionLight light_;
};

// TIFF 6.0, section 23: L* is 0..100 of the range, a* and b* are signed, in whole steps or (16 bits) 256ths. As the
// ICC's encoding (technical note 4 of Adobe Photoshop's TIFF) they have an offset, and L* of 16 bits is 100 at 0xFF00.
class CieLab final : public LightColor {
 public:
  CieLab(const TiffLayout& layout, bool icc)
      : LightColor(layout),
        sign_(icc                ? 0
              : layout.bits == 8 ? 0x80u
                                 : 0x8000u),
        middle_(layout.bits == 8 ? 128.0f : 32768.0f),
        lightness_scale_(100.0f / (layout.bits == 8 ? 255.0f
                                   : icc            ? 65280.0f
                                                    : 65535.0f)),
        chroma_scale_(layout.bits == 8 ? 1.0f : 1.0f / 256.0f) {}

  void Convert(const uint8_t* codes, size_t pixels, uint8_t* rgb) const override {
    // A signed code with its sign turned over is the same with an offset.
    const auto chroma = [&](size_t i) {
      return (static_cast<float>(CodeAt(codes, code_bytes_, i) ^ sign_) - middle_) * chroma_scale_;
    };
    for (size_t x = 0; x < pixels; ++x) {
      const float lightness = static_cast<float>(CodeAt(codes, code_bytes_, 3 * x)) * lightness_scale_;
      Store(RootsFromLab(lightness, chroma(3 * x + 1), chroma(3 * x + 2)), x, rgb);
    }
  }

 private:
  const uint32_t sign_;
  const float middle_;
  const float lightness_scale_;
  const float chroma_scale_;
};

class Inks final : public LightColor {
 public:
  Inks(const TiffLayout& layout, InkTable table) : LightColor(layout), table_(std::move(table)) {}

  void Convert(const uint8_t* codes, size_t pixels, uint8_t* rgb) const override {
    const float scale = 1.0f / (code_bytes_ == 1 ? 255.0f : 65535.0f);
    for (size_t x = 0; x < pixels; ++x) {
      std::array<float, 4> inks;
      for (size_t c = 0; c < 4; ++c) inks[c] = static_cast<float>(CodeAt(codes, code_bytes_, 4 * x + c)) * scale;
      Store(table_.RootsOf(inks), x, rgb);
    }
  }

 private:
  const InkTable table_;
};

// TIFF 6.0, section 21, whose names these are.
struct YcbcrNumbers {
  std::array<float, 3> luma = {0.299f, 0.587f, 0.114f};
  std::array<float, 6> black_white = {0, 255, 128, 255, 128, 255};
};

// None where the numbers cannot be meant.
template <size_t kCount, typename Sound>
std::optional<std::array<float, kCount>> NumbersOf(TIFF* tiff, uint32_t tag, const Sound& sound) {
  const float* values = nullptr;
  if (TIFFGetField(tiff, tag, &values) == 0 || values == nullptr) return std::nullopt;
  std::array<float, kCount> numbers;
  std::copy_n(values, kCount, numbers.begin());
  if (!std::all_of(numbers.begin(), numbers.end(), [](float v) { return std::abs(v) <= 65535; })) return std::nullopt;
  return sound(numbers) ? std::optional(numbers) : std::nullopt;
}

YcbcrNumbers YcbcrNumbersOf(TIFF* tiff) {
  YcbcrNumbers numbers;
  const auto positive = [](const std::array<float, 3>& v) { return std::min({v[0], v[1], v[2]}) > 0.001f; };
  const auto apart = [](const std::array<float, 6>& v) {
    return std::min({v[1] - v[0], v[3] - v[2], v[5] - v[4]}) >= 1;
  };
  numbers.luma = NumbersOf<3>(tiff, TIFFTAG_YCBCRCOEFFICIENTS, positive).value_or(numbers.luma);
  numbers.black_white = NumbersOf<6>(tiff, TIFFTAG_REFERENCEBLACKWHITE, apart).value_or(numbers.black_white);
  return numbers;
}

// 8-bit RGB of 8-bit YCbCr.
class Ycbcr final : public TiffColor {
 public:
  Ycbcr(const TiffLayout& layout, const YcbcrNumbers& numbers) : TiffColor(layout.size), luma_(numbers.luma) {
    for (size_t c = 0; c < 3; ++c) {
      const float black = numbers.black_white[2 * c];
      const float full = c == 0 ? 255.0f : 127.0f;
      for (size_t code = 0; code < 256; ++code) {
        scaled_[c][code] = (static_cast<float>(code) - black) * full / (numbers.black_white[2 * c + 1] - black);
      }
    }
  }

  SampleFormat format() const override { return SampleFormat::kUint8; }

  void Convert(const uint8_t* codes, size_t pixels, uint8_t* rgb) const override {
    for (size_t i = 0; i < 3 * pixels; i += 3) {
      const float y = scaled_[0][codes[i]];
      const float blue = y + scaled_[1][codes[i + 1]] * (2 - 2 * luma_[2]);
      const float red = y + scaled_[2][codes[i + 2]] * (2 - 2 * luma_[0]);
      const float green = (y - luma_[2] * blue - luma_[0] * red) / luma_[1];
      rgb[i] = Rounded(red);
      rgb[i + 1] = Rounded(green);
      rgb[i + 2] = Rounded(blue);
    }
  }

 private:
  static uint8_t Rounded(float v) { return static_cast<uint8_t>(std::clamp(v, 0.0f, 255.0f) + 0.5f); }

  const std::array<float, 3> luma_;
  std::array<std::array<float, 256>, 3> scaled_{};
};

}  // namespace

StatusOr<std::unique_ptr<TiffColor>> MakeTiffColor(TIFF* tiff, const TiffLayout& layout, ByteSpan profile) {
  std::unique_ptr<TiffColor> color;
  switch (layout.photometric) {
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
      color = std::make_unique<CieLab>(layout, layout.photometric == PHOTOMETRIC_ICCLAB);
      break;
    case PHOTOMETRIC_SEPARATED: {
      if (profile.empty()) return Unsupported("tiff-cmyk");
      ASSIGN_OR_RETURN(InkTable table, InkTable::FromProfile(profile));
      color = std::make_unique<Inks>(layout, std::move(table));
      break;
    }
    case PHOTOMETRIC_YCBCR:
      if (layout.compression != COMPRESSION_JPEG) color = std::make_unique<Ycbcr>(layout, YcbcrNumbersOf(tiff));
      break;
    default:
      break;
  }
  return StatusOr<std::unique_ptr<TiffColor>>(std::move(color));
}

}  // namespace easelight
