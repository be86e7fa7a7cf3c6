#include "core/base/base64url.h"

#include <gtest/gtest.h>

#include "core/english/english.h"

namespace easelight {
namespace {

std::string Encoded(std::string_view text) {
  return Base64UrlFromBytes({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

std::string Refused(std::string_view text) {
  const auto bytes = BytesFromBase64Url(text);
  EXPECT_FALSE(bytes.ok()) << text;
  return EnglishText(bytes.status());
}

// RFC 4648, section 10, less the padding.
TEST(Base64Url, GivesThePublishedExamples) {
  EXPECT_EQ(Encoded(""), "");
  EXPECT_EQ(Encoded("f"), "Zg");
  EXPECT_EQ(Encoded("fo"), "Zm8");
  EXPECT_EQ(Encoded("foo"), "Zm9v");
  EXPECT_EQ(Encoded("foob"), "Zm9vYg");
  EXPECT_EQ(Encoded("fooba"), "Zm9vYmE");
  EXPECT_EQ(Encoded("foobar"), "Zm9vYmFy");
  EXPECT_EQ(Encoded("\xFB\xFF\xBF"), "-_-_");
}

TEST(Base64Url, BytesOfEveryLengthComeBack) {
  std::vector<uint8_t> bytes;
  for (int length = 0; length < 300; ++length) {
    const auto back = BytesFromBase64Url(Base64UrlFromBytes(bytes));
    ASSERT_TRUE(back.ok()) << length;
    EXPECT_EQ(*back, bytes);
    bytes.push_back(static_cast<uint8_t>(length * 151));
  }
}

TEST(Base64Url, RefusesAllOtherText) {
  EXPECT_EQ(Refused("Zg=="), "character 3 is none of base64url");
  EXPECT_EQ(Refused("+/+/"), "character 1 is none of base64url");
  EXPECT_EQ(Refused("Zm9 "), "character 4 is none of base64url");
  EXPECT_EQ(Refused("Zm\xC3\xA4"), "character 3 is none of base64url");
  EXPECT_EQ(Refused(std::string_view("Z\0g", 3)), "character 2 is none of base64url");
  EXPECT_EQ(Refused("Zm9vY"), "5 characters are no base64url: some are missing");
  EXPECT_EQ(Refused("Zh"), "the last character of the base64url has stray bits");
  EXPECT_EQ(Refused("Zm9"), "the last character of the base64url has stray bits");
}

}  // namespace
}  // namespace easelight
