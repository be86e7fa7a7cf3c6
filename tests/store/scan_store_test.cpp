#include "core/store/scan_store.h"

#include <gtest/gtest.h>

#include <optional>

#include <cmath>
#include <cstring>
#include <random>

#include "core/english/english.h"
#include "core/store/pyramid_writer.h"
#include "tests/io/memory_file.h"
#include "tests/store/region_memory.h"

namespace easelight {
namespace {

std::vector<uint8_t> RandomBytes(size_t count, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<uint8_t> bytes(count);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  return bytes;
}

// Writes rows in portions of `portion` rows, as decoders do.
void WriteAll(PyramidWriter& writer, const std::vector<uint8_t>& rows, size_t row_bytes, uint32_t portion) {
  size_t at = 0;
  while (at < rows.size()) {
    const MutableByteSpan wanted = writer.RowsWanted();
    ASSERT_GT(wanted.size(), 0u);
    const size_t bytes = std::min({wanted.size(), rows.size() - at, portion * row_bytes});
    std::copy_n(rows.begin() + static_cast<ptrdiff_t>(at), bytes, wanted.begin());
    ASSERT_TRUE(writer.RowsAdded(static_cast<uint32_t>(bytes / row_bytes)).ok());
    at += bytes;
  }
}

struct Case {
  Extent size;
  int channels;
  SampleFormat format;
  uint32_t portion;
};

class ScanStoreTest : public testing::TestWithParam<Case> {};

TEST_P(ScanStoreTest, LevelZeroKeepsEveryCode) {
  const Case& c = GetParam();
  const TileLayout layout(c.size, c.channels, c.format);
  const size_t row_bytes = c.size.width * static_cast<size_t>(c.channels) * BytesPerSample(c.format);
  auto rows = RandomBytes(row_bytes * c.size.height, 7);
  if (c.format == SampleFormat::kFloat32) {
    float* values = reinterpret_cast<float*>(rows.data());
    for (size_t i = 0; i < rows.size() / 4; ++i) values[i] = static_cast<float>(i % 1000) / 1000.0f;
  }
  MemoryBlockFile file;
  RegionMemory memory(8 << 20);
  auto writer = PyramidWriter::Create(layout, AllChannels(TransferCurve::Srgb()), file, memory.region());
  ASSERT_TRUE(writer.ok()) << EnglishText(writer.status());
  WriteAll(*writer, rows, row_bytes, c.portion);
  EXPECT_EQ(writer->rows_done(), c.size.height);
  EXPECT_EQ(file.size(), layout.file_bytes);

  RegionMemory cache_memory(20 * layout.max_tile_bytes);
  auto cache = TileCache::Create(cache_memory.region(), layout.max_tile_bytes);
  ASSERT_TRUE(cache.ok());
  ScanStore store(1, layout, file, *cache, TileReader::kView);
  std::vector<uint8_t> read(rows.size());
  ASSERT_TRUE(store.Read(0, {0, 0, c.size.width, c.size.height}, read).ok());
  EXPECT_EQ(read, rows);
  // A rectangle across tiles.
  if (c.size.width > 300 && c.size.height > 300) {
    const PixelRect rect = {250, 255, 17, 9};
    const size_t pixel = row_bytes / c.size.width;
    std::vector<uint8_t> part(rect.extent().pixels() * pixel);
    ASSERT_TRUE(store.Read(0, rect, part).ok());
    for (uint32_t y = 0; y < rect.height; ++y) {
      for (size_t i = 0; i < rect.width * pixel; ++i) {
        ASSERT_EQ(part[y * rect.width * pixel + i], rows[(rect.y + y) * row_bytes + rect.x * pixel + i]);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, ScanStoreTest,
                         testing::Values(Case{{1, 1}, 3, SampleFormat::kUint16, 1},
                                         Case{{256, 256}, 3, SampleFormat::kUint8, 64},
                                         Case{{257, 513}, 1, SampleFormat::kUint8, 7},
                                         Case{{700, 431}, 3, SampleFormat::kUint16, 50},
                                         Case{{333, 1025}, 3, SampleFormat::kFloat32, 200}));

TEST(Pyramid, AveragesInLinearLight) {
  // A pattern of black and white squares averages to half the light, whatever the curve.
  const Extent size = {512, 300};
  for (const TransferCurve& curve : {TransferCurve::Linear(), TransferCurve::Srgb(), TransferCurve::Power(1.8)}) {
    for (const SampleFormat format : {SampleFormat::kUint8, SampleFormat::kUint16}) {
      const TileLayout layout(size, 1, format);
      const size_t bytes = BytesPerSample(format);
      std::vector<uint8_t> rows(size.pixels() * bytes);
      for (uint32_t y = 0; y < size.height; ++y) {
        for (uint32_t x = 0; x < size.width; ++x) {
          const bool white = (x + y) % 2 == 0;
          std::fill_n(rows.begin() + static_cast<ptrdiff_t>((y * size.width + x) * bytes), bytes, white ? 255 : 0);
        }
      }
      MemoryBlockFile file;
      RegionMemory memory(4 << 20);
      auto writer = PyramidWriter::Create(layout, AllChannels(curve), file, memory.region());
      ASSERT_TRUE(writer.ok());
      WriteAll(*writer, rows, size.width * bytes, 64);
      RegionMemory cache_memory(16 * layout.max_tile_bytes);
      auto cache = TileCache::Create(cache_memory.region(), layout.max_tile_bytes);
      ASSERT_TRUE(cache.ok());
      ScanStore store(1, layout, file, *cache, TileReader::kView);
      for (int level = 1; level < layout.levels; ++level) {
        const Extent reduced = layout.level[static_cast<size_t>(level)].size;
        std::vector<uint16_t> codes(reduced.pixels());
        ASSERT_TRUE(store
                        .Read(level, {0, 0, reduced.width, reduced.height},
                              {reinterpret_cast<uint8_t*>(codes.data()), codes.size() * 2})
                        .ok());
        for (const uint16_t code : codes) ASSERT_NEAR(code, 65535 * curve.EncodedFromLinear(0.5), 1.0);
      }
    }
  }
}

TEST(Pyramid, IsTheSameOnAnyNumberOfThreads) {
  for (const Case& c :
       {Case{{700, 431}, 3, SampleFormat::kUint16, 50}, Case{{333, 1025}, 3, SampleFormat::kFloat32, 64},
        Case{{1031, 517}, 3, SampleFormat::kUint8, 7}}) {
    const TileLayout layout(c.size, c.channels, c.format);
    const size_t row_bytes = c.size.width * static_cast<size_t>(c.channels) * BytesPerSample(c.format);
    auto rows = RandomBytes(row_bytes * c.size.height, 5);
    if (c.format == SampleFormat::kFloat32) std::fill(rows.begin(), rows.end(), uint8_t{0x3D});
    std::vector<std::vector<uint8_t>> files;
    for (const int threads : {0, 1, 2, 8}) {
      std::optional<ThreadPool> pool;
      if (threads > 0) pool.emplace(threads);
      MemoryBlockFile file;
      RegionMemory memory(8 << 20);
      auto writer = PyramidWriter::Create(layout, AllChannels(TransferCurve::Srgb()), file, memory.region(),
                                          pool ? &*pool : nullptr);
      ASSERT_TRUE(writer.ok());
      // As an opening does: rows are put there while those before are worked on.
      for (uint32_t done = 0; done < c.size.height;) {
        const MutableByteSpan wanted = writer->RowsWanted();
        const uint32_t count = std::min(c.portion, static_cast<uint32_t>(wanted.size() / row_bytes));
        ASSERT_TRUE(writer
                        ->StoreWaiting([&] {
                          std::copy_n(rows.begin() + static_cast<ptrdiff_t>(done * row_bytes), count * row_bytes,
                                      wanted.begin());
                        })
                        .ok());
        ASSERT_TRUE(writer->RowsAdded(count).ok());
        done += count;
      }
      files.push_back(file.bytes());
      EXPECT_TRUE(files.back() == files.front()) << threads << " threads";
    }
  }
}

TEST(Pyramid, AveragesFloatsInLinearLight) {
  const Extent size = {64, 64};
  for (const TransferCurve& curve : {TransferCurve::Linear(), TransferCurve::Srgb(), TransferCurve::Power(1.8)}) {
    for (const auto& [dark, bright] : {std::pair{0.0f, 1.0f}, {0.1f, 0.4f}, {0.2f, 3.0f}}) {
      const TileLayout layout(size, 1, SampleFormat::kFloat32);
      std::vector<float> samples(size.pixels());
      for (size_t i = 0; i < samples.size(); ++i) samples[i] = (i + i / size.width) % 2 == 0 ? dark : bright;
      std::vector<uint8_t> rows(4 * samples.size());
      std::memcpy(rows.data(), samples.data(), rows.size());
      MemoryBlockFile file;
      RegionMemory memory(4 << 20);
      auto writer = PyramidWriter::Create(layout, AllChannels(curve), file, memory.region());
      ASSERT_TRUE(writer.ok());
      WriteAll(*writer, rows, size_t{4} * size.width, 64);
      float reduced = 0;
      ASSERT_TRUE(file.ReadAt(layout.level[1].offset, {reinterpret_cast<uint8_t*>(&reduced), 4}).ok());
      const double mean = 0.5 * (curve.LinearFromEncoded(dark) + curve.LinearFromEncoded(bright));
      // Brighter than white there is nothing to go by.
      EXPECT_NEAR(reduced, bright > 1 ? 0.5 * (dark + bright) : curve.EncodedFromLinear(mean), 1.0 / 65535);
    }
  }
}

TEST(Pyramid, LevelsHalveRoundingUp) {
  const TileLayout layout({1001, 513}, 3, SampleFormat::kUint8);
  ASSERT_EQ(layout.levels, 6);
  EXPECT_EQ(layout.level[1].size, (Extent{501, 257}));
  EXPECT_EQ(layout.level[2].size, (Extent{251, 129}));
  EXPECT_EQ(layout.level[5].size, (Extent{32, 17}));
  EXPECT_EQ(layout.level[1].format, SampleFormat::kUint16);
  EXPECT_EQ(TileLayout({65535, 65535}, 1, SampleFormat::kUint8).levels, kMaxLevels);
}

TEST(Pyramid, AFullDiskIsAnError) {
  const TileLayout layout({600, 600}, 3, SampleFormat::kUint8);
  MemoryBlockFile file;
  file.set_capacity(100000);
  RegionMemory memory(4 << 20);
  auto writer = PyramidWriter::Create(layout, AllChannels(TransferCurve::Srgb()), file, memory.region());
  EXPECT_EQ(writer.status().code(), StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace easelight
