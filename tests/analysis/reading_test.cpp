// Which of two readings of a scan is found the likelier, for scans whose encoding is known.
#include "core/analysis/reading.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "core/base/exact_math.h"
#include "tests/synthetic/scanner.h"

namespace easelight {
namespace {

using namespace synthetic;

constexpr double kSure = 0.97;

// The densities of a scan that was written with one curve and is read with another.
void ReadAs(const SyntheticScan& scan, const TransferCurve& written, const TransferCurve& read, DensityGrid& grid) {
  std::array<std::vector<float>, 3> planes;
  for (const Vector3& light : scan.transmittance) {
    for (size_t c = 0; c < 3; ++c) {
      const double code = std::round(65535 * written.EncodedFromLinear(light[c])) / 65535;
      planes[c].push_back(static_cast<float>(-ExactLog10(std::max(read.LinearFromEncoded(code), 1e-10))));
    }
  }
  grid.Gather({planes[0].data(), planes[1].data(), planes[2].data()}, scan.size);
}

struct Case {
  const char* name;
  TransferCurve written;
  ReadingQuestion question;
  bool first_is_right;
  int right = 0;  // And sure of it.
};

TEST(Reading, OfColorNegativesIsRightWhereItIsSure) {
  const TransferCurve linear = TransferCurve::Linear();
  const TransferCurve srgb = TransferCurve::Srgb();
  const TransferCurve power = TransferCurve::Power(2.2);
  const ReadingQuestion untagged = {linear, power, 0.6};
  const ReadingQuestion tagged = {srgb, linear, 0.8};
  Case cases[] = {{"untagged, linear", linear, untagged, true},
                  {"untagged, 2.2", power, untagged, false},
                  {"untagged, sRGB", srgb, untagged, false},
                  {"tagged, sRGB", srgb, tagged, true},
                  {"tagged as sRGB, linear", linear, tagged, false}};
  const ScanLayout layouts[] = {
      {}, {.rebate = 0.05}, {.rebate = 0.02, .holder = 0.06}, {.rebate = 0.12, .sprockets = true}};
  auto grid = std::make_unique<DensityGrid>();
  int scans = 0;
  for (const Scene& scene : Scenes()) {
    for (const FilmStock& film : {AmateurFilm(), PortraitFilm(), LandscapeFilm()}) {
      ScanOptions options;
      options.size = {120, 80};
      options.exposure_stops = std::array{0.0, 1.5, -1.0}[static_cast<size_t>(scans % 3)];
      options.layout = layouts[scans % 4];
      const SyntheticScan scan = ScanScene(scene, film, options);
      ++scans;
      for (Case& one : cases) {
        ReadAs(scan, one.written, one.question.first, *grid);
        const double first = LikelihoodOfFirst(FilmKind::kColorNegative, one.question, *grid);
        const double right = one.first_is_right ? first : 1 - first;
        EXPECT_GT(right, 1 - kSure) << one.name << ": " << scene.name << " on " << film.name;
        one.right += right >= kSure;
      }
    }
  }
  for (const Case& one : cases) {
    EXPECT_GT(one.right, scans / 3) << one.name << ", of " << scans;
    RecordProperty(one.name, std::to_string(one.right) + " of " + std::to_string(scans));
  }
}

TEST(Reading, OfABlankFrameIsWhatWasBelieved) {
  auto grid = std::make_unique<DensityGrid>();
  SyntheticScan blank{{60, 40}, {0, 0, 60, 40}, std::vector<Vector3>(2400, {0.6, 0.25, 0.16}), {}};
  const ReadingQuestion question = {TransferCurve::Linear(), TransferCurve::Power(2.2), 0.7};
  ReadAs(blank, question.first, question.first, *grid);
  EXPECT_EQ(LikelihoodOfFirst(FilmKind::kColorNegative, question, *grid), 0.7);
}

TEST(Reading, OfPositivesFollowsTheMedian) {
  auto grid = std::make_unique<DensityGrid>();
  const ReadingQuestion question = {TransferCurve::Linear(), TransferCurve::Srgb(), 0.5};
  // The scene itself, as a picture of it would be.
  SyntheticScan picture = ScanScene(FindScene("portrait"), SlideFilm(), {});
  picture.size = picture.frame.extent();
  picture.transmittance.clear();
  for (uint32_t y = 0; y < picture.size.height; ++y) {
    for (uint32_t x = 0; x < picture.size.width; ++x) {
      const Vector3 light = Max(Min(picture.truth.at(x, y), 1.0), 0.0);
      picture.transmittance.push_back(light);
    }
  }
  ReadAs(picture, TransferCurve::Linear(), question.first, *grid);
  const double of_linear = LikelihoodOfFirst(FilmKind::kDigital, question, *grid);
  ReadAs(picture, TransferCurve::Srgb(), question.first, *grid);
  const double of_encoded = LikelihoodOfFirst(FilmKind::kDigital, question, *grid);
  EXPECT_GT(of_linear, 0.5);
  EXPECT_LT(of_encoded, 0.5);
}

}  // namespace
}  // namespace easelight
