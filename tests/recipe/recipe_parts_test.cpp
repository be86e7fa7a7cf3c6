#include "core/recipe/recipe_parts.h"

#include <gtest/gtest.h>

#include "core/english/english.h"
#include "tests/json_access.h"
#include "tests/recipe/sample_recipes.h"

namespace easelight {
namespace {

// The keys of a recipe, "density.gamma", that a combination takes from the other recipe.
std::vector<std::string> Taken(RecipeParts parts) {
  const Json own = JsonFromRecipe(DefaultRecipe(FilmKind::kColorNegative));
  const Json other = JsonFromRecipe(EveryKeyChanged());
  const Json combined = JsonFromRecipe(Combined(DefaultRecipe(FilmKind::kColorNegative), EveryKeyChanged(), parts));
  std::vector<std::string> taken;
  for (const auto& [key, value] : *own.object()) {
    if (value.object() == nullptr) {
      if (At(combined, key) == value) continue;
      EXPECT_EQ(At(combined, key), At(other, key));
      taken.push_back(key);
      continue;
    }
    for (const auto& [inner, inner_value] : *value.object()) {
      if (At(combined, key, inner) == inner_value) continue;
      EXPECT_EQ(At(combined, key, inner), At(other, key, inner));
      taken.push_back(key + "." + inner);
    }
  }
  return taken;
}

RecipeParts PartsOf(std::string_view text) {
  const auto parts = PartsFromText(text);
  EXPECT_TRUE(parts.ok()) << EnglishText(parts.status());
  return *parts;
}

using Keys = std::vector<std::string>;

TEST(RecipeParts, EachTakesItsKeysAndNoOthers) {
  EXPECT_EQ(Taken(PartsOf("base")), (Keys{"density.base", "film"}));
  EXPECT_EQ(Taken(PartsOf("light")), (Keys{"density.exposure", "density.gamma"}));
  EXPECT_EQ(Taken(PartsOf("color")), (Keys{"density.channelGamma", "density.gains", "density.matrix", "input.encoding",
                                           "input.space", "names.matrix", "names.setup", "names.stock", "working"}));
  EXPECT_EQ(Taken(PartsOf("print")),
            (Keys{"names.curve", "output.gamut", "print.curves", "print.glare", "print.interpolation"}));
  EXPECT_EQ(Taken(PartsOf("geometry")),
            (Keys{"geometry.crop", "geometry.flip", "geometry.rotate", "geometry.straighten"}));
}

TEST(RecipeParts, AllTogetherAreTheWholeRecipe) {
  EXPECT_EQ(Combined(DefaultRecipe(FilmKind::kDigital), EveryKeyChanged(), RecipeParts::All()), EveryKeyChanged());
  RecipeParts four = PartsOf("base.light.color.print");
  EXPECT_EQ(Combined(DefaultRecipe(FilmKind::kDigital), EveryKeyChanged(), four).names.note, "");
  EXPECT_EQ(Combined(EveryKeyChanged(), DefaultRecipe(FilmKind::kDigital), four).names.note, "N");
  EXPECT_EQ(Combined(EveryKeyChanged(), DefaultRecipe(FilmKind::kDigital), RecipeParts()), EveryKeyChanged());
}

TEST(RecipeParts, TextRoundTrips) {
  EXPECT_EQ(TextFromParts(RecipeParts::All()), "base.light.color.print.geometry");
  for (unsigned bits = 1; bits < 32; ++bits) {
    RecipeParts parts;
    for (const RecipePart part : kRecipeParts) {
      if (bits >> static_cast<unsigned>(part) & 1) parts.Add(part);
    }
    EXPECT_EQ(PartsOf(TextFromParts(parts)), parts);
  }
}

TEST(RecipeParts, OtherTextIsRefused) {
  const auto refused = [](std::string_view text) {
    const auto parts = PartsFromText(text);
    EXPECT_FALSE(parts.ok()) << text;
    return EnglishText(parts.status());
  };
  EXPECT_EQ(refused("tone"), "a part is \"tone\"; it must be one of base, light, color, print, geometry");
  EXPECT_EQ(refused("light.base"),
            "the parts are \"light.base\"; each stands once, in the order base.light.color.print.geometry");
  for (const char* text : {"", ".", "base.", ".base", "base..light", "base.base", "Base", "base,light", " base"}) {
    refused(text);
  }
}

}  // namespace
}  // namespace easelight
