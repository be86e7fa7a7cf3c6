// Grading links: the text as it comes, and its payload in the clear, which the fuzzer could not write compressed.
#include "core/base/base64url.h"
#include "core/recipe/link.h"
#include "core/recipe/link_payload.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/recipe/sample_recipes.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  std::vector<FuzzInput> seeds;
  for (const Recipe& recipe : {GradedNegative(), GradedGray(), EveryKeyChanged()}) {
    seeds.push_back(InputOf(*LinkFromRecipes({&recipe, 1}, RecipeParts::All())));
    seeds.push_back(InputOf(CanonicalJson(recipe)));
  }
  return seeds;
}

void FuzzOne(ByteSpan input) {
  std::string text(TextOf(input));
  if (!text.empty() && (text.front() == '{' || text.front() == '[')) {
    const auto stream = StreamFromText(text);
    if (!stream.ok()) return;
    text = "#grade=1." + Base64UrlFromBytes(*stream);
  }
  const auto link = GradingLinkFromText(text);
  if (!link.ok()) return;
  FuzzCheck(!link->recipes.empty() && link->recipes.size() <= kMaxRecipes && !link->parts.empty(),
            "a link has recipes");
  const auto again = LinkFromRecipes(link->recipes, link->parts);
  if (!again.ok() || !link->complete()) return;
  const auto read = GradingLinkFromText(*again);
  FuzzCheck(read.ok() && read->recipes == link->recipes, "a link that is sent on says the same");
}

}  // namespace easelight
