// Grading links as the native tool takes and makes them.
#include <gtest/gtest.h>

#include <fstream>

#include "core/recipe/recipe.h"
#include "tests/cli/small_scan.h"
#include "tests/json_access.h"

namespace easelight {
namespace {

TEST_F(CliTest, LinksGoInAndOut) {
  const std::string own = Written("own.json", R"({"easelight":1,"density":{"gamma":1.9,"base":[0.1,0.2,0.3]}})");
  const std::string other = Written("other.json", R"({"easelight":1,"film":"digital","geometry":{"rotate":90}})");
  const Ran link = Run("link --recipe " + own);
  ASSERT_EQ(link.status, 0) << link.err;
  EXPECT_TRUE(link.out.starts_with("#grade=1."));
  EXPECT_EQ(link.out.back(), '\n');
  const Ran read = Run("recipe --link " + Quoted(link.out));
  EXPECT_EQ(read.status, 0);
  EXPECT_EQ(read.err, "proof: verified: same pixels\n");
  EXPECT_EQ(*RecipeFromJson(read.out), *RecipeFromJson(Text(own)));
  EXPECT_NE(read.out.find("\"channelGamma\""), std::string::npos) << "the recipe is complete";

  const Ran roll = Run("link --site https://example.org/edit/ --recipe " + own + " --recipe " + other);
  EXPECT_TRUE(roll.out.starts_with("https://example.org/edit/#grade=1.")) << roll.err;
  const Ran frames = Run("recipe --link " + Quoted(roll.out));
  EXPECT_EQ(frames.err, "proof: verified: same pixels\n");
  const Json json = ParsedJson(frames.out);
  ASSERT_EQ(json.array()->size(), 2u);
  EXPECT_TRUE(At(json, 1, "geometry", "rotate").Is(90));
}

TEST_F(CliTest, AForeignProofIsSaid) {
  const std::string own = Run("link --recipe " + Written("own.json", R"({"easelight":1})")).out;
  const std::string grade = own.substr(0, own.find('&'));
  const std::string foreign = grade + "&proof=0123456789abcdef&pixels=" + std::string(64, 'A');
  const Ran read = Run("recipe --link " + Quoted(foreign));
  EXPECT_EQ(read.status, 0) << "a difference is no error";
  EXPECT_EQ(read.err, "proof: made with another engine: largest difference 65535 of 65535\n");
  EXPECT_EQ(Run("recipe --link " + Quoted(grade)).err, "proof: no proof\n");
}

TEST_F(CliTest, DevelopsByALink) {
  const std::string first = Written("1.json", R"({"easelight":1,"density":{"exposure":1.2},"geometry":{"flip":true}})");
  const std::string second = Written("2.json", R"({"easelight":1,"density":{"exposure":2.2}})");
  const std::string roll = Quoted(Run("link --recipe " + first + " --recipe " + second).out);
  EXPECT_EQ(Developed("--link " + roll + " --frame 1"), Developed("--recipe " + first));
  EXPECT_EQ(Developed("--link " + roll + " --frame 2"), Developed("--recipe " + second));
  const Ran which = Run("develop " + scan_ + " -o " + (folder_ / "which.tif").string() + " --link " + roll);
  EXPECT_EQ(which.status, 1);
  EXPECT_EQ(which.err, "easelight: the link holds 2 recipes; say which with --frame\n");
  const Ran third = Run("develop " + scan_ + " -o " + (folder_ / "which.tif").string() + " --frame 3 --link " + roll);
  EXPECT_EQ(third.err, "easelight: --frame is 3; the link holds 2 recipes\n");
}

TEST_F(CliTest, ALinkOfPartsGoesOverTheOtherOptions) {
  const std::string own = Written("own.json", R"({"easelight":1,"density":{"gamma":2},"geometry":{"flip":true}})");
  const std::string other = Written("other.json", R"({"easelight":1,"density":{"gamma":1.1,"exposure":2.2}})");
  const std::string both =
      Written("both.json", R"({"easelight":1,"density":{"gamma":1.1,"exposure":2.2},"geometry":{"flip":true}})");
  const Ran link = Run("link --parts light --recipe " + other);
  EXPECT_NE(link.out.find("&parts=light&"), std::string::npos) << link.err;
  EXPECT_EQ(Run("recipe --link " + Quoted(link.out)).err, "parts: light\nproof: verified: same pixels\n");
  EXPECT_EQ(Developed("--link " + Quoted(link.out) + " --recipe " + own), Developed("--recipe " + both));
  EXPECT_NE(Developed("--link " + Quoted(link.out) + " --auto"), Developed("--link " + Quoted(link.out)));
  const Ran whole = Run("develop " + scan_ + " -o " + (folder_ / "whole.tif").string() + " --auto --link " +
                        Quoted(Run("link --recipe " + other).out));
  EXPECT_EQ(whole.status, 1);
  EXPECT_NE(whole.err.find("the link holds the whole recipe"), std::string::npos) << whole.err;
}

TEST_F(CliTest, WrongLinksAreErrorsWithAReason) {
  for (const auto& [call, reason] : std::map<std::string, std::string>{
           {"recipe --link hello", "this is no grading link: it has no grade=1.\n"},
           {"recipe --link ''", "this is no grading link: it has no grade=1.\n"},
           {"recipe --link 'grade=2.x'", "this link is version 2; this engine reads version 1\n"},
           {"develop " + scan_ + " -o " + (folder_ / "a.tif").string() + " --link 'grade=1.AAAA'",
            "the link's grade: the compressed recipe is damaged\n"},
           {"link --recipe missing.json", "missing.json: cannot be read\n"},
           {"link --site 'https://example.org/#' --recipe " + Written("a.json", R"({"easelight":1})"),
            "--site is https://example.org/#; it must be an address without #, as the link begins there\n"}}) {
    const Ran ran = Run(call);
    EXPECT_EQ(ran.status, 1) << call;
    EXPECT_EQ(ran.err, "easelight: " + reason) << call;
    EXPECT_EQ(ran.out, "") << call;
  }
}

}  // namespace
}  // namespace easelight
