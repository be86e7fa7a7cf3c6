// Frames rendered by several threads against the same by one: the same bytes, whatever the grade, the frame and the
// view.
#include <algorithm>

#include "tests/fuzz/fuzz_grade.h"
#include "tests/fuzz/fuzz_scan.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() { return NoisySeeds(); }

void FuzzOne(ByteSpan input) {
  static const FuzzScan alone(1), together(3);
  FuzzedDataProvider data(input.data(), input.size());
  Recipe recipe = RecipeOf(data);
  recipe.geometry = GeometryOf(data);
  const ViewRequest request = RequestOf(data);
  const auto one = alone.engine->Render(alone.number, recipe, request);
  const auto other = together.engine->Render(together.number, recipe, request);
  FuzzCheck(one.ok() == other.ok(), "both render, or neither");
  if (!one.ok()) return;
  FuzzCheck(one->size == other->size, "the sizes are the same");
  FuzzCheck(std::equal(one->rgba, one->rgba + 4 * one->size.pixels(), other->rgba), "the bytes are the same");
  FuzzCheck(alone.engine->view().histogram().counts == together.engine->view().histogram().counts,
            "the histograms are the same");
}

}  // namespace easelight
