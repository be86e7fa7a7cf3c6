#include "core/color/transfer_curve.h"

#include <gtest/gtest.h>

namespace easelight {
namespace {

TEST(TransferCurve, EncodedAndLinearAreInverse) {
  for (const TransferCurve& curve : {TransferCurve::Linear(), TransferCurve::Srgb(), TransferCurve::Power(2.2),
                                     TransferCurve::Power(563.0 / 256.0), TransferCurve::Power(0.5)}) {
    for (int code = 0; code <= 65535; code += 7) {
      const double encoded = code / 65535.0;
      // sRGB's two published knees meet within 3e-8.
      EXPECT_NEAR(curve.EncodedFromLinear(curve.LinearFromEncoded(encoded)), encoded, 1e-7);
    }
    EXPECT_EQ(curve.LinearFromEncoded(0.0), 0.0);
    EXPECT_NEAR(curve.LinearFromEncoded(1.0), 1.0, 1e-14);
    EXPECT_EQ(curve.LinearFromEncoded(-0.5), 0.0);
  }
}

TEST(TransferCurve, SrgbHasItsStandardValues) {
  EXPECT_NEAR(TransferCurve::Srgb().LinearFromEncoded(0.5), 0.21404114048223255, 1e-12);
  EXPECT_NEAR(TransferCurve::Srgb().EncodedFromLinear(0.18), 0.46135612950044164, 1e-12);
  EXPECT_NEAR(TransferCurve::Srgb().LinearFromEncoded(0.02), 0.02 / 12.92, 1e-15);
}

}  // namespace
}  // namespace easelight
