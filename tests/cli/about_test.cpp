// What the tool says of itself: versions, and the cameras that it reads.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>
#include <vector>

#include "tests/cli/run_tool.h"

namespace easelight {
namespace {

class AboutTest : public ToolTest {
 protected:
  std::vector<std::string> LinesOf(const std::string& arguments) {
    const Ran ran = Run(arguments);
    EXPECT_EQ(ran.status, 0) << ran.err;
    std::vector<std::string> lines;
    std::istringstream text(ran.out);
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }
};

TEST_F(AboutTest, ListsTheVersionsOfItsLibraries) {
  const std::vector<std::string> lines = LinesOf("--version");
  ASSERT_EQ(lines.size(), 7u);
  const char* names[] = {"easelight", "zlib", "libpng", "libjpeg-turbo", "LibTIFF", "LibRaw", "Little CMS"};
  for (size_t i = 0; i < lines.size(); ++i) {
    EXPECT_TRUE(std::regex_match(lines[i], std::regex(std::string(names[i]) + R"( \d+\.\d+(\.\d+)?)"))) << lines[i];
  }
}

// What film is photographed with today.
TEST_F(AboutTest, ListsTheCamerasThatItReads) {
  const std::vector<std::string> lines = LinesOf("cameras");
  EXPECT_GT(lines.size(), 1200u);
  for (const std::string camera :
       {"Sony ILCE-7M4", "Nikon Z 8", "Nikon Z 9", "Nikon Z f", "Canon EOS R6 Mark II", "Canon EOS R7", "Canon EOS R8",
        "FujiFilm X-T5", "FujiFilm X-H2", "Adobe Digital Negative"}) {
    // Followed by nothing, or by a remark.
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
      return line == camera || line.starts_with(camera + " (");
    })) << camera;
  }
}

}  // namespace
}  // namespace easelight
