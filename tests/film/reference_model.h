// The model in float64, step by step as its table of formulas has it: the oracle of the compiled program.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <vector>

#include "core/film/gamut.h"
#include "core/film/grade.h"

namespace easelight {

// One grade's steps. Each takes a pixel as the step before it left it; those that change nothing are left out.
class ReferenceModel {
 public:
  struct Step {
    std::string_view name;
    Vector3 (ReferenceModel::*run)(const Vector3& pixel) const;
  };

  // The primaries must span a space.
  ReferenceModel(const Grade& grade, const OutputSpace& out)
      : grade_(grade), out_(out), output_matrix_(*RgbFromRgb(out.primaries, grade.working)) {
    steps_.push_back({"linearize", &ReferenceModel::Linearize});
    if (grade.input) {
      input_matrix_ = *RgbFromRgb(grade.working, *grade.input);
      steps_.push_back({"input matrix", &ReferenceModel::ToWorkingSpace});
    }
    if (IsMonochrome(grade.film)) {
      luminance_ = *LuminanceRow(grade.working);
      steps_.push_back({"monochrome", &ReferenceModel::ToLuminance});
    }
    steps_.push_back({"density", &ReferenceModel::ToDensity});
    steps_.push_back({"above base", &ReferenceModel::AboveBase});
    steps_.push_back({"contrast", &ReferenceModel::Contrast});
    steps_.push_back({"printing", &ReferenceModel::Printing});
    for (size_t c = 0; c < 3; ++c) {
      for (const PrintCurve* curve : {&grade_.print.master, &grade_.print.channels[c]}) {
        if (!curve->IsIdentity()) curves_[c].emplace_back(*curve, grade.print.interpolation);
      }
    }
    steps_.push_back({"curves", &ReferenceModel::Curves});
    steps_.push_back({"light", &ReferenceModel::ToLight});
    if (grade.print.glare != 0) steps_.push_back({"glare", &ReferenceModel::WithoutGlare});
    if (grade.gamut == GamutMapping::kCompress) {
      white_cones_ = ConesFromLight(Vector3::Constant(1));
      cones_from_working_ = Columns([&](const Vector3& light) { return Over(ConesFromLight(light), white_cones_); });
      steps_.push_back({"gamut", &ReferenceModel::IntoGamut});
    }
    steps_.push_back({"output matrix", &ReferenceModel::ToOutputSpace});
    steps_.push_back({"encode", &ReferenceModel::Encode});
  }
  ReferenceModel(const ReferenceModel&) = delete;  // The curves point into the grade.
  ReferenceModel& operator=(const ReferenceModel&) = delete;

  std::span<const Step> steps() const { return steps_; }

  // Encoded output, 0..1, from codes 0..1.
  Vector3 Develop(Vector3 pixel) const {
    for (const Step& step : steps_) pixel = (this->*step.run)(pixel);
    return pixel;
  }

 private:
  template <typename Function>
  static Vector3 Each(const Function& value_of) {
    return {value_of(0), value_of(1), value_of(2)};
  }

  Vector3 Linearize(const Vector3& codes) const {
    return Each([&](int c) {
      return grade_.input_encoding[static_cast<size_t>(c)].LinearFromEncoded(codes[static_cast<size_t>(c)]);
    });
  }
  Vector3 ToWorkingSpace(const Vector3& linear) const { return input_matrix_ * linear; }
  Vector3 ToLuminance(const Vector3& linear) const { return Vector3::Constant(Dot(luminance_, linear)); }
  Vector3 ToDensity(const Vector3& linear) const {
    return Each([&](int c) { return -std::log10(std::max(linear[c], 1e-10)); });
  }
  Vector3 AboveBase(const Vector3& density) const {
    const auto& base = grade_.density.base;
    return grade_.density.matrix * (density - Vector3(base[0], base[1], base[2]));
  }
  Vector3 Contrast(const Vector3& above_base) const {
    return Each([&](int c) {
      const double slope = grade_.density.gamma * grade_.density.channel_gamma[static_cast<size_t>(c)];
      return kDensityPivot + slope * (above_base[c] - kDensityPivot);
    });
  }
  Vector3 Printing(const Vector3& contrast) const {
    const double sign = IsNegative(grade_.film) ? -1.0 : 1.0;
    return Each([&](int c) {
      return grade_.density.exposure + sign * contrast[c] - grade_.density.gains[static_cast<size_t>(c)];
    });
  }
  Vector3 Curves(const Vector3& print_density) const {
    return Each([&](int c) {
      double x = std::clamp(print_density[c], 0.0, kCurveRange);
      for (const PrintCurveEvaluator& curve : curves_[static_cast<size_t>(c)]) {
        x = (1.0 - curve(1.0 - std::clamp(x / kCurveRange, 0.0, 1.0))) * kCurveRange;
      }
      return x;
    });
  }
  Vector3 ToLight(const Vector3& curved) const {
    return Each([&](int c) { return std::clamp(std::pow(10.0, -curved[c]), 0.0, 1.0); });
  }
  Vector3 WithoutGlare(const Vector3& light) const {
    const double glare = grade_.print.glare;
    return Each([&](int c) { return std::max(0.0, light[c] - glare) / (1.0 - glare); });
  }
  // Oklab's cone responses, by its first matrix: of XYZ under D65.
  Vector3 ConesFromLight(const Vector3& light) const {
    constexpr Matrix3 kConesFromXyz = {{0.8189330101, 0.3618667424, -0.1288597137},
                                       {0.0329845436, 0.9293118715, 0.0361456387},
                                       {0.0482003018, 0.2643662691, 0.6338517070}};
    constexpr Primaries kSrgb = {{{{.64, .33}, {.30, .60}, {.15, .06}}}, {.3127, .3290}};
    return kConesFromXyz * (*XyzFromRgb(kSrgb) * (*RgbFromRgb(kSrgb, grade_.working) * light));
  }
  template <typename Function>
  static Matrix3 Columns(const Function& of) {
    return Matrix3::Columns(of({1, 0, 0}), of({0, 1, 0}), of({0, 0, 1}));
  }
  // The light of a color with its chroma changed.
  Vector3 WithChroma(const Vector3& roots, double lightness, double factor) const {
    const Vector3 moved = Vector3::Constant(lightness) + factor * (roots - Vector3::Constant(lightness));
    return cones_from_working_.Inverse() * Times(moved, Times(moved, moved));
  }
  bool IsHeld(const Vector3& light) const {
    const Vector3 output = output_matrix_ * light;
    return std::min({output[0], output[1], output[2]}) >= 0 && std::max({output[0], output[1], output[2]}) <= 1;
  }
  // The boundary itself, where the program has it from a table.
  Vector3 IntoGamut(const Vector3& light) const {
    const Vector3 cones = cones_from_working_ * light;
    const Vector3 roots = Each([&](int c) { return std::cbrt(std::max(cones[static_cast<size_t>(c)], 0.0)); });
    const double lightness = Dot(kOklabFromRoots.rows[0], roots);
    if (lightness <= 0 || lightness >= 1) return Vector3::Constant(lightness <= 0 ? 0 : 1);
    constexpr double kMarch = 1.0 / 64;
    const double most = 1 / kGamutKnee;
    double outside = kMarch;
    while (outside < most && IsHeld(WithChroma(roots, lightness, outside))) outside += kMarch;
    double inside = outside - kMarch;
    for (int i = 0; i < 40; ++i) {
      const double middle = (inside + outside) / 2;
      (IsHeld(WithChroma(roots, lightness, middle)) ? inside : outside) = middle;
    }
    const double x = 1 / std::max(inside, 1e-9);
    return x <= kGamutKnee ? light : WithChroma(roots, lightness, CompressedChroma(x) / x);
  }
  Vector3 ToOutputSpace(const Vector3& light) const { return output_matrix_ * light; }
  Vector3 Encode(const Vector3& output) const {
    return Each([&](int c) { return out_.encoding.EncodedFromLinear(std::clamp(output[c], 0.0, 1.0)); });
  }

  const Grade grade_;
  const OutputSpace out_;
  const Matrix3 output_matrix_;
  Matrix3 input_matrix_ = Matrix3::Identity();
  Vector3 luminance_ = Vector3();
  Vector3 white_cones_ = Vector3();
  Matrix3 cones_from_working_ = Matrix3::Identity();
  std::array<std::vector<PrintCurveEvaluator>, 3> curves_;
  std::vector<Step> steps_;
};

// One pixel's encoded output, 0..1, from codes 0..1.
inline std::array<double, 3> ReferenceDevelop(const Grade& grade, const OutputSpace& out, std::array<double, 3> codes) {
  const Vector3 encoded = ReferenceModel(grade, out).Develop({codes[0], codes[1], codes[2]});
  return {encoded[0], encoded[1], encoded[2]};
}

}  // namespace easelight
