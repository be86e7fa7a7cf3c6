// TIFFs of CIELAB, YCbCr and CMYK, against their definitions in double precision and against lcms2.
#include <gtest/gtest.h>
#include <tiffio.h>

#include <algorithm>
#include <cmath>

#include "core/color/color_space.h"
#include "core/color/icc_profile.h"
#include "core/color/lcms.h"
#include "tests/color/device_profiles.h"
#include "tests/io/tiff_round_trip.h"

namespace easelight {
namespace {

// XYZ relative to white of rows of linear ProPhoto.
Vector3 RatiosOfPixel(const std::vector<uint8_t>& rows, size_t pixel) {
  const Matrix3 xyz = ProfileXyzFromRgb(FindColorSpace("prophoto")->primaries).value();
  const Vector3 rgb(SampleAt<float>(rows, 3 * pixel), SampleAt<float>(rows, 3 * pixel + 1),
                    SampleAt<float>(rows, 3 * pixel + 2));
  const Vector3 color = xyz * rgb, white = xyz * Vector3::Constant(1);
  return {color[0] / white[0], color[1] / white[1], color[2] / white[2]};
}

double LabRatio(double root) { return root > 6.0 / 29 ? root * root * root : 108.0 / 841 * (root - 4.0 / 29); }

void ExpectLinearProPhoto(const ScanInfo& info) {
  EXPECT_EQ(info.channels, 3);
  EXPECT_EQ(info.format, SampleFormat::kFloat32);
  const auto profile = DescribeIccProfile(info.icc_profile);
  ASSERT_TRUE(profile.ok());
  EXPECT_EQ(profile->space, "prophoto");
  EXPECT_EQ(profile->color.curves[0].kind(), TransferCurve::Kind::kLinear);
}

TEST(TiffColor, ReadsLabOfBothKindsAndDepths) {
  for (const int photometric : {PHOTOMETRIC_CIELAB, PHOTOMETRIC_ICCLAB}) {
    for (const uint32_t bits : {8u, 16u}) {
      for (const bool planes : {false, true}) {
        TiffSpec spec;
        spec.photometric = photometric;
        spec.bits = bits;
        spec.separate_planes = planes;
        spec.compression = COMPRESSION_LZW;
        SCOPED_TRACE(Describe(spec));
        const std::vector<uint32_t> codes = TestCodes(spec);
        const StatusOr<DecodedScan> scan = DecodeAll(WriteTiff(spec, codes));
        ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
        ExpectLinearProPhoto(scan->info);
        EXPECT_EQ(scan->info.bits_in_file, bits);
        const bool icc = photometric == PHOTOMETRIC_ICCLAB;
        const double full = bits == 8 ? 255 : icc ? 65280 : 65535;
        const double unit = bits == 8 ? 1 : 256;
        const auto chroma = [&](uint32_t code) {
          if (icc) return code / unit - 128;
          return (bits == 8 ? static_cast<int8_t>(code) : static_cast<int16_t>(code)) / unit;
        };
        for (size_t i = 0; i < codes.size() / 3; ++i) {
          const double y = (codes[3 * i] / full * 100 + 16) / 116;
          const double roots[] = {y + chroma(codes[3 * i + 1]) / 500, y, y - chroma(codes[3 * i + 2]) / 200};
          const Vector3 ratios = RatiosOfPixel(scan->rows, i);
          for (size_t c = 0; c < 3; ++c) ASSERT_NEAR(ratios[c], LabRatio(roots[c]), 1e-5) << i;
        }
      }
    }
  }
}

TEST(TiffColor, TakesWhiteForWhite) {
  TiffSpec spec;
  spec.photometric = PHOTOMETRIC_CIELAB;
  spec.size = {1, 1};
  const StatusOr<DecodedScan> scan = DecodeAll(WriteTiff(spec, {255, 0, 0}));
  ASSERT_TRUE(scan.ok());
  for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(SampleAt<float>(scan->rows, c), 1.0f, 1e-6);
}

TEST(TiffColor, ReadsYcbcrInBlocksOfEverySize) {
  for (const uint32_t width : {1u, 2u, 4u}) {
    for (const uint32_t height : {1u, 2u, 4u}) {
      for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE}) {
        TiffSpec spec;
        spec.photometric = PHOTOMETRIC_YCBCR;
        spec.block_width = width;
        spec.block_height = height;
        spec.rows_per_strip = 8;
        spec.compression = compression;
        SCOPED_TRACE(Describe(spec) + " blocks " + std::to_string(width) + " x " + std::to_string(height));
        const std::vector<uint32_t> codes = TestCodes(spec);
        const StatusOr<DecodedScan> scan = DecodeAll(WriteTiff(spec, codes));
        ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
        ASSERT_EQ(scan->rows.size(), codes.size());
        for (uint32_t y = 0; y < spec.size.height; ++y) {
          for (uint32_t x = 0; x < spec.size.width; ++x) {
            const size_t at = 3 * (size_t{y} * spec.size.width + x);
            const size_t block = 3 * (size_t{y / height * height} * spec.size.width + x / width * width);
            const double l = codes[at], cb = codes[block + 1] - 128.0, cr = codes[block + 2] - 128.0;
            const double red = l + 1.402 * cr, blue = l + 1.772 * cb;
            const double expected[] = {red, (l - 0.299 * red - 0.114 * blue) / 0.587, blue};
            for (size_t c = 0; c < 3; ++c) ASSERT_NEAR(scan->rows[at + c], std::clamp(expected[c], 0.0, 255.0), 0.51);
          }
        }
      }
    }
  }
}

TEST(TiffColor, ReadsInksByTheirProfile) {
  const std::vector<uint8_t> profile = PrinterProfile({.channels = 4});
  const lcms::Context context = lcms::MakeContext();
  const lcms::Profile inks(
      cmsOpenProfileFromMemTHR(context.get(), profile.data(), static_cast<cmsUInt32Number>(profile.size())));
  const lcms::Profile lab(cmsCreateLab4ProfileTHR(context.get(), nullptr));
  const lcms::Transform transform(cmsCreateTransformTHR(context.get(), inks.get(), TYPE_CMYK_DBL, lab.get(),
                                                        TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC,
                                                        cmsFLAGS_NOOPTIMIZE));
  ASSERT_NE(transform, nullptr);
  for (const uint32_t bits : {8u, 16u}) {
    TiffSpec spec;
    spec.photometric = PHOTOMETRIC_SEPARATED;
    spec.samples = 4;
    spec.bits = bits;
    spec.icc_profile = profile;
    const std::vector<uint32_t> codes = TestCodes(spec);
    const StatusOr<DecodedScan> scan = DecodeAll(WriteTiff(spec, codes));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    ExpectLinearProPhoto(scan->info);
    double most = 0;
    for (size_t i = 0; i < codes.size() / 4; ++i) {
      double percent[4];
      for (size_t c = 0; c < 4; ++c) percent[c] = 100.0 * codes[4 * i + c] / (bits == 8 ? 255 : 65535);
      cmsCIELab color;
      cmsDoTransform(transform.get(), percent, &color, 1);
      const Vector3 ratios = RatiosOfPixel(scan->rows, i);
      const double l = 116 * std::cbrt(ratios[1]) - 16;
      const double a = 500 * (std::cbrt(ratios[0]) - std::cbrt(ratios[1]));
      most = std::max({most, std::abs(l - color.L), std::abs(a - color.a)});
    }
    EXPECT_LT(most, 0.1);
  }
}

TEST(TiffColor, RefusesInksThatNobodyKnows) {
  TiffSpec spec;
  spec.photometric = PHOTOMETRIC_SEPARATED;
  spec.samples = 4;
  const auto refusal = [&spec] { return EnglishText(DecodeAll(WriteTiff(spec, TestCodes(spec))).status()); };
  EXPECT_EQ(refusal(), "this is a CMYK TIFF without a color profile, which alone says what its inks look like");
  const ColorSpace* space = FindColorSpace("srgb");
  spec.icc_profile = *MakeIccProfile(space->primaries, space->encoding, space->title);
  EXPECT_EQ(refusal(), "the TIFF has CMYK samples, and its color profile is of other colors");
  spec.icc_profile = PrinterProfile({.channels = 4});
  spec.bits = 12;
  EXPECT_EQ(refusal(), "this is a CMYK TIFF of 12 bits a sample; integers of 8 and 16 bits are read");
}

}  // namespace
}  // namespace easelight
