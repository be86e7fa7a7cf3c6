#include "core/recipe/recipe_parts.h"

#include <algorithm>

#include "core/recipe/json_reader.h"

namespace easelight {
namespace {

constexpr std::array<std::string_view, kRecipeParts.size()> kPartNames = {"base", "light", "color", "print",
                                                                          "geometry"};

void Take(RecipePart part, const Recipe& from, Recipe& to) {
  switch (part) {
    case RecipePart::kBase:
      to.film = from.film;
      to.density.base = from.density.base;
      return;
    case RecipePart::kLight:
      to.density.gamma = from.density.gamma;
      to.density.exposure = from.density.exposure;
      return;
    case RecipePart::kColor:
      to.input_space = from.input_space;
      to.input_encoding = from.input_encoding;
      to.working = from.working;
      to.density.matrix = from.density.matrix;
      to.density.gains = from.density.gains;
      to.density.channel_gamma = from.density.channel_gamma;
      to.names.matrix = from.names.matrix;
      return;
    case RecipePart::kPrint:
      to.print = from.print;
      to.names.curve = from.names.curve;
      return;
    case RecipePart::kGeometry:
      to.geometry = from.geometry;
      return;
  }
}

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
  return OutOfRange("a part is " + ShownValue(Json(name)) + "; it must be one of base, light, color, print, geometry");
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
    return InvalidInput("the parts are " + ShownValue(Json(text)) + "; each stands once, in the order " +
                        TextFromParts(RecipeParts::All()));
  }
  return parts;
}

Recipe Combined(const Recipe& current, const Recipe& other, RecipeParts parts) {
  if (parts == RecipeParts::All()) return other;
  Recipe combined = current;
  for (const RecipePart part : kRecipeParts) {
    if (parts.Has(part)) Take(part, other, combined);
  }
  return combined;
}

}  // namespace easelight
