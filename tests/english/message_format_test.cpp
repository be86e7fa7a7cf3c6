#include "core/english/message_format.h"

#include <gtest/gtest.h>

#include <limits>

namespace easelight {
namespace {

std::string Filled(std::string_view pattern, std::vector<SentenceArgument> arguments) {
  return FilledPattern(pattern, arguments,
                       [](const Sentence& sentence) { return "<" + std::string(sentence.name()) + ">"; });
}

TEST(MessageFormat, FillsGapsWithTextsAsTheyAre) {
  EXPECT_EQ(Filled("{file}: {reason}", {{"file", "a, {b}.tif"}, {"reason", "it's 'full'"}}), "a, {b}.tif: it's 'full'");
  EXPECT_EQ(Filled("nothing", {{"file", "x"}}), "nothing");
  EXPECT_EQ(Filled("", {}), "");
  EXPECT_EQ(Filled("{ file }{file}", {{"file", "x"}}), "xx");
}

TEST(MessageFormat, FillsGapsWithSentences) {
  EXPECT_EQ(Filled("the link's {parameter}: {reason}", {{"parameter", "proof"}, {"reason", Sentence("link-version")}}),
            "the link's proof: <link-version>");
}

TEST(MessageFormat, WritesPlainNumbersAsJavaScriptDoes) {
  const auto plain = [](double value) { return Filled("{n}", {{"n", value}}); };
  EXPECT_EQ(plain(65535), "65535");
  EXPECT_EQ(plain(-0.0), "0");
  EXPECT_EQ(plain(0.1), "0.1");
  EXPECT_EQ(plain(-2.25), "-2.25");
  EXPECT_EQ(plain(1e-5), "0.00001");
  EXPECT_EQ(plain(9007199254740991), "9007199254740991");
  EXPECT_EQ(plain(std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(plain(-std::numeric_limits<double>::infinity()), "-Infinity");
}

TEST(MessageFormat, GroupsThousandsAndRoundsToThreeDigits) {
  const auto number = [](double value) { return Filled("{n, number}", {{"n", value}}); };
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(999), "999");
  EXPECT_EQ(number(1000), "1,000");
  EXPECT_EQ(number(-1000), "-1,000");
  EXPECT_EQ(number(-100), "-100");
  EXPECT_EQ(number(2147483648), "2,147,483,648");
  EXPECT_EQ(number(1234.5678), "1,234.568");
  EXPECT_EQ(number(0.5), "0.5");
  EXPECT_EQ(Filled("{n,number}", {{"n", 1e6}}), "1,000,000");
  EXPECT_EQ(Filled("{n, number}", {{"n", "a text"}}), "a text");
}

TEST(MessageFormat, ChoosesTheWordsOfAPlural) {
  const auto plural = [](double value) {
    return Filled("{n, plural, one {# row of {file}} other {# rows of {file}}} read", {{"n", value}, {"file", "x"}});
  };
  EXPECT_EQ(plural(1), "1 row of x read");
  EXPECT_EQ(plural(0), "0 rows of x read");
  EXPECT_EQ(plural(12345), "12,345 rows of x read");
  EXPECT_EQ(Filled("# {n, plural, other {none}}", {{"n", 1}}), "# 1") << "a # outside of a plural is itself";
}

TEST(MessageFormat, QuotesByApostrophes) {
  EXPECT_EQ(Filled("the link's '{a}' is ''{a}''", {{"a", "x"}}), "the link's {a} is 'x'");
  EXPECT_EQ(Filled("open '{ended", {}), "open {ended");
}

TEST(MessageFormat, LeavesAGapWithoutAnArgument) {
  EXPECT_EQ(Filled("{n, number} of {m}", {{"m", 2}}), "{n, number} of 2");
  EXPECT_EQ(Filled("cut {n", {}), "cut {n}");
}

}  // namespace
}  // namespace easelight
