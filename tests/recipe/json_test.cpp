#include "core/recipe/json.h"

#include <gtest/gtest.h>

#include "core/english/english.h"
#include "core/recipe/recipe.h"

namespace easelight {
namespace {

std::string Refused(std::string_view text) {
  const auto document = JsonFromText(text, "document-recipe");
  EXPECT_FALSE(document.ok()) << text;
  return EnglishText(document.status());
}

TEST(Json, IsWhatTheTextSays) {
  using Array = Json::Array;
  using Object = Json::Object;
  const auto read = [](std::string_view text) {
    const auto json = JsonFromText(text, "document-recipe");
    EXPECT_TRUE(json.ok()) << text << EnglishText(json.status());
    return json.ok() ? *json : Json();
  };
  EXPECT_EQ(read(R"([1, -2, 3.5, true, false, null, "x"])"), Json(Array{1, -2, 3.5, true, false, Json(), "x"}));
  EXPECT_EQ(read(R"({"b": {"d": [], "c": {}}, "a": [[{"a": 1}]]})"),
            Json(Object{{"a", Array{Json(Array{Object{{"a", 1}}})}}, {"b", Object{{"c", Object{}}, {"d", Array{}}}}}));
  EXPECT_EQ(read(R"(["\u00e4\ud83c\udf9e"])"), Json(Array{"\xC3\xA4\xF0\x9F\x8E\x9E"}));
  EXPECT_EQ(read(R"({"":{"":0}})"), Json(Object{{"", Object{{"", 0}}}}));
  EXPECT_EQ(read("9007199254740991"), Json(9007199254740991));
  EXPECT_NE(read("[]"), read("{}"));
}

TEST(Json, IsWrittenAsItIsRead) {
  for (const char* text :
       {R"({"a":[1,-2,3.5,true,false,null,"x"],"b":{"c":{},"d":[]},"c":[[{"a":1},{"a":2}]]})", "[]", "7", "\"\"",
        R"({"":{"":0}})", "0.1", "9007199254740991", "1e-07", "-0.25", "\"\\u0000\\n\\\"\""}) {
    EXPECT_EQ(TextFromJson(*JsonFromText(text, "document-recipe")), text);
  }
  const Json json = Json::Object{{"b", Json::Array{1, "\xC3\xA4"}}, {"a", Json::Object{}}};
  EXPECT_EQ(TextFromJson(json, 2), "{\n  \"a\": {},\n  \"b\": [\n    1,\n    \"\xC3\xA4\"\n  ]\n}");
  EXPECT_EQ(TextFromJson("\xC3\xA4", 0, JsonCharacters::kAsciiOnly), "\"\\u00e4\"");
  EXPECT_EQ(TextFromJson("a\xFF"), "\"a\xEF\xBF\xBD\"") << "a file's name need not be UTF-8";
}

TEST(Json, MembersAreFoundAndReplaced) {
  Json json = Json::Object{{"b", 1}, {"a", 2}};
  EXPECT_TRUE(json.Find("b")->Is(1));
  EXPECT_EQ(json.Find("c"), nullptr);
  EXPECT_EQ(Json(Json::Array{}).Find("a"), nullptr);
  json.Set("c", "x");
  json.Set("a", true);
  EXPECT_EQ(TextFromJson(json), R"({"a":true,"b":1,"c":"x"})");
}

TEST(Json, RefusesWhatIsNotJson) {
  for (const char* text : {"", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "nul", "1 2", "[1]]", "{} x", "NaN", "Infinity",
                           "1e999", "'a'", "\"\xC3\"", "\"\n\"", "// no", "+1", "01"}) {
    EXPECT_EQ(Refused(text), "the recipe is not JSON") << text;
  }
}

TEST(Json, RefusesAKeyThatStandsTwice) {
  EXPECT_EQ(Refused(R"({"a":1,"b":2,"a":1})"), "the recipe has the key \"a\" twice");
  EXPECT_EQ(Refused(R"([{"b":{"a":[],"a":{}}}])"), "the recipe has the key \"a\" twice");
  EXPECT_EQ(Refused(R"({"a":1,"\u0061":1})"), "the recipe has the key \"a\" twice");
}

TEST(Json, RefusesNestingAtItsLimit) {
  const auto nested = [](size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(JsonFromText(nested(kMaxJsonDepth), "document-recipe").ok());
  EXPECT_EQ(Refused(nested(kMaxJsonDepth + 1)), "the recipe nests deeper than 16 levels");
  EXPECT_EQ(Refused(nested(100'000)), "the recipe nests deeper than 16 levels");
  std::string objects;
  for (int i = 0; i < 50'000; ++i) objects += R"({"a":)";
  EXPECT_EQ(Refused(objects), "the recipe nests deeper than 16 levels");
}

TEST(Json, IsTheDoorOfRecipes) {
  const auto refused = [](std::string_view text) { return EnglishText(RecipeFromJson(text).status()); };
  EXPECT_EQ(refused(R"({"easelight":1,"density":{"gamma":1,"gamma":2}})"), "the recipe has the key \"gamma\" twice");
  EXPECT_EQ(refused("{\"easelight\":" + std::string(60'000, '[')), "the recipe nests deeper than 16 levels");
}

}  // namespace
}  // namespace easelight
