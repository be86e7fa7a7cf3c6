#include "wasm/link_binding.h"

#include "core/recipe/link.h"
#include "core/recipe/sentence_json.h"
#include "wasm/outcome.h"

namespace easelight {
namespace {

using emscripten::val;

unsigned LengthOf(const val& text_or_array) { return text_or_array["length"].as<unsigned>(); }

StatusOr<RecipeParts> PartsFromArray(const val& names) {
  RecipeParts parts;
  const unsigned count = LengthOf(names);
  for (unsigned i = 0; i < count; ++i) {
    ASSIGN_OR_RETURN(const RecipePart part, PartFromName(names[i].as<std::string>()));
    parts.Add(part);
  }
  return parts;
}

Json ArrayFromParts(RecipeParts parts) {
  Json::Array names;
  for (const RecipePart part : kRecipeParts) {
    if (parts.Has(part)) names.push_back(PartName(part));
  }
  return names;
}

const char* StateName(ProofState state) {
  switch (state) {
    case ProofState::kNone:
      return "none";
    case ProofState::kVerified:
      return "verified";
    case ProofState::kDifferent:
      return "different";
  }
  return "none";
}

Json VerdictJson(const ProofVerdict& verdict) {
  const auto& largest = verdict.largest_difference;
  return Json::Object{{"state", StateName(verdict.state)},
                      {"largestDifference", largest ? Json(*largest) : Json()},
                      {"sentence", JsonFromSentence(verdict.sentence)}};
}

}  // namespace

val MakeLink(const val& recipes, const val& parts) {
  return Outcome([&]() -> StatusOr<Json> {
    std::vector<Recipe> parsed;
    const unsigned count = LengthOf(recipes);
    for (unsigned i = 0; i < count; ++i) {
      ASSIGN_OR_RETURN(parsed.emplace_back(), RecipeFromJson(recipes[i].as<std::string>()));
    }
    ASSIGN_OR_RETURN(const RecipeParts wanted, PartsFromArray(parts));
    ASSIGN_OR_RETURN(const std::string fragment, LinkFromRecipes(parsed, wanted));
    return Json(fragment);
  });
}

val ReadLink(const val& text) {
  return Outcome([&]() -> StatusOr<Json> {
    // Before it is copied into the heap, whatever its length. Characters are at least as many bytes.
    RETURN_IF_ERROR(CheckLinkSize(LengthOf(text)));
    ASSIGN_OR_RETURN(const GradingLink link, GradingLinkFromText(text.as<std::string>()));
    ASSIGN_OR_RETURN(const ProofVerdict verdict, CheckProof(link.recipes, link.proof));
    Json::Array recipes;
    for (const Recipe& recipe : link.recipes) recipes.push_back(CompleteJson(recipe));
    return Json(
        Json::Object{{"recipes", recipes}, {"parts", ArrayFromParts(link.parts)}, {"proof", VerdictJson(verdict)}});
  });
}

val CombineRecipes(const std::string& current, const std::string& other, const val& parts) {
  return Outcome([&]() -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe own, RecipeFromJson(current));
    ASSIGN_OR_RETURN(const Recipe others, RecipeFromJson(other));
    ASSIGN_OR_RETURN(const RecipeParts wanted, PartsFromArray(parts));
    return Json(CompleteJson(Combined(own, others, wanted)));
  });
}

}  // namespace easelight
