#include "core/recipe/recipe_parts.h"

#include <algorithm>

#include "core/recipe/recipe_keys.h"

namespace easelight {
namespace {

constexpr std::array<std::string_view, kRecipeParts.size()> kPartNames = {"base", "light", "color", "print",
                                                                          "geometry"};

}  // namespace

RecipeParts RecipeParts::All() {
  RecipeParts all;
  for (const RecipePart part : kRecipeParts) all.Add(part);
  return all;
}

std::string_view PartName(RecipePart part) { return kPartNames[static_cast<size_t>(part)]; }

StatusOr<RecipePart> PartFromName(std::string_view name) {
  for (const RecipePart part : kRecipeParts) {
    if (PartName(part) == name) return part;
  }
  std::string known;
  for (const std::string_view part : kPartNames) known += (known.empty() ? "" : ", ") + std::string(part);
  return OutOfRange("parts-unknown", {{"part", ShownValue(Json(name))}, {"known", known}});
}

std::string TextFromParts(RecipeParts parts) {
  std::string text;
  for (const RecipePart part : kRecipeParts) {
    if (parts.Has(part)) text += (text.empty() ? "" : ".") + std::string(PartName(part));
  }
  return text;
}

StatusOr<RecipeParts> PartsFromText(std::string_view text) {
  RecipeParts parts;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find('.', start), text.size());
    ASSIGN_OR_RETURN(const RecipePart part, PartFromName(text.substr(start, end - start)));
    parts.Add(part);
    start = end + 1;
  }
  if (TextFromParts(parts) != text) {
    return InvalidInput("parts-order",
                        {{"parts", ShownValue(Json(text))}, {"order", TextFromParts(RecipeParts::All())}});
  }
  return parts;
}

Recipe Combined(const Recipe& current, const Recipe& other, RecipeParts parts) {
  if (parts == RecipeParts::All()) return other;
  Recipe combined = current;
  for (const RecipeKey& key : RecipeKeys()) {
    if (key.part && parts.Has(*key.part)) key.access->Copy(other, combined);
  }
  return combined;
}

}  // namespace easelight
