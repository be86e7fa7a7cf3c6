// Files that end early, as the native tool takes them: not at all, or on request and with a word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/io/decoder.h"
#include "tests/cli/run_tool.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

using testing::HasSubstr;

class PartialTest : public ToolTest {
 protected:
  // The path of a JPEG of 150 rows of which half are missing.
  std::string CutFile() {
    const JpegSpec spec{.size = {200, 150}, .subsampled = false};
    const std::vector<uint8_t> file = WriteJpeg(spec, TestCodes(spec.size, 3, 8));
    const std::string path = (folder_ / "cut.jpg").string();
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(file.data()), file.size() / 2);
    return path;
  }
};

TEST_F(PartialTest, IsRefusedWithWhatCanBeDone) {
  const std::string cut = CutFile();
  const std::string out = (folder_ / "out.tif").string();
  const Ran ran = Run("develop " + cut + " -o " + out);
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.err,
            "easelight: " + cut +
                ": the file ends after row 72 of 150; 72 of 150 rows are there (--allow-partial opens these)\n");
  EXPECT_FALSE(fs::exists(out));
}

TEST_F(PartialTest, IsDevelopedOnRequestAndMarkedAsSuch) {
  const std::string cut = CutFile();
  const std::string out = (folder_ / "out.tif").string();
  const Ran ran = Run("develop " + cut + " -o " + out + " --auto --allow-partial");
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.err, HasSubstr(cut + ": the file ends after row 72 of 150; 72 of 150 rows are there\n"));
  const Ran info = Run("info " + out);
  EXPECT_THAT(info.out, HasSubstr("\"sourceRows\": \"72/150\""));
  EXPECT_THAT(info.out, HasSubstr("\"height\": 72"));

  EXPECT_EQ(Run("recipe --auto " + cut).status, 1);
  EXPECT_EQ(Run("recipe --auto " + cut + " --allow-partial").status, 0);
  EXPECT_EQ(Run("recipe --default digital --allow-partial").status, 2);
}

}  // namespace
}  // namespace easelight
