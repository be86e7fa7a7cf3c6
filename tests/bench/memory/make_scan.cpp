// Writes a scan of a color negative that never was: orange base, smooth tones, edges, grain. 16-bit RGB, uncompressed;
// or what a camera's sensor sees of it.
//
// Written by libtiff itself, so that the decoder meets a file that is not its own encoder's, and a BigTIFF below 4 GiB.
#include <tiffio.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "tests/bench/memory/commands.h"
#include "tests/bench/memory/session.h"
#include "tests/synthetic/dng.h"

namespace easelight::bench {
namespace {

constexpr double kDensityRange = 3.0;
constexpr int kDensitySteps = 4096;
constexpr double kStepsPerDensity = kDensitySteps / kDensityRange;

// Codes of densities 0..kDensityRange: one power a step instead of one a sample, of which there are 1.8e9.
std::array<uint16_t, kDensitySteps> CodesOfDensities() {
  std::array<uint16_t, kDensitySteps> codes;
  for (int i = 0; i < kDensitySteps; ++i) {
    codes[static_cast<size_t>(i)] = static_cast<uint16_t>(65535.0 * std::pow(10.0, -i / kStepsPerDensity));
  }
  return codes;
}

class Negative {
 public:
  explicit Negative(uint32_t width, uint32_t height) : width_(width), height_(height), waves_(width) {
    for (uint32_t x = 0; x < width; ++x) waves_[x] = static_cast<float>(std::sin(9.0 * x / width));
  }

  void Row(uint32_t y, uint16_t* out) {
    constexpr std::array<float, 3> kBase = {0.15f, 0.45f, 0.65f};  // An orange mask.
    constexpr std::array<float, 3> kSlope = {0.55f, 0.6f, 0.65f};
    constexpr float kGrain = 0.06f / 256;  // Densities, either way, of a quarter byte of noise.
    const float wave = static_cast<float>(std::cos(7.0 * y / height_));
    const float ramp = static_cast<float>(y) / static_cast<float>(height_);
    for (uint32_t x = 0; x < width_; ++x) {
      random_ = random_ * 1664525u + 1013904223u;  // Numerical Recipes' generator: enough for grain.
      const float edge = ((x >> 8) ^ (y >> 8)) & 1 ? 0.2f : 0.0f;
      const float scene = 0.9f + 0.5f * waves_[x] * wave + 0.4f * ramp + edge;
      for (size_t c = 0; c < 3; ++c) {
        const float grain = (static_cast<float>((random_ >> (8 * c + 8)) & 255) - 127.5f) * kGrain;
        const float density = kBase[c] + kSlope[c] * (scene + (c == 1 ? 0.0f : 0.1f * waves_[x])) + grain;
        const float step =
            std::min(std::max(density * static_cast<float>(kStepsPerDensity), 0.0f), float{kDensitySteps - 1});
        out[3 * x + c] = codes_[static_cast<size_t>(step)];
      }
    }
  }

 private:
  const std::array<uint16_t, kDensitySteps> codes_ = CodesOfDensities();
  const uint32_t width_;
  const uint32_t height_;
  std::vector<float> waves_;
  uint32_t random_ = 1;
};

}  // namespace

void MakeScan(Arguments arguments) {
  const uint32_t width = static_cast<uint32_t>(std::stoul(arguments[1]));
  const uint32_t height = static_cast<uint32_t>(std::stoul(arguments[2]));
  const std::unique_ptr<TIFF, void (*)(TIFF*)> tiff(TIFFOpen(arguments[0].c_str(), arguments[3] == "big" ? "w8" : "w"),
                                                    TIFFClose);
  if (!tiff) Fail(arguments[0] + ": cannot be written");
  constexpr uint32_t kRowsPerStrip = 8;
  TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 16);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
  TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, kRowsPerStrip);
  Negative negative(width, height);
  std::vector<uint16_t> strip(size_t{3} * width * kRowsPerStrip);
  for (uint32_t y = 0; y < height; y += kRowsPerStrip) {
    const uint32_t rows = std::min(kRowsPerStrip, height - y);
    for (uint32_t row = 0; row < rows; ++row) negative.Row(y + row, strip.data() + size_t{3} * width * row);
    const auto bytes = static_cast<tmsize_t>(size_t{6} * width * rows);
    if (TIFFWriteEncodedStrip(tiff.get(), y / kRowsPerStrip, strip.data(), bytes) != bytes) {
      Fail(arguments[0] + ": the disk has no room");
    }
  }
  std::printf("{}\n");
}

void MakeRaw(Arguments arguments) {
  const uint32_t width = static_cast<uint32_t>(std::stoul(arguments[1]));
  const uint32_t height = static_cast<uint32_t>(std::stoul(arguments[2]));
  DngSpec spec{.size = {width, height}};
  if (arguments[3] == "x-trans") {
    spec.x_trans = {1, 1, 0, 1, 1, 2, 1, 1, 2, 1, 1, 0, 2, 0, 1, 0, 2, 1,
                    1, 1, 2, 1, 1, 0, 1, 1, 0, 1, 1, 2, 0, 2, 1, 2, 0, 1};
  }
  Negative negative(width, height);
  std::vector<uint16_t> row(size_t{3} * width);
  std::vector<uint32_t> codes(spec.size.pixels());
  for (uint32_t y = 0; y < height; ++y) {
    negative.Row(y, row.data());
    for (uint32_t x = 0; x < width; ++x) {
      const uint8_t seen = spec.x_trans.empty() ? spec.filter[y % 2 * 2 + x % 2] : spec.x_trans[y % 6 * 6 + x % 6];
      codes[size_t{y} * width + x] = row[size_t{3} * x + seen];
    }
  }
  const std::vector<uint8_t> file = WriteDng(spec, codes);
  std::ofstream out(arguments[0], std::ios::binary);
  out.write(reinterpret_cast<const char*>(file.data()), static_cast<std::streamsize>(file.size()));
  if (!out.flush()) Fail(arguments[0] + ": the disk has no room");
  std::printf("{}\n");
}

}  // namespace easelight::bench
