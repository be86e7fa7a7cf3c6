#include "core/recipe/json_document.h"

#include <gtest/gtest.h>

#include "core/recipe/recipe.h"

namespace easelight {
namespace {

std::string Refused(std::string_view text) {
  const auto document = DocumentFromJson(text, "it");
  EXPECT_FALSE(document.ok()) << text;
  return document.status().message();
}

TEST(JsonDocument, IsWhatTheTextSays) {
  for (const char* text : {R"({"a":[1,-2,3.5,true,false,null,"x"],"b":{"c":{},"d":[]},"c":[[{"a":1},{"a":2}]]})", "[]",
                           "7", "\"\"", R"(["\u00e4\ud83c\udf9e"])", R"({"":{"":0}})"}) {
    const auto document = DocumentFromJson(text, "it");
    ASSERT_TRUE(document.ok()) << text << document.status().message();
    EXPECT_EQ(*document, Json::parse(text)) << text;
  }
}

TEST(JsonDocument, RefusesWhatIsNotJson) {
  for (const char* text : {"", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "nul", "1 2", "[1]]", "{} x", "NaN", "Infinity",
                           "1e999", "'a'", "\"\xC3\"", "\"\n\"", "// no", "+1", "01"}) {
    EXPECT_EQ(Refused(text), "it is not JSON") << text;
  }
}

TEST(JsonDocument, RefusesAKeyThatStandsTwice) {
  EXPECT_EQ(Refused(R"({"a":1,"b":2,"a":1})"), "it has the key \"a\" twice");
  EXPECT_EQ(Refused(R"([{"b":{"a":[],"a":{}}}])"), "it has the key \"a\" twice");
  EXPECT_EQ(Refused(R"({"a":1,"\u0061":1})"), "it has the key \"a\" twice");
}

TEST(JsonDocument, RefusesNestingAtItsLimit) {
  const auto nested = [](size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(DocumentFromJson(nested(kMaxJsonDepth), "it").ok());
  EXPECT_EQ(Refused(nested(kMaxJsonDepth + 1)), "it nests deeper than 16 levels");
  EXPECT_EQ(Refused(nested(100'000)), "it nests deeper than 16 levels");
  std::string objects;
  for (int i = 0; i < 50'000; ++i) objects += R"({"a":)";
  EXPECT_EQ(Refused(objects), "it nests deeper than 16 levels");
}

TEST(JsonDocument, IsTheDoorOfRecipes) {
  const auto refused = [](std::string_view text) { return RecipeFromJson(text).status().message(); };
  EXPECT_EQ(refused(R"({"easelight":1,"density":{"gamma":1,"gamma":2}})"), "the recipe has the key \"gamma\" twice");
  EXPECT_EQ(refused("{\"easelight\":" + std::string(60'000, '[')), "the recipe nests deeper than 16 levels");
}

}  // namespace
}  // namespace easelight
