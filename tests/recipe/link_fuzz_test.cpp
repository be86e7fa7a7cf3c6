// Hostile links: whatever is done to one, it is read or refused with a reason, and what is read is valid.
#include <gtest/gtest.h>

#include <random>

#include "core/base/base64url.h"
#include "core/english/english.h"
#include "core/recipe/link.h"
#include "core/recipe/link_payload.h"
#include "tests/recipe/sample_recipes.h"

namespace easelight {
namespace {

constexpr int kLinks = 200'000;
constexpr size_t kLongestReason = 400;
// Proofs take a millisecond or more.
constexpr int kLinksAProof = 2000;

// Of the generator's own values, so that a seed gives the same links with every library.
class Random {
 public:
  size_t Below(size_t limit) { return generator_() % limit; }
  bool Chance(size_t one_in) { return Below(one_in) == 0; }
  template <typename Container>
  const auto& Pick(const Container& values) {
    return values[Below(std::size(values))];
  }

 private:
  std::mt19937 generator_{20261124};
};

// What a text or a stream is damaged with: bits, cuts, repeats.
void Damage(Random& random, std::string& text) {
  if (text.empty()) return;
  const size_t at = random.Below(text.size());
  const size_t length = random.Below(std::min<size_t>(text.size() - at, 40) + 1);
  switch (random.Below(6)) {
    case 0:
      text[at] = static_cast<char>(text[at] ^ 1 << random.Below(8));
      return;
    case 1:
      text[at] = static_cast<char>(random.Below(256));
      return;
    case 2:
      text.erase(at, length);
      return;
    case 3:
      text.insert(at, text.substr(random.Below(text.size()), length));
      return;
    case 4:
      text.resize(at);
      return;
    default:
      text.insert(at, 1, static_cast<char>(random.Below(256)));
  }
}

// Pieces that a recipe must not hold, or must hold somewhere else, or more often.
constexpr std::string_view kForeign[] = {"NaN",
                                         "-0.0",
                                         "1e999",
                                         "-1e-400",
                                         "1e-320",
                                         "0.30000000000000004",
                                         "9007199254740993",
                                         "null",
                                         "true",
                                         "\"\"",
                                         "[]",
                                         "{}",
                                         "[[",
                                         "]]",
                                         "}",
                                         ",",
                                         "\"easelight\":2",
                                         "\"easelight\":\"1\"",
                                         "\"easelight\":1",
                                         "\"film\":\"digital\"",
                                         "\"film\":\"bw-slide\"",
                                         "\"film\":7",
                                         "\"density\":{\"gamma\":1}",
                                         "\"geometry\":{\"rotate\":90.0}",
                                         "\"input\":{\"encoding\":1}",
                                         "\"names\":{\"note\":\"<img src=x onerror=alert(1)>\"}",
                                         "\\u0000",
                                         "\\ud800",
                                         "\xC3\xA4",
                                         "\xFF",
                                         "\"print\":{\"curves\":{\"rgb\":[[1,0],[0,1]]}}",
                                         "\"__proto__\":{}"};

// Changes a figure of a recipe, which mostly leaves another valid one, or puts a foreign piece in place of a value.
void Meddle(Random& random, std::string& text) {
  const bool figure = !random.Chance(3);
  const size_t start = text.find_first_of(figure ? "0123456789" : "0123456789\"[{", random.Below(text.size()));
  if (start == std::string::npos) return;
  const size_t end =
      std::min(figure ? text.find_first_not_of("0123456789.", start) : text.find_first_of(",]}", start), text.size());
  const std::string piece =
      figure ? std::to_string(static_cast<double>(random.Below(1000)) / 1000) : std::string(random.Pick(kForeign));
  text.replace(start, end - start, random.Chance(8) ? text.substr(start, end - start) + "," + piece : piece);
}

// Texts of a size or a depth that no recipe has.
std::string HugeText(Random& random, const std::string& recipe) {
  const size_t count = random.Below(300);
  std::string text;
  switch (random.Below(4)) {
    case 0:
      return std::string(random.Below(20'000), random.Chance(2) ? '[' : '{');
    case 1:
      for (size_t i = 0; i < count; ++i) text += "{\"density\":";
      return text;
    case 2:
      text = "[" + recipe;
      for (size_t i = 0; i < count; ++i) text += random.Chance(2) ? ",{\"easelight\":1}" : "," + recipe;
      return text + "]";
    default:
      return std::string(random.Below(2 * kMaxInflatedBytes), ' ') + recipe;
  }
}

size_t PayloadStart(const std::string& link) {
  constexpr std::string_view kGrade = "#grade=1.";
  return link.find(kGrade) + kGrade.size();
}

std::string WithPayload(const std::string& link, ByteSpan stream) {
  const size_t start = PayloadStart(link);
  return link.substr(0, start) + Base64UrlFromBytes(stream) + link.substr(std::min(link.find('&', start), link.size()));
}

std::vector<uint8_t> StreamOf(const std::string& link) {
  const size_t start = PayloadStart(link);
  return *BytesFromBase64Url(link.substr(start, link.find('&', start) - start));
}

std::string TextOf(const std::string& link) { return *TextFromStream(StreamOf(link), kMaxInflatedBytes); }

// One hostile link, made from two honest ones.
std::string Mutated(Random& random, const std::string& link, const std::string& other) {
  std::string text;
  switch (random.Below(8)) {
    case 0:
    case 1:
      text = link;
      for (size_t i = random.Below(3); i < 3; ++i) Damage(random, text);
      return text;
    case 2:
      return link.substr(0, random.Below(link.size())) + other.substr(random.Below(other.size()));
    case 3: {
      const std::vector<uint8_t> stream = StreamOf(link);
      text.assign(stream.begin(), stream.end());
      Damage(random, text);
      return WithPayload(link, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    }
    case 4:
      if (random.Chance(10)) return WithPayload(link, *StreamFromText(HugeText(random, TextOf(other))));
      [[fallthrough]];
    case 5:
      text = TextOf(link);
      for (size_t i = random.Below(2); i < 2; ++i) Damage(random, text);
      return WithPayload(link, *StreamFromText(text));
    default:
      text = TextOf(link);
      for (size_t i = random.Below(2); i < 2; ++i) Meddle(random, text);
      return WithPayload(link, *StreamFromText(text));
  }
}

std::vector<std::string> HonestLinks() {
  const std::vector<std::vector<Recipe>> graded = {
      {GradedNegative()}, {GradedGray()}, {GradedNegative(), GradedGray(), GradedNegative()}};
  std::vector<std::string> links;
  for (const auto& recipes : graded) {
    links.push_back(*LinkFromRecipes(recipes, RecipeParts::All()));
    links.push_back("https://example.org/" + *LinkFromRecipes(recipes, *PartsFromText("base.color.geometry")));
  }
  for (const FilmKind film : kFilmKinds) {
    links.push_back(*LinkFromRecipes(std::vector{DefaultRecipe(film)}, RecipeParts::All()));
  }
  return links;
}

void ExpectValid(const GradingLink& link, const std::string& text) {
  ASSERT_FALSE(link.recipes.empty()) << text;
  ASSERT_LE(link.recipes.size(), kMaxRecipes) << text;
  ASSERT_FALSE(link.parts.empty()) << text;
  for (const Recipe& recipe : link.recipes) {
    const auto again = RecipeFromJson(CanonicalJson(recipe));
    ASSERT_TRUE(again.ok()) << text << EnglishText(again.status());
    ASSERT_EQ(*again, recipe) << text;
  }
}

// A recipe that came by a hostile link can be developed, and sent on.
void ExpectUsable(const GradingLink& link, const std::string& text) {
  ASSERT_TRUE(CheckProof(link.recipes, link.proof).ok()) << text;
  const auto again = LinkFromRecipes(link.recipes, RecipeParts::All());
  ASSERT_TRUE(again.ok()) << text << EnglishText(again.status());
  const auto read = GradingLinkFromText(*again);
  ASSERT_TRUE(read.ok()) << text << EnglishText(read.status());
  ASSERT_EQ(read->recipes, link.recipes) << text;
}

TEST(LinkFuzz, EveryLinkIsReadOrRefusedWithAReason) {
  const std::vector<std::string> honest = HonestLinks();
  Random random;
  int read = 0;
  for (int i = 0; i < kLinks; ++i) {
    const std::string text = Mutated(random, random.Pick(honest), random.Pick(honest));
    const auto link = GradingLinkFromText(text);
    if (!link.ok()) {
      ASSERT_FALSE(EnglishText(link.status()).empty()) << text;
      ASSERT_LE(EnglishText(link.status()).size(), kLongestReason) << text;
      continue;
    }
    ASSERT_NO_FATAL_FAILURE(ExpectValid(*link, text));
    if (read++ % kLinksAProof == 0) {
      ASSERT_NO_FATAL_FAILURE(ExpectUsable(*link, text));
    }
  }
  // Neither door may be shut: a good part of the meddled links holds another valid recipe.
  EXPECT_GT(read, kLinks / 20);
  EXPECT_LT(read, kLinks / 2);
}

}  // namespace
}  // namespace easelight
