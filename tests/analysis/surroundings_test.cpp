// The same picture prints the same whatever lies around it in the scan, or on it.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "tests/synthetic/color_difference.h"
#include "tests/synthetic/first_print.h"
#include "tests/synthetic/noise.h"

namespace easelight {
namespace {

using namespace synthetic;

constexpr Extent kFrame = {240, 160};

// A scan of one size of picture, whatever surrounds it: `border` pixels of film or holder on each side.
struct Surroundings {
  std::string_view name;
  uint32_t rebate = 0;
  uint32_t holder = 0;
  bool sprockets = false;
  std::function<void(SyntheticScan&)> change = [](SyntheticScan&) {};
};

SyntheticScan ScanOf(const Scene& scene, const FilmStock& film, const Surroundings& around) {
  const uint32_t border = around.rebate + around.holder;
  ScanOptions options;
  options.size = {kFrame.width + 2 * border, kFrame.height + 2 * border};
  options.layout.rebate = static_cast<double>(around.rebate) / options.size.height;
  options.layout.holder = static_cast<double>(around.holder) / options.size.height;
  options.layout.sprockets = around.sprockets;
  SyntheticScan scan = ScanScene(scene, film, options);
  around.change(scan);
  return scan;
}

Vector3& At(SyntheticScan& scan, uint32_t x, uint32_t y) { return scan.transmittance[size_t{y} * scan.size.width + x]; }

// The scanner's light past the film's left edge.
void OpenLight(SyntheticScan& scan) {
  for (uint32_t y = 0; y < scan.size.height; ++y) {
    for (uint32_t x = 0; x < scan.frame.x / 2; ++x) At(scan, x, y) = Vector3::Constant(0.99);
  }
}

// Parts of other frames left and right, past a gap of clear film: the picture's own, mirrored and thinner.
void Neighbours(SyntheticScan& scan) {
  const uint32_t gap = scan.frame.x / 4;
  for (uint32_t y = scan.frame.y; y < scan.frame.y + scan.frame.height; ++y) {
    for (uint32_t x = 0; x + gap < scan.frame.x; ++x) {
      const Vector3 left = At(scan, 2 * scan.frame.x + 40 - x, y);
      At(scan, x, y) = left;
      At(scan, scan.size.width - 1 - x, y) = left;
    }
  }
}

// Dust holds the light back, scratches through the layers let all of it pass.
void DustAndScratches(SyntheticScan& scan) {
  for (uint32_t speck = 0; speck < 60; ++speck) {
    const auto x = static_cast<uint32_t>(synthetic::Uniform(speck, 1u, 5u) * (scan.size.width - 2));
    const auto y = static_cast<uint32_t>(synthetic::Uniform(speck, 2u, 5u) * (scan.size.height - 2));
    for (uint32_t i = 0; i < 4; ++i) At(scan, x + i % 2, y + i / 2) = Vector3::Constant(1e-4);
  }
  for (const uint32_t x : {scan.size.width / 3, scan.size.width / 2 + 7}) {
    for (uint32_t y = 0; y < scan.size.height; ++y) At(scan, x, y) = Vector3::Constant(0.9);
  }
}

Recipe StartFor(const SyntheticScan& scan) {
  return StartedRecipe(FilmKind::kColorNegative, DensitiesOf(scan, DefaultRecipe(FilmKind::kColorNegative)));
}

// The picture alone, as every recipe prints it: the same grain in all of them.
double MedianDifference(const Recipe& first, const Recipe& second, const DensityPlanes& picture) {
  const std::vector<Vector3> one = Print(first, picture);
  const std::vector<Vector3> other = Print(second, picture);
  std::vector<double> differences;
  for (size_t i = 0; i < one.size(); i += 3) {
    differences.push_back(Ciede2000(LabFromLinearSrgb(one[i]), LabFromLinearSrgb(other[i])));
  }
  const auto middle = differences.begin() + static_cast<ptrdiff_t>(differences.size() / 2);
  std::nth_element(differences.begin(), middle, differences.end());
  return *middle;
}

struct Reference {
  const Scene& scene;
  DensityPlanes picture;  // The picture alone.
  Recipe recipe;          // Started with a little rebate around it.
};

const std::vector<Reference>& References() {
  static const auto references = [] {
    std::vector<Reference> made;
    for (const char* name : {"lake", "portrait", "forest", "sea", "snow", "night", "room", "bricks"}) {
      const Scene& scene = FindScene(name);
      made.push_back({scene,
                      DensitiesOf(ScanOf(scene, AmateurFilm(), {"alone"}), DefaultRecipe(FilmKind::kColorNegative)),
                      StartFor(ScanOf(scene, AmateurFilm(), {"3 % of rebate", 2}))});
    }
    return made;
  }();
  return references;
}

// Of each scene, the least first: how far the print with these surroundings is from that with a little rebate.
std::vector<double> DifferencesBy(const Surroundings& around) {
  std::vector<double> differences;
  for (const auto& [scene, picture, recipe] : References()) {
    differences.push_back(MedianDifference(StartFor(ScanOf(scene, AmateurFilm(), around)), recipe, picture));
  }
  std::sort(differences.begin(), differences.end());
  return differences;
}

TEST(SurroundingsTest, DoNotChangeThePrint) {
  // Shares of the scan's area that are rebate: 8 and 20 %, and what else there may be beside it.
  for (const Surroundings& around : std::vector<Surroundings>{{"8 % of rebate", 4},
                                                              {"20 % of rebate", 11},
                                                              {"a holder", 4, 8},
                                                              {"sprocket holes", 20, 4, true},
                                                              {"neighbours", 24, 0, false, Neighbours},
                                                              {"open light", 12, 0, false, OpenLight},
                                                              {"dust", 4, 0, false, DustAndScratches}}) {
    EXPECT_LT(DifferencesBy(around).back(), 1.5) << around.name;
  }
}

// Without clear film the base is only estimated, from what is darkest and from what films look like.
TEST(SurroundingsTest, WithoutRebateChangeItLittleMore) {
  for (const Surroundings& around :
       std::vector<Surroundings>{{"none", 0}, {"a holder", 0, 8}, {"dust", 0, 0, false, DustAndScratches}}) {
    const std::vector<double> differences = DifferencesBy(around);
    EXPECT_LT(differences[differences.size() / 2], 3.0) << around.name;
    EXPECT_LT(differences.back(), 4.5) << around.name;
  }
}

}  // namespace
}  // namespace easelight
