// Grading links: recipes, and the proof of what they do to pixels, as the fragment of an address.
//
//   #grade=1.PAYLOAD[&parts=base.light][&proof=HASH][&pixels=CODES]
//
// PAYLOAD is base64url of the zlib stream of the canonical recipe, or of an array of them. docs/links.md has the rest.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/recipe/proof.h"
#include "core/recipe/recipe.h"
#include "core/recipe/recipe_parts.h"

namespace easelight {

// The most that a link may have, address included, and the most that its payload may inflate to.
inline constexpr size_t kMaxLinkBytes = 16 * 1024;
inline constexpr size_t kMaxInflatedBytes = kMaxRecipesBytes;
// What a written link leaves of that for the address before its fragment.
inline constexpr size_t kMaxAddressBytes = 1024;

struct GradingLink {
  std::vector<Recipe> recipes;  // 1 to kMaxRecipes.
  RecipeParts parts;            // What a receiver takes of each; never empty.
  ClaimedProof proof;

  bool complete() const { return parts == RecipeParts::All(); }
};

// The fragment, from "#" on, that holds these parts of the recipes and proves them; what is left out is at the defaults
// of the recipe's kind of film. Errors: kOutOfRange for no recipes or too many, for no parts, and where the link gets
// longer than kMaxLinkBytes less kMaxAddressBytes.
StatusOr<std::string> LinkFromRecipes(std::span<const Recipe> recipes, RecipeParts parts);

// Errors: kOutOfRange for more than kMaxLinkBytes.
Status CheckLinkSize(size_t bytes);

// Reads a link: a whole address, or its fragment with or without "#". The text is hostile: every limit is checked
// before anything is made of it. Errors (kInvalidInput, kUnsupported, kOutOfRange) say what is wrong with it. The proof
// is only read; CheckProof is the work.
StatusOr<GradingLink> GradingLinkFromText(std::string_view text);

}  // namespace easelight
