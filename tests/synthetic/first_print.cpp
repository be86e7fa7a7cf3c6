#include "tests/synthetic/first_print.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/analysis/auto_start.h"
#include "core/color/color_space.h"
#include "core/film/input_stage.h"
#include "tests/synthetic/color_difference.h"

namespace easelight::synthetic {
namespace {

const ScanColor kLinear;
const ScanColor kSrgb{AllChannels(TransferCurve::Srgb()), {}, {}, {}};

DensityPlanes FromCodes(const void* codes, SampleFormat format, const ScanColor& color, Extent size,
                        const Recipe& recipe) {
  auto stage = std::make_unique<InputStage>();
  DensityPlanes result{size, {}};
  const auto count = static_cast<size_t>(size.pixels());
  for (auto& plane : result.planes) plane.resize(count);
  if (!stage->Compile(GradeFromRecipe(recipe, color), format).ok()) return result;
  stage->DensityFromCodes(codes, 3, count, {result.planes[0].data(), result.planes[1].data(), result.planes[2].data()});
  return result;
}

// A pixel of the frame: what was printed, and what was there.
struct Pair {
  Lab print;
  Vector3 scene;
};

std::vector<Pair> PairsOf(const std::vector<Vector3>& print, const SyntheticScan& scan) {
  // Every third pixel in both directions is enough for a median.
  constexpr uint32_t kStride = 3;
  std::vector<Pair> pairs;
  for (uint32_t y = 0; y < scan.frame.height; y += kStride) {
    for (uint32_t x = 0; x < scan.frame.width; x += kStride) {
      const size_t pixel = size_t{scan.frame.y + y} * scan.size.width + scan.frame.x + x;
      pairs.push_back({LabFromLinearSrgb(print[pixel]), scan.truth.at(x, y)});
    }
  }
  return pairs;
}

// The sorted differences of a print from the scene at an exposure, where the lightest is paper white.
std::vector<double> Differences(const std::vector<Pair>& pairs, double exposure) {
  std::vector<double> differences;
  differences.reserve(pairs.size());
  for (const Pair& pair : pairs) {
    differences.push_back(Ciede2000(LabFromLinearSrgb(Min(exposure * pair.scene, 1.0)), pair.print));
  }
  std::sort(differences.begin(), differences.end());
  return differences;
}

}  // namespace

DensityPlanes DensitiesOf(const SyntheticScan& scan, const Recipe& recipe) {
  return FromCodes(scan.Linear16().data(), SampleFormat::kUint16, kLinear, scan.size, recipe);
}

DensityPlanes DensitiesOf8(const SyntheticScan& scan, const Recipe& recipe) {
  return FromCodes(scan.Srgb8().data(), SampleFormat::kUint8, kSrgb, scan.size, recipe);
}

Recipe StartedRecipe(FilmKind film, const DensityPlanes& density) {
  Recipe recipe = DefaultRecipe(film);
  auto scratch = std::make_unique<DensityGrid>();
  recipe.density = AutomaticStart(film, density.view(), density.size, recipe, {}, *scratch).density;
  return recipe;
}

std::vector<Vector3> Print(const Recipe& recipe, const DensityPlanes& density) {
  const ColorSpace& srgb = *FindColorSpace("srgb");
  auto program = std::make_unique<PrintProgram>();
  std::vector<Vector3> light;
  // Linear 16-bit output: the kernel itself, without the display's curve.
  if (!program->Compile(GradeFromRecipe(recipe, kLinear), {srgb.primaries, TransferCurve::Linear()}, 65535).ok())
    return light;
  const auto count = static_cast<size_t>(density.size.pixels());
  std::vector<uint16_t> codes(count * 3);
  RenderRgb16(*program, density.view(), count, codes.data());
  light.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    light.push_back(Vector3(codes[3 * i], codes[3 * i + 1], codes[3 * i + 2]) / 65535.0);
  }
  return light;
}

PrintError CompareWithScene(const std::vector<Vector3>& print, const SyntheticScan& scan) {
  const std::vector<Pair> pairs = PairsOf(print, scan);
  std::vector<double> best;
  // Five stops either way, in quarters.
  for (int quarter = -20; quarter <= 20; ++quarter) {
    auto differences = Differences(pairs, std::exp2(quarter / 4.0));
    if (best.empty() || differences[differences.size() / 2] < best[best.size() / 2]) best = std::move(differences);
  }
  PrintError error;
  error.median = best[best.size() / 2];
  for (const double difference : best) error.mean += difference / static_cast<double>(best.size());
  return error;
}

std::vector<Vector3> PrintGrayScale(const Recipe& recipe, const FilmStock& film, const Vector3& illuminant) {
  DensityPlanes scale{{6, 1}, {}};
  for (const double reflectance : {0.03, 0.06, 0.12, 0.25, 0.5, 0.9}) {
    const Vector3 density = film.DensityFromExposure(illuminant * reflectance);
    for (size_t c = 0; c < 3; ++c) scale.planes[c].push_back(static_cast<float>(density[static_cast<int>(c)]));
  }
  return Print(recipe, scale);
}

double GrayScaleCast(const Recipe& recipe, const FilmStock& film, const Vector3& illuminant) {
  double sum = 0.0;
  const auto print = PrintGrayScale(recipe, film, illuminant);
  for (const Vector3& light : print) {
    const Lab lab = LabFromLinearSrgb(light);
    sum += std::hypot(lab.a, lab.b);
  }
  return sum / static_cast<double>(print.size());
}

}  // namespace easelight::synthetic
