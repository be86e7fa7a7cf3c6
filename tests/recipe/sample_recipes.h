// Recipes that have something in every key, for tests of links and proofs.
#pragma once

#include "core/recipe/presets.h"

namespace easelight {

// A graded color negative, as an editor leaves it.
inline Recipe GradedNegative() {
  Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  recipe.input_space = std::string("coolscan-9000");
  recipe.density.base = {0.14, 0.39, 0.59};
  recipe.density.matrix = MatrixPresets()[1].matrix;
  recipe.density.gamma = 1.9;
  recipe.density.channel_gamma = {1.04, 1, 0.93};
  recipe.density.exposure = 1.55;
  recipe.density.gains = {0.02, 0, -0.05};
  recipe.print.glare = 0.005;
  recipe.geometry = {.crop = {0.02, 0.03, 0.95, 0.9}, .rotate = 90, .flip = false, .straighten = -1.5};
  recipe.names.matrix = MatrixPresets()[1].name;
  recipe.names.note = "Roll 3, <b>frame</b> 12 & \"K\"";
  return recipe;
}

// A black-and-white negative scanned by a camera, on a paper with its own curve.
inline Recipe GradedGray() {
  Recipe recipe = DefaultRecipe(FilmKind::kBwNegative);
  recipe.input_space = Primaries{{{{0.67, 0.32}, {0.24, 0.69}, {0.15, 0.05}}}, {0.32, 0.335}};
  recipe.input_encoding = TransferCurve::Power(2.2);
  recipe.working = "acescg";
  recipe.density.base = {0.3, 0.3, 0.3};
  const CurvePreset& paper = CurvePresets().back();
  recipe.print = paper.print;
  recipe.print.interpolation = CurveInterpolation::kLinear;
  recipe.density.gamma = paper.gamma;
  recipe.names.curve = paper.name;
  recipe.geometry.flip = true;
  return recipe;
}

// Differs from the default of a color negative in every key.
inline Recipe EveryKeyChanged() {
  Recipe recipe = DefaultRecipe(FilmKind::kBwNegative);
  recipe.input_space = Primaries{{{{0.7, 0.3}, {0.2, 0.7}, {0.15, 0.05}}}, {0.3127, 0.329}};
  recipe.input_encoding = TransferCurve::Power(2.2);
  recipe.working = "acescg";
  recipe.density.base = {0.1, 0.2, 0.3};
  recipe.density.matrix = Matrix3::Rows({0.5, 0.5, 0.5});
  recipe.density.gamma = 3;
  recipe.density.channel_gamma = {0.9, 1.1, 1.2};
  recipe.density.exposure = 2;
  recipe.density.gains = {0.1, 0, -0.1};
  recipe.print = CurvePresets().back().print;
  constexpr std::array<CurvePoint, 2> kFlat = {CurvePoint{0, 0.1}, CurvePoint{1, 0.9}};
  recipe.print.channels.fill(PrintCurve(kFlat));
  recipe.print.interpolation = CurveInterpolation::kLinear;
  recipe.print.glare = 0.01;
  recipe.gamut = GamutMapping::kCompress;
  recipe.geometry = {.crop = {0.1, 0.1, 0.5, 0.5}, .rotate = 90, .flip = true, .straighten = 3};
  recipe.names = {.setup = "flatbed", .stock = "kodak-portra-160", .matrix = "M", .curve = "C", .note = "N"};
  return recipe;
}

}  // namespace easelight
