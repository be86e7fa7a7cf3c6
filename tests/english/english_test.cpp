#include "core/english/english.h"

#include <gtest/gtest.h>

#include "core/recipe/sentence_json.h"

namespace easelight {
namespace {

TEST(English, SaysWhatTheTableSays) {
  EXPECT_EQ(EnglishText(InvalidInput("link-version", {{"version", "2"}, {"known", "1"}})),
            "this link is version 2; this engine reads version 1");
  const Status cause = OutOfRange("link-size", {{"bytes", 20000}, {"limit", 16384}});
  EXPECT_EQ(EnglishText(Sentence("file-named", {{"file", "a.json"}, {"reason", cause.sentence()}})),
            "a.json: the link has 20,000 bytes; the limit is 16,384");
}

TEST(English, ShowsAnUnknownSentenceByItsNameAndArguments) {
  EXPECT_EQ(EnglishText(Sentence("from-another-world", {{"n", 2}, {"reason", Sentence("file-empty")}})),
            "from-another-world, n: 2, reason: the file is empty");
}

TEST(SentenceJson, IsReadAsItWasWritten) {
  const Sentence sentence("link-parameter",
                          {{"parameter", "proof"}, {"reason", {"link-size", {{"bytes", 20000}, {"limit", 16384}}}}});
  const Json json = JsonFromSentence(sentence);
  EXPECT_EQ(TextFromJson(json),
            R"({"args":{"parameter":"proof","reason":{"args":{"bytes":20000,"limit":16384},"name":"link-size"}},)"
            R"("name":"link-parameter"})");
  const auto again = SentenceFromJson(json);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(EnglishText(*again), EnglishText(sentence));
  EXPECT_EQ(JsonFromSentence(*again), json);
}

TEST(SentenceJson, RefusesWhatIsNoSentence) {
  for (const Json& json : {Json(), Json("text"), Json(Json::Object{{"name", "x"}}),
                           Json(Json::Object{{"name", 1}, {"args", Json::Object()}}),
                           Json(Json::Object{{"name", "x"}, {"args", Json::Object{{"a", true}}}}),
                           Json(Json::Object{{"name", "x"}, {"args", Json::Object{{"a", Json::Object()}}}})}) {
    EXPECT_FALSE(SentenceFromJson(json).has_value()) << TextFromJson(json);
  }
}

}  // namespace
}  // namespace easelight
