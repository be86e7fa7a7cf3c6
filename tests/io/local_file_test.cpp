// Files of the operating system: writing at any offset, reading back, and errors with their reason.
#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

#include "core/english/english.h"
#include "core/io/local_file.h"

namespace easelight {
namespace {

std::string TestPath() { return testing::TempDir() + "/easelight-local-file-test.bin"; }

TEST(LocalFile, WritesAndReadsBack) {
  const std::string path = TestPath();
  {
    const auto file = LocalBlockFile::Create(path);
    ASSERT_TRUE(file.ok()) << EnglishText(file.status());
    const std::vector<uint8_t> bytes{1, 2, 3, 4};
    ASSERT_TRUE((*file)->WriteAt(10, bytes).ok());
    ASSERT_TRUE((*file)->WriteAt(0, bytes).ok());
    EXPECT_EQ((*file)->size(), 14u);
  }
  const auto source = LocalFileSource::Open(path);
  ASSERT_TRUE(source.ok()) << EnglishText(source.status());
  EXPECT_EQ((*source)->size(), 14u);
  std::vector<uint8_t> bytes(6);
  ASSERT_TRUE((*source)->ReadAt(8, bytes).ok());
  EXPECT_EQ(bytes, (std::vector<uint8_t>{0, 0, 1, 2, 3, 4}));
  EXPECT_EQ((*source)->ReadAt(9, bytes).code(), StatusCode::kTruncated);
  EXPECT_EQ((*source)->ReadAt(UINT64_MAX, bytes).code(), StatusCode::kTruncated);
  std::filesystem::remove(path);
}

TEST(LocalFile, SeesBeyondFourGibibytes) {
  const auto file = LocalBlockFile::CreateTemporary(testing::TempDir());
  ASSERT_TRUE(file.ok()) << EnglishText(file.status());
  const std::vector<uint8_t> written{7, 8, 9};
  ASSERT_TRUE((*file)->WriteAt(uint64_t{5} << 30, written).ok());
  std::vector<uint8_t> read(3);
  ASSERT_TRUE((*file)->ReadAt(uint64_t{5} << 30, read).ok());
  EXPECT_EQ(read, written);
}

TEST(LocalFile, SaysWhyItCannotOpen) {
  EXPECT_EQ(EnglishText(LocalFileSource::Open("/nowhere/at/all").status()),
            "the file cannot be opened: No such file or directory");
  EXPECT_EQ(LocalFileSource::Open(testing::TempDir()).status().code(), StatusCode::kInvalidInput);
  EXPECT_EQ(LocalBlockFile::Create("/nowhere/at/all").status().code(), StatusCode::kIo);
  EXPECT_EQ(LocalBlockFile::CreateTemporary("/nowhere").status().code(), StatusCode::kIo);
}

TEST(LocalFile, SaysWhenTheDiskIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  const auto file = LocalBlockFile::Create("/dev/full");
  ASSERT_TRUE(file.ok());
  const std::vector<uint8_t> bytes(10);
  const Status status = (*file)->WriteAt(0, bytes);
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(EnglishText(status), "the disk has no room: No space left on device");
}

}  // namespace
}  // namespace easelight
