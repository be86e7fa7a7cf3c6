// The encode table's stated error, over all curves that an export can ask for.
#include "core/film/encode.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <vector>

namespace easelight {
namespace {

// As said of EncodeTable and ByteTable; beyond the rounding to whole codes.
constexpr double kErrorOfCodes = 0.15;
constexpr double kErrorOfBytes = 0.02;

std::vector<TransferCurve> ExportCurves() {
  std::vector<TransferCurve> curves = {TransferCurve::Linear(), TransferCurve::Srgb()};
  for (int tenths = 10; tenths <= 40; ++tenths) curves.push_back(TransferCurve::Power(tenths / 10.0));
  return curves;
}

// Calls `check` with light from black up to white: in every octave that has codes at a power of 4, and below.
template <typename Check>
void ForLight(const Check& check) {
  check(0.0f);
  for (double light = 0x1p-80; light < 1; light *= 1.0013) check(static_cast<float>(light));
  check(1.0f);
}

TEST(Encode, TheTablesErrorIsAsStatedForEveryPower) {
  const auto table = std::make_unique<EncodeTable>();
  for (const TransferCurve& curve : ExportCurves()) {
    BuildEncodeTable(curve, 65535, *table);
    double worst = 0;
    ForLight([&](float light) {
      const double exact = 65535 * curve.EncodedFromLinear(light);
      worst = std::max(worst, std::abs(EncodedCode(*table, light) - exact));
    });
    EXPECT_LE(worst, 0.5 + kErrorOfCodes) << "power " << curve.power();
  }
}

TEST(Encode, BytesAreAsStatedForEveryPower) {
  const auto table = std::make_unique<EncodeTable>();
  const auto bytes = std::make_unique<ByteTable>();
  for (const TransferCurve& curve : ExportCurves()) {
    BuildEncodeTable(curve, 255, *table);
    BuildByteTable(*table, *bytes);
    double worst = 0;
    ForLight([&](float light) {
      const double exact = 255 * curve.EncodedFromLinear(light);
      worst = std::max(worst, std::abs(ByteCode(*bytes, light) - exact));
    });
    EXPECT_LE(worst, 0.5 + kErrorOfBytes) << "power " << curve.power();
  }
}

}  // namespace
}  // namespace easelight
