// Recipes as JSON, and grades of other programs: what is taken can be written, and is then the same.
#include "core/recipe/import.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/recipe/sample_recipes.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  std::vector<FuzzInput> seeds = {InputOf(
      R"({"divere_preset":{"version":3,"type":"single"},"cc_params":{"density_gamma":2.6,"density_dmax":2.5,)"
      R"("rgb_gains":[0.1,0,0.2],"channel_gamma_r":1.1,"density_matrix":{"values":[[1,0,0],[0,1,0],[0,0,1]]}}})")};
  for (const Recipe& recipe : {GradedNegative(), GradedGray(), EveryKeyChanged()}) {
    seeds.push_back(InputOf(CanonicalJson(recipe)));
    seeds.push_back(InputOf("[" + CompleteJson(recipe) + "," + CanonicalJson(recipe) + "]"));
  }
  return seeds;
}

void FuzzOne(ByteSpan input) {
  const auto imported = GradesFromText(TextOf(input));
  if (!imported.ok()) return;
  FuzzCheck(!imported->grades.empty(), "an import has grades");
  for (const ImportedGrade& grade : imported->grades) {
    const auto again = RecipeFromJson(CanonicalJson(grade.recipe));
    FuzzCheck(again.ok(), "a recipe that is taken can be written");
    FuzzCheck(*again == grade.recipe, "and is the same");
  }
}

}  // namespace easelight
