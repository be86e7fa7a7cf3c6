#include "core/memory/region.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "core/english/english.h"
#include "core/memory/poison.h"
#include "core/memory/workspace.h"

namespace easelight {
namespace {

struct alignas(Region::kAlignment) Block {
  std::byte bytes[1024];
};

TEST(Region, HandsOutAlignedSpansThatDoNotOverlap) {
  Block block;
  Region region("strips", block.bytes);
  const auto first = region.Take<uint8_t>(10, "a");
  const auto second = region.Take<float>(20, "b");
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(reinterpret_cast<uintptr_t>(second->data()) % Region::kAlignment, 0u);
  EXPECT_GE(reinterpret_cast<uint8_t*>(second->data()), first->data() + first->size());
  EXPECT_EQ(region.used(), 64u + 128u);
}

TEST(Region, RefusesWhatPassesItsBudgetAndStaysUsable) {
  Block block;
  Region region("strips", block.bytes);
  ASSERT_TRUE(region.Take<uint8_t>(1000, "most").ok());
  const auto refused = region.Take<uint8_t>(512, "one strip");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.status().code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(EnglishText(refused.status()),
            "the region \"strips\" has no room for one strip: 0 MiB needed, 0 MiB left of 0 MiB");
  // A count whose size in bytes overflows.
  EXPECT_FALSE(region.Take<double>(SIZE_MAX / 4, "all").ok());
  region.ReleaseAll();
  EXPECT_TRUE(region.Take<uint8_t>(1024, "all").ok());
}

#if defined(EASELIGHT_POISONS)
TEST(RegionDeathTest, EndsTheProgramWhereMemoryIsNobodys) {
  Block block;
  Region region("strips", block.bytes);
  const auto before = region.Take<uint8_t>(64, "a");
  const size_t mark = region.used();
  const auto codes = region.Take<volatile uint8_t>(10, "b");
  (*codes)[9] = 1;
  EXPECT_DEATH(codes->data()[10] = 1, "use-after-poison") << "behind the last byte";
  region.ReleaseTo(mark);
  EXPECT_DEATH(codes->data()[0] = 1, "use-after-poison") << "after it was given back";
  (*before)[63] = 1;
}
#endif

TEST(Region, HasOneOwner) {
  static_assert(!std::is_copy_constructible_v<Region> && !std::is_copy_assignable_v<Region>);
  Block block;
  Region region("strips", block.bytes);
  ASSERT_TRUE(region.Take<uint8_t>(100, "a").ok());
  Region moved(std::move(region));
  EXPECT_EQ(moved.used(), 128u);
  EXPECT_FALSE(region.Take<uint8_t>(1, "b").ok());
}

TEST(Region, RemembersItsPeak) {
  Block block;
  Region region("strips", block.bytes);
  const size_t mark = region.used();
  ASSERT_TRUE(region.Take<uint8_t>(700, "a").ok());
  region.ReleaseTo(mark);
  ASSERT_TRUE(region.Take<uint8_t>(64, "b").ok());
  EXPECT_EQ(region.used(), 64u);
  EXPECT_EQ(region.peak(), 704u);
}

TEST(Workspace, KeepsTheBudgetsOfTheContract) {
  constexpr struct {
    size_t view_pixels, heap, planes, frames;
  } kContract[] = {
      {4194304, 256 * kMebibyte, 48 * kMebibyte, 32 * kMebibyte},
      {8294400, 336 * kMebibyte, 99532800, 66355200},
      {14745600, 464 * kMebibyte, 176947200, 117964800},
  };
  ASSERT_EQ(std::size(kContract), kHeapSizes.size());
  for (size_t i = 0; i < kHeapSizes.size(); ++i) {
    EXPECT_EQ(kHeapSizes[i].view_pixels, kContract[i].view_pixels);
    EXPECT_EQ(kHeapSizes[i].heap_bytes, kContract[i].heap);
    const auto created = Workspace::Create(kContract[i].view_pixels);
    ASSERT_TRUE(created.ok());
    const Workspace& workspace = **created;
    EXPECT_EQ(workspace.view_pixels(), kContract[i].view_pixels);
    EXPECT_EQ(workspace.planes.budget(), kContract[i].planes);
    EXPECT_EQ(workspace.frames.budget(), kContract[i].frames);
    EXPECT_EQ(workspace.tiles.budget(), 64 * kMebibyte);
    EXPECT_EQ(workspace.decode.budget() + workspace.encode.budget(), 40 * kMebibyte);
    EXPECT_EQ(workspace.tables.budget(), 12 * kMebibyte);
    EXPECT_EQ(workspace.planes.used(), 0u);
  }
}

TEST(Workspace, IsTheLargestThatAHeapHasRoomFor) {
  EXPECT_EQ(HeapSizeWithin(256 * kMebibyte).view_pixels, 4194304u);
  EXPECT_EQ(HeapSizeWithin(336 * kMebibyte - 1).view_pixels, 4194304u);
  EXPECT_EQ(HeapSizeWithin(336 * kMebibyte).view_pixels, 8294400u);
  EXPECT_EQ(HeapSizeWithin(size_t{1} << 30).view_pixels, 14745600u);
}

}  // namespace
}  // namespace easelight
