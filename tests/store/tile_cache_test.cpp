#include "core/store/tile_cache.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/store/scan_store.h"
#include "tests/io/memory_file.h"
#include "tests/store/region_memory.h"

namespace easelight {
namespace {

// A store of `tiles` tiles beside each other, each filled with a code of its own, which counts what is read of it.
class CountingStore {
 public:
  CountingStore(ScanNumber scan, uint32_t tiles, uint8_t first_code, TileCache& cache, TileReader reader,
                int channels = 1)
      : first_code_(first_code),
        layout_({kTileSide * tiles, kTileSide}, channels, SampleFormat::kUint8),
        store_(scan, layout_, file_, cache, reader) {}

  // Whether the tile came from the cache; its code is right in any case.
  bool Cached(uint32_t tile) {
    const int before = file_.reads;
    std::vector<uint8_t> out(4 * static_cast<size_t>(layout_.channels));
    EXPECT_TRUE(store_.Read(0, {kTileSide * tile + 8, 8, 2, 2}, out).ok());
    EXPECT_EQ(out, std::vector<uint8_t>(out.size(), static_cast<uint8_t>(first_code_ + tile)));
    return file_.reads == before;
  }
  void Read(uint32_t first, uint32_t end) {
    for (uint32_t tile = first; tile < end; ++tile) Cached(tile);
  }
  uint32_t CachedOf(uint32_t first, uint32_t end) {
    uint32_t cached = 0;
    for (uint32_t tile = first; tile < end; ++tile) cached += Cached(tile);
    return cached;
  }

 private:
  struct File final : public BlockFile {
    explicit File(const CountingStore& store) : owner(store) {}
    uint64_t size() const override { return owner.layout_.file_bytes; }
    Status ReadAt(uint64_t offset, MutableByteSpan out) override {
      ++reads;
      std::fill(out.begin(), out.end(), static_cast<uint8_t>(owner.first_code_ + offset / out.size()));
      return OkStatus();
    }
    Status WriteAt(uint64_t, ByteSpan) override {
      return IoError("file-unwritten", {{"reason", "not in these tests"}});
    }
    Status Shorten(uint64_t) override { return OkStatus(); }
    const CountingStore& owner;
    int reads = 0;
  };

  const uint8_t first_code_;
  const TileLayout layout_;
  File file_{*this};
  ScanStore store_;
};

class SharedCache : public testing::Test {
 protected:
  static constexpr uint32_t kSlots = 20;
  static constexpr size_t kSlotBytes = 65536;
  RegionMemory memory_{TileCache::BytesFor(kSlots, kSlotBytes)};
  TileCache cache_ = *TileCache::Create(memory_.region(), kSlotBytes);
  CountingStore view_{1, 60, 0, cache_, TileReader::kView};
  CountingStore export_{2, 60, 100, cache_, TileReader::kExport};
};

TEST_F(SharedCache, TellsTilesAtTheSamePlaceOfTwoScansApart) {
  EXPECT_EQ(cache_.slots(), kSlots);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(view_.Cached(5), round > 0);
    EXPECT_EQ(export_.Cached(5), round > 0);
  }
}

TEST_F(SharedCache, IsOneReadersAloneWhereTheOtherHasNothing) {
  view_.Read(0, kSlots);
  EXPECT_EQ(view_.CachedOf(0, kSlots), kSlots);
}

TEST_F(SharedCache, KeepsHalfForAReaderWhileTheOtherReadsOnAndOn) {
  view_.Read(0, kSlots);
  export_.Read(0, 60);
  // The newest of its tiles; asked from there, so that finding out does not drive any away.
  EXPECT_EQ(view_.CachedOf(10, kSlots), 10u);
  EXPECT_EQ(export_.CachedOf(50, 60), 10u);
  view_.Read(20, 60);
  EXPECT_EQ(export_.CachedOf(50, 60), 10u);
}

TEST_F(SharedCache, GivesAwayWhatAReaderHasReleased) {
  view_.Read(0, kSlots);
  cache_.Release(TileReader::kView);
  EXPECT_EQ(view_.CachedOf(15, kSlots), 5u);
  export_.Read(0, 60);
  // What was read again after the release is spared.
  EXPECT_EQ(view_.CachedOf(15, kSlots), 5u);
  EXPECT_EQ(export_.CachedOf(45, 60), 15u);
}

// Slots that three gray tiles fit, or one in color.
class TilesOfTwoSizes : public testing::Test {
 protected:
  static constexpr uint32_t kSlots = 8;
  static constexpr size_t kSlotBytes = 3 * 65536;
  RegionMemory memory_{TileCache::BytesFor(kSlots, kSlotBytes)};
  TileCache cache_ = *TileCache::Create(memory_.region(), kSlotBytes);
  CountingStore gray_{1, 60, 0, cache_, TileReader::kView};
  CountingStore color_{2, 60, 100, cache_, TileReader::kView, 3};
};

TEST_F(TilesOfTwoSizes, SmallOnesShareASlot) {
  gray_.Read(0, 3 * kSlots);
  EXPECT_EQ(gray_.CachedOf(0, 3 * kSlots), 3 * kSlots);
  color_.Read(0, kSlots);
  EXPECT_EQ(color_.CachedOf(0, kSlots), kSlots);
  EXPECT_EQ(cache_.most_held(65536), 18u);
  EXPECT_EQ(cache_.most_held(kSlotBytes), 6u);
}

TEST_F(TilesOfTwoSizes, ASlotIsCutAnewWhenAllOfItIsTheOldest) {
  color_.Read(0, 2);
  gray_.Read(0, 18);
  // A tile of the oldest slot in use is asked for once more, so that another makes room.
  EXPECT_TRUE(gray_.Cached(1));
  color_.Read(2, 5);
  EXPECT_EQ(color_.CachedOf(2, 5), 3u);
  EXPECT_EQ(gray_.CachedOf(0, 3), 3u);
  EXPECT_EQ(gray_.CachedOf(6, 18), 12u);
  EXPECT_FALSE(gray_.Cached(4));
}

TEST_F(TilesOfTwoSizes, HeldOnesKeepTheirPlaces) {
  gray_.Read(0, 3 * kSlots);
  const TileCache::Hold hold(cache_);
  const uint8_t* const first = cache_.Find({1, 0}, TileReader::kView);
  ASSERT_NE(first, nullptr);
  // All slots but that of the held tile are cut anew.
  color_.Read(0, kSlots - 1);
  EXPECT_EQ(cache_.Find({1, 0}, TileReader::kView), first);
  EXPECT_EQ(*first, 0);
}

TEST(SharedTiles, SharesAreOfMemoryWhateverTheTilesSizes) {
  RegionMemory memory(TileCache::BytesFor(8, 3 * 65536));
  TileCache cache = *TileCache::Create(memory.region(), 3 * 65536);
  CountingStore view(1, 60, 0, cache, TileReader::kView);
  CountingStore exported(2, 60, 100, cache, TileReader::kExport, 3);
  view.Read(0, 24);
  exported.Read(0, 60);
  EXPECT_EQ(view.CachedOf(12, 24), 12u);
  EXPECT_EQ(exported.CachedOf(56, 60), 4u);
}

TEST(TileCache, FailedReadsAreNotRemembered) {
  const TileLayout layout({256, 256}, 1, SampleFormat::kUint8);
  MemoryBlockFile file;
  RegionMemory memory(16 * layout.max_tile_bytes);
  auto cache = TileCache::Create(memory.region(), layout.max_tile_bytes);
  ASSERT_TRUE(cache.ok());
  ScanStore store(1, layout, file, *cache, TileReader::kView);
  std::vector<uint8_t> out(4);
  EXPECT_EQ(store.Read(0, {0, 0, 2, 2}, out).code(), StatusCode::kTruncated);
  ASSERT_TRUE(file.WriteAt(0, std::vector<uint8_t>(65536, 9)).ok());
  ASSERT_TRUE(store.Read(0, {0, 0, 2, 2}, out).ok());
  EXPECT_EQ(out, std::vector<uint8_t>(4, 9));
}

}  // namespace
}  // namespace easelight
