// ICC profiles: described as of a scan, and used as an output.
#include "core/color/icc_profile.h"
#include "core/color/output_profile.h"
#include "tests/color/device_profiles.h"
#include "tests/fuzz/fuzz_target.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  const ColorSpace& space = *FindColorSpace("srgb");
  return {*MakeIccProfile(space.primaries, space.encoding, "sRGB"),
          *MakeGrayIccProfile(TransferCurve::Power(2.2), "Gray"),
          DisplayProfile(4.3, {2.2, 2.0, 1.8}),
          GlowingDisplayProfile(),
          GrayProfile(1.8, cmsSigLabData),
          PrinterProfile({}),
          PrinterProfile({.channels = 1})};
}

void FuzzOne(ByteSpan input) {
  const auto described = DescribeIccProfile(input);
  const auto facts = ReadDeviceFacts(input);
  if (described.ok()) {
    FuzzCheck(described->description.size() <= 128, "a description keeps to its limit");
    for (const TransferCurve& curve : described->color.curves) {
      for (const double code : {0.0, 0.3, 1.0}) {
        const double light = curve.LinearFromEncoded(code);
        FuzzCheck(light >= 0 && std::isfinite(light), "a curve leads from codes to light");
      }
    }
  }
  // A table for an output takes long to make, and only profiles of inks and papers lead there.
  if (!facts.ok() || input.size() > 64 * 1024) return;
  const auto output = ReadOutputProfile(input, {});
  FuzzCheck(!output.ok() || facts->colors != DeviceColors::kCmyk, "nothing is written in inks");
}

}  // namespace easelight
