// Dumps without a header, whose shape the caller says.
#include <gtest/gtest.h>

#include "tests/cli/small_scan.h"
#include "tests/io/dump_file.h"
#include "tests/json_access.h"

namespace easelight {
namespace {

TEST_F(CliTest, DevelopsADumpOfAnySize) {
  DumpSpec spec{.size = {61, 43}, .header = false};
  const std::vector<uint32_t> codes = NegativeCodes(spec);
  const std::vector<uint8_t> bare = WriteDump(spec, codes);
  spec.header = true;
  const std::vector<uint8_t> headed = WriteDump(spec, codes);
  const std::string without = Written("without.raw", {bare.begin(), bare.end()});
  const std::string with = Written("with.raw", {headed.begin(), headed.end()});
  const auto developed = [&](const std::string& input) {
    const std::string out = (folder_ / "dump.tif").string();
    const Ran ran = Run("develop " + input + " -o " + out + " --no-grade");  // It would name the input.
    EXPECT_EQ(ran.status, 0) << ran.err;
    return Text(out);
  };
  EXPECT_TRUE(developed(without + " --dump 61x43") == developed(with));
  const Ran info = Run("info " + without + " --dump 61x43");
  ASSERT_EQ(info.status, 0) << info.err;
  EXPECT_EQ(*ParsedJson(info.out).Find("width")->number(), 61);

  EXPECT_EQ(Run("info " + without).status, 1);
  const Ran wrong = Run("info " + without + " --dump 61x44");
  EXPECT_EQ(wrong.status, 1);
  EXPECT_NE(wrong.err.find("61 x 44 pixels are 8,052 bytes, or 16,104 of 16-bit samples; the file has 15,738"),
            std::string::npos)
      << wrong.err;
  for (const char* size : {"61", "0x43", "61x", "61x43x2", "61x99999", "-1x4"}) {
    EXPECT_EQ(Run("info " + without + " --dump " + size).status, 2) << size;
  }
}

}  // namespace
}  // namespace easelight
