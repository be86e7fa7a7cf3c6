// The tool beside a small scan of its own, which keeps its camera's data and a grading link.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "core/io/encoder.h"
#include "core/io/local_file.h"
#include "core/io/metadata/exif_reader.h"
#include "core/io/metadata/xmp_packet.h"
#include "tests/cli/run_tool.h"
#include "tests/io/exif_blocks.h"

namespace easelight {

inline constexpr std::string_view kKeptLink = "#grade=1.eJyrVkrLz8&proof=0123456789abcdef&pixels=AAEC";

class CliTest : public ToolTest {
 protected:
  void SetUp() override {
    ToolTest::SetUp();
    scan_ = (folder_ / "scan.png").string();
    auto file = LocalBlockFile::Create(scan_);
    ASSERT_TRUE(file.ok());
    EncodeOptions options;
    options.format = FileFormat::kPng;
    options.size = {64, 48};
    options.exif = ReadExif(BytesOf(CameraBlock(false))).entries;
    options.xmp = *XmpFromGrade({.link = kKeptLink, .source_name = "", .source_size = {64, 48}, .creator = "test"});
    auto encoder = CreateEncoder(options, **file);
    ASSERT_TRUE(encoder.ok());
    std::vector<uint16_t> row(64 * 3);
    for (uint32_t y = 0; y < 48; ++y) {
      for (size_t i = 0; i < row.size(); ++i)
        row[i] = static_cast<uint16_t>(5000 + 500 * y + 300 * (i / 3) / (i % 3 + 1));
      ASSERT_TRUE((*encoder)->WriteRow({reinterpret_cast<uint8_t*>(row.data()), row.size() * 2}).ok());
    }
    ASSERT_TRUE((*encoder)->Finish().ok());
  }

  // The path of a new file.
  std::string Written(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }

  // The scan as developed with these options.
  std::string Developed(const std::string& options) {
    const std::string out = (folder_ / "developed.tif").string();
    const Ran ran = Run("develop " + scan_ + " -o " + out + " " + options);
    EXPECT_EQ(ran.status, 0) << ran.err;
    return Text(out);
  }

  // A line of output as an argument for the shell.
  static std::string Quoted(const std::string& line) { return "'" + line.substr(0, line.find('\n')) + "'"; }

  std::string scan_;
};

}  // namespace easelight
