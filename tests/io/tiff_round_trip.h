// What must come of a TIFF that the tests have written.
#pragma once

#include <gtest/gtest.h>
#include <tiffio.h>

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "core/english/english.h"
#include "tests/io/memory_file.h"
#include "tests/io/tiff_file.h"

namespace easelight {

// Expected rows, by the definition in decoder.h.
inline std::vector<uint8_t> ExpectedRows(const TiffSpec& spec, const std::vector<uint32_t>& codes) {
  const uint32_t kept = spec.photometric == PHOTOMETRIC_RGB ? 3 : 1;
  const bool invert = spec.photometric == PHOTOMETRIC_MINISWHITE;
  std::vector<uint8_t> rows;
  const auto append = [&rows](const auto value) {
    rows.resize(rows.size() + sizeof value);
    std::memcpy(rows.data() + rows.size() - sizeof value, &value, sizeof value);
  };
  for (size_t i = 0; i < codes.size(); ++i) {
    if (i % spec.samples >= kept) continue;
    const double share = codes[i] / (std::pow(2.0, spec.bits) - 1);
    if (spec.is_float || spec.bits > 16) {
      const float value = spec.is_float ? FloatOfCode(spec, codes[i]) : static_cast<float>(share);
      append(invert ? 1.0f - value : value);
    } else if (spec.photometric == PHOTOMETRIC_PALETTE) {
      const size_t entries = spec.palette.size() / 3;
      for (size_t c = 0; c < 3; ++c) {
        const uint16_t color = spec.palette[c * entries + codes[i]];
        if (spec.bits <= 8)
          append(static_cast<uint8_t>(color >> 8));
        else
          append(color);
      }
    } else if (spec.bits <= 8) {
      append(static_cast<uint8_t>(std::floor((invert ? 1 - share : share) * 255 + 0.5)));
    } else {
      append(static_cast<uint16_t>(std::floor((invert ? 1 - share : share) * 65535 + 0.5)));
    }
  }
  return rows;
}

// That a file holds the picture of `codes`.
inline void ExpectRows(const std::vector<uint8_t>& file, const TiffSpec& spec, const std::vector<uint32_t>& codes) {
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_EQ(scan->info.container, "TIFF");
  EXPECT_EQ(scan->info.size, spec.size);
  const uint32_t palette_bits = spec.bits <= 8 ? 8u : 16u;
  EXPECT_EQ(scan->info.bits_in_file, spec.photometric == PHOTOMETRIC_PALETTE ? palette_bits : spec.bits);
  EXPECT_EQ(scan->info.float_in_file, spec.is_float);
  EXPECT_TRUE(scan->rows == ExpectedRows(spec, codes));
}

inline void ExpectRoundTrip(const TiffSpec& spec, const std::string& what) {
  SCOPED_TRACE(what);
  const std::vector<uint32_t> codes = TestCodes(spec);
  ExpectRows(WriteTiff(spec, codes), spec, codes);
}

inline std::string Describe(const TiffSpec& spec) {
  return "bits " + std::to_string(spec.bits) + " samples " + std::to_string(spec.samples) + " photometric " +
         std::to_string(spec.photometric) + " compression " + std::to_string(spec.compression) + " predictor " +
         std::to_string(spec.predictor) + " lossless " + std::to_string(spec.lossless) + " planes " +
         std::to_string(spec.separate_planes) + " tile " + std::to_string(spec.tile) + " mode " + spec.mode;
}

}  // namespace easelight
