// Scans whose files leave their encoding in doubt, or say it falsely: what the engine makes of them.
#include <gtest/gtest.h>

#include "core/color/icc_profile.h"
#include "core/recipe/presets.h"
#include "tests/engine/test_engine.h"
#include "tests/io/tiff_file.h"
#include "tests/synthetic/scanner.h"

namespace easelight {
namespace {

// A color negative whose codes are written with `curve`, and tagged with `profile` where it is not empty.
std::vector<uint8_t> NegativeTiff(const TransferCurve& curve, const std::vector<uint8_t>& profile = {}) {
  synthetic::ScanOptions options;
  options.layout.rebate = 0.05;
  const auto scan = ScanScene(synthetic::FindScene("lake"), synthetic::AmateurFilm(), options);
  std::vector<uint32_t> codes;
  for (const Vector3& light : scan.transmittance) {
    for (size_t c = 0; c < 3; ++c) {
      codes.push_back(static_cast<uint32_t>(std::lround(65535 * curve.EncodedFromLinear(light[c]))));
    }
  }
  TiffSpec spec;
  spec.size = scan.size;
  spec.bits = 16;
  spec.icc_profile = profile;
  return WriteTiff(spec, codes);
}

std::vector<uint8_t> SrgbProfile() {
  const ColorSpace& srgb = *FindColorSpace("srgb");
  return *MakeIccProfile(srgb.primaries, srgb.encoding, srgb.title);
}

struct Asked {
  std::unique_ptr<Engine> engine = MakeEngine();
  ScanNumber scan = 0;
  std::optional<ScanReadings> readings;
};

Asked Ask(const std::vector<uint8_t>& file, FilmKind film = FilmKind::kColorNegative) {
  Asked asked;
  const auto scan = OpenAll(*asked.engine, file);
  EXPECT_TRUE(scan.ok());
  asked.scan = scan.ok() ? *scan : 0;
  const auto readings = asked.engine->Readings(asked.scan, film);
  EXPECT_TRUE(readings.ok());
  if (readings.ok()) asked.readings = *readings;
  return asked;
}

DensityGrade StartOf(Asked& asked, const InputEncoding& encoding) {
  Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  recipe.input_encoding = encoding;
  const auto started = asked.engine->Automatic(asked.scan, recipe.film, recipe);
  EXPECT_TRUE(started.ok());
  return started->recipe.density;
}

TEST(Readings, OfAnUntaggedEncodedScanGiveTheStartOfTheLinearOne) {
  Asked linear = Ask(NegativeTiff(TransferCurve::Linear()));
  Asked encoded = Ask(NegativeTiff(TransferCurve::Power(2.2)));
  ASSERT_TRUE(linear.readings && encoded.readings);
  EXPECT_EQ(linear.readings->likelier().encoding, std::nullopt);
  EXPECT_EQ(encoded.readings->likelier().encoding, TransferCurve::Power(2.2));
  const DensityGrade start = StartOf(linear, linear.readings->likelier().encoding);
  const DensityGrade same = StartOf(encoded, encoded.readings->likelier().encoding);
  for (size_t c = 0; c < 3; ++c) {
    EXPECT_NEAR(same.base[c], start.base[c], 0.002);
    EXPECT_NEAR(same.gains[c], start.gains[c], 0.01);
  }
  EXPECT_NEAR(same.exposure, start.exposure, 0.01);
}

TEST(Readings, OfLinearCodesThatAreTaggedAsSrgbSayThatTheTagIsFalse) {
  const Asked falsely = Ask(NegativeTiff(TransferCurve::Linear(), SrgbProfile()));
  const Asked truly = Ask(NegativeTiff(TransferCurve::Srgb(), SrgbProfile()));
  ASSERT_TRUE(falsely.readings && truly.readings);
  EXPECT_EQ(falsely.readings->likelier().encoding, TransferCurve::Linear());
  EXPECT_TRUE(falsely.readings->sure());
  EXPECT_EQ(truly.readings->likelier().encoding, std::nullopt);
  EXPECT_TRUE(truly.readings->sure());
}

TEST(Readings, AreSaidInWords) {
  const Asked encoded = Ask(NegativeTiff(TransferCurve::Power(2.2)));
  ASSERT_TRUE(encoded.readings);
  ScanReadings readings = *encoded.readings;
  readings.both[0].likelihood = 0.02;
  readings.both[1].likelihood = 0.98;
  EXPECT_EQ(EnglishText(SentenceOf(readings)),
            "read as Power 2.2, 98 % likely by the densities of the picture, and not as Linear");
  readings.both[0].likelihood = 0.4;
  readings.both[1].likelihood = 0.6;
  EXPECT_EQ(EnglishText(SentenceOf(readings)),
            "read as Power 2.2, 60 % likely by the densities of the picture, which do not settle it; Linear is 40 % "
            "likely");
}

TEST(Readings, AreNoQuestionWhereTheFileIsPlain) {
  const ColorSpace& acescg = *FindColorSpace("acescg");
  const auto linear_profile = *MakeIccProfile(acescg.primaries, TransferCurve::Linear(), "linear");
  EXPECT_FALSE(Ask(NegativeTiff(TransferCurve::Linear(), linear_profile)).readings);
  // A picture to be seen that says what it is.
  EXPECT_FALSE(Ask(NegativeTiff(TransferCurve::Srgb(), SrgbProfile()), FilmKind::kDigital).readings);
  EXPECT_TRUE(Ask(NegativeTiff(TransferCurve::Srgb()), FilmKind::kDigital).readings);
}

TEST(Readings, CarryAFilmBaseAlong) {
  Asked encoded = Ask(NegativeTiff(TransferCurve::Power(2.2)));
  Recipe as_linear = DefaultRecipe(FilmKind::kColorNegative);
  as_linear.density.base = {0.1, 0.2, 0.3};
  Recipe as_encoded = as_linear;
  as_encoded.input_encoding = TransferCurve::Power(2.2);
  const auto base = encoded.engine->RereadBase(encoded.scan, as_linear, as_encoded);
  ASSERT_TRUE(base.ok());
  for (size_t c = 0; c < 3; ++c) EXPECT_NEAR((*base)[c], 2.2 * as_linear.density.base[c], 1e-9);
}

TEST(SmallPicture, IsTheDevelopedPictureAndLeavesTheViewAsItWas) {
  Asked asked = Ask(NegativeTiff(TransferCurve::Linear()));
  Engine& engine = *asked.engine;
  const Recipe recipe =
      engine.Automatic(asked.scan, FilmKind::kColorNegative, DefaultRecipe(FilmKind::kColorNegative))->recipe;
  const ViewRequest request = {.viewer = {120, 120}};
  const auto frame = engine.Render(asked.scan, recipe, request);
  ASSERT_TRUE(frame.ok());
  const std::vector<uint8_t> shown(frame->rgba, frame->rgba + 4 * frame->size.pixels());
  const uint64_t published = engine.Stats().frames_published;
  const auto small = engine.RenderSmall(asked.scan, recipe, 120);
  ASSERT_TRUE(small.ok());
  EXPECT_EQ(small->size, frame->size);
  EXPECT_EQ(small->rgba, shown);
  EXPECT_EQ(engine.Stats().frames_published, published);
  EXPECT_FALSE(engine.RenderSmall(asked.scan, recipe, kMostSmallSide + 1).ok());
}

}  // namespace
}  // namespace easelight
