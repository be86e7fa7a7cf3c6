#include "tests/bench/color/judge.h"

#include <algorithm>
#include <cmath>

#include "tests/synthetic/color_difference.h"

namespace easelight::bench {
namespace {

using synthetic::Ciede2000;
using synthetic::Lab;
using synthetic::LabFromLinearSrgb;

constexpr double kJudgedPixels = 20000;
// Of the pixels, while the exposure is looked for.
constexpr size_t kCoarseStride = 7;

double Chroma(const Lab& lab) { return std::hypot(lab.a, lab.b); }

double Median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<Vector3> Averaged(const LightPicture& picture) {
  const auto pixels = static_cast<double>(picture.size.pixels());
  const auto step = std::max(1u, static_cast<uint32_t>(std::lround(std::sqrt(pixels / kJudgedPixels))));
  std::vector<Vector3> means;
  for (uint32_t y = 0; y + step <= picture.size.height; y += step) {
    for (uint32_t x = 0; x + step <= picture.size.width; x += step) {
      Vector3 sum;
      for (uint32_t v = y; v < y + step; ++v) {
        for (uint32_t u = x; u < x + step; ++u) sum += picture.pixels[size_t{v} * picture.size.width + u];
      }
      means.push_back(sum / (step * step));
    }
  }
  return means;
}

Lab Exposed(const Vector3& light, double stops) {
  return LabFromLinearSrgb(Max(Min(light * std::exp2(stops), 1.0), 0.0));
}

double MedianDifference(const std::vector<Vector3>& picture, const std::vector<Lab>& scene, double stops,
                        size_t stride) {
  std::vector<double> differences;
  for (size_t i = 0; i < scene.size(); i += stride) {
    differences.push_back(Ciede2000(Exposed(picture[i], stops), scene[i]));
  }
  return Median(std::move(differences));
}

double BestStops(const std::vector<Vector3>& picture, const std::vector<Lab>& scene) {
  double best = 0;
  double least = 1e9;
  const auto look = [&](double from, double to, double step) {
    for (double stops = from; stops < to; stops += step) {
      const double difference = MedianDifference(picture, scene, stops, kCoarseStride);
      if (difference < least) {
        least = difference;
        best = stops;
      }
    }
  };
  look(-3, 3.1, 0.25);
  look(best - 0.25, best + 0.26, 0.05);
  return best;
}

std::vector<Lab> AveragedLab(const LightPicture& picture) {
  std::vector<Lab> means;
  for (const Vector3& light : Averaged(picture)) means.push_back(Exposed(light, 0));
  return means;
}

}  // namespace

double DifferenceOf(const LightPicture& one, const LightPicture& other) {
  return MedianDifference(Averaged(one), AveragedLab(other), 0, 1);
}

Score Judge(const LightPicture& picture, const LightPicture& scene) {
  const std::vector<Vector3> light = Averaged(picture);
  const std::vector<Lab> truth = AveragedLab(scene);
  Score score;
  score.stops = BestStops(light, truth);
  score.difference = MedianDifference(light, truth, score.stops, 1);
  double a = 0, b = 0;
  size_t grays = 0;
  std::vector<double> ratios;
  for (size_t i = 0; i < truth.size(); ++i) {
    const double chroma = Chroma(truth[i]);
    const bool gray = chroma < 4 && truth[i].l > 12 && truth[i].l < 97;
    if (!gray && chroma <= 15) continue;
    const Lab lab = Exposed(light[i], score.stops);
    if (gray) {
      a += lab.a - truth[i].a;
      b += lab.b - truth[i].b;
      ++grays;
    } else {
      ratios.push_back(Chroma(lab) / chroma);
    }
  }
  constexpr size_t kFewest = 20;
  if (grays > kFewest) score.cast = std::hypot(a, b) / static_cast<double>(grays);
  if (ratios.size() > kFewest) score.chroma = Median(std::move(ratios));
  return score;
}

double ChromaOf(const LightPicture& picture, const PixelRect& part, double stops) {
  Vector3 sum;
  for (uint32_t y = part.y; y < part.y + part.height; ++y) {
    for (uint32_t x = part.x; x < part.x + part.width; ++x) sum += picture.pixels[size_t{y} * picture.size.width + x];
  }
  return Chroma(Exposed(sum / static_cast<double>(part.extent().pixels()), stops));
}

}  // namespace easelight::bench
