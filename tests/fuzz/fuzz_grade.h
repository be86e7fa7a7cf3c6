// Grades and frames made of a fuzzer's bytes, within what an editor leaves: there the model's bounds are promised.
#pragma once

#include <fuzzer/FuzzedDataProvider.h>

#include "core/color/color_space.h"
#include "core/engine/view.h"
#include "core/recipe/recipe.h"
#include "tests/fuzz/fuzz_target.h"

namespace easelight {

inline Recipe RecipeOf(FuzzedDataProvider& data) {
  const auto between = [&](double low, double high) { return data.ConsumeFloatingPointInRange(low, high); };
  Recipe recipe = DefaultRecipe(data.PickValueInArray(kFilmKinds));
  const auto spaces = ColorSpaces();
  if (data.ConsumeBool()) {
    recipe.input_space = std::string(spaces[data.ConsumeIntegralInRange<size_t>(0, spaces.size() - 1)].name);
  }
  recipe.input_encoding = data.ConsumeBool() ? TransferCurve::Srgb() : TransferCurve::Power(between(1.0, 2.4));
  for (size_t c = 0; c < 3; ++c) {
    for (size_t k = 0; k < 3; ++k) recipe.density.matrix(c, k) = (c == k ? 1.0 : 0.0) + between(-0.15, 0.15);
    recipe.density.channel_gamma[c] = between(0.8, 1.2);
    recipe.density.gains[c] = between(-0.4, 0.4);
    recipe.density.base[c] = between(0.0, 0.9);
  }
  recipe.density.gamma = between(0.6, 2.6);
  recipe.density.exposure = IsNegative(recipe.film) ? between(1.4, 2.4) : between(-0.3, 0.3);
  if (data.ConsumeBool()) {
    const std::vector<CurvePoint> points = {
        {0.0, 0.3}, {between(0.3, 0.45), 0.5}, {between(0.6, 0.7), 0.75}, {0.9, 0.98}, {1, 1}};
    recipe.print.master = PrintCurve(points);
  }
  if (data.ConsumeBool()) recipe.print.glare = between(0.0, 0.05);
  return recipe;
}

inline FrameGeometry GeometryOf(FuzzedDataProvider& data) {
  const auto share = [&](double most) { return data.ConsumeFloatingPointInRange(0.0, most); };
  FrameGeometry geometry;
  geometry.crop = {share(0.5), share(0.5), 0.1 + share(0.4), 0.1 + share(0.4)};
  geometry.rotate = 90 * data.ConsumeIntegralInRange(0, 3);
  geometry.flip = data.ConsumeBool();
  if (data.ConsumeBool()) geometry.straighten = data.ConsumeFloatingPointInRange(-45.0, 45.0);
  return geometry;
}

inline ViewRequest RequestOf(FuzzedDataProvider& data) {
  ViewRequest request;
  request.viewer = {data.ConsumeIntegralInRange(16u, 500u), data.ConsumeIntegralInRange(16u, 500u)};
  if (data.ConsumeBool()) request.zoom = data.ConsumeFloatingPointInRange(0.05, kMaxZoom);
  request.center_x = data.ConsumeProbability<double>();
  request.center_y = data.ConsumeProbability<double>();
  return request;
}

// Bytes of no meaning: as good as any where each is a choice.
inline std::vector<FuzzInput> NoisySeeds() {
  std::vector<FuzzInput> seeds;
  for (uint32_t seed = 1; seed <= 8; ++seed) {
    uint32_t state = seed;
    FuzzInput input;
    for (int i = 0; i < 400; ++i) {
      state = state * 1664525u + 1013904223u;  // Numerical Recipes' generator.
      input.push_back(static_cast<uint8_t>(state >> 24));
    }
    seeds.push_back(input);
  }
  return seeds;
}

}  // namespace easelight
