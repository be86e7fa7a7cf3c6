// Camera raw files in the engine: unpacked in lent memory, with scratch behind the tiles, and nothing lost of what is
// open.
#include <gtest/gtest.h>

#include <random>

#include "core/engine/engine.h"
#include "core/engine/scan_record.h"
#include "core/english/english.h"
#include "tests/engine/test_engine.h"
#include "tests/synthetic/dng.h"

namespace easelight {
namespace {

std::vector<uint8_t> Dng(Extent size, uint32_t seed) {
  DngSpec spec;
  spec.size = size;
  spec.orientation = 6;
  std::mt19937 random(seed);
  std::vector<uint32_t> codes(size.pixels());
  for (size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<uint32_t>(3000 + i % 40000 + random() % 500);
  return WriteDng(spec, codes);
}

// The same mosaic, by a camera that took this for neutral.
std::vector<uint8_t> BalancedDng(const std::array<double, 3>& neutral, const std::array<uint32_t, 3>& color) {
  DngSpec spec;
  spec.neutral = neutral;
  std::vector<uint32_t> codes;
  for (uint32_t i = 0; i < spec.size.pixels(); ++i) {
    const uint32_t y = i / spec.size.width, x = i % spec.size.width;
    codes.push_back(color[spec.filter[y % 2 * 2 + x % 2]]);
  }
  return WriteDng(spec, codes);
}

std::vector<uint8_t> FrameOf(Engine& engine, ScanNumber scan, FilmKind film = FilmKind::kColorNegative) {
  const auto frame = engine.Render(scan, DefaultRecipe(film), {});
  EXPECT_TRUE(frame.ok()) << EnglishText(frame.status());
  return {frame->rgba, frame->rgba + 4 * frame->size.pixels()};
}

TEST(RawScan, LeavesOnlyTilesBehind) {
  const auto engine = MakeEngine();
  MemoryBlockFile store;
  const auto open = OpenAll(*engine, Dng({320, 240}, 1), std::make_unique<KeptFile>(store));
  ASSERT_TRUE(open.ok());
  const ScanSummary summary = *engine->Summary(*open);
  EXPECT_EQ(summary.info.container, "DNG");
  EXPECT_EQ(summary.upright, (Extent{240, 320}));
  EXPECT_EQ(summary.scratch_bytes, 320u * 240 * 2);
  EXPECT_EQ(store.size(), summary.store_bytes);
  const std::vector<uint8_t> frame = FrameOf(*engine, *open);

  // The record is all that another engine needs.
  const auto other = MakeEngine();
  const auto attached = other->Attach(RecordFromSummary(summary), std::make_unique<KeptFile>(store));
  ASSERT_TRUE(attached.ok()) << EnglishText(attached.status());
  EXPECT_EQ(other->Summary(*attached)->encoding.color.curves, AllChannels(TransferCurve::Linear()));
  EXPECT_TRUE(FrameOf(*other, *attached) == frame);
  EXPECT_TRUE(FrameOf(*other, *attached, FilmKind::kDigital) == FrameOf(*engine, *open, FilmKind::kDigital));
}

// An automatic balance differs from frame to frame of a roll, whose light and film are the same.
TEST(RawScan, ANegativeIsTheSameWhateverTheCameraTookForNeutral) {
  for (const FilmKind film : {FilmKind::kColorNegative, FilmKind::kBwNegative}) {
    std::vector<std::vector<uint8_t>> frames;
    for (const std::array<double, 3>& neutral : {std::array<double, 3>{1, 1, 1}, {0.5, 1, 0.7}, {0.9, 0.4, 1}}) {
      const auto engine = MakeEngine();
      const auto open = OpenAll(*engine, BalancedDng(neutral, {20000, 9000, 4000}));
      ASSERT_TRUE(open.ok()) << EnglishText(open.status());
      frames.push_back(FrameOf(*engine, *open, film));
    }
    EXPECT_TRUE(frames[1] == frames[0]);
    EXPECT_TRUE(frames[2] == frames[0]);
  }
}

// What the camera took for neutral is gray, and what it saw as its brightest is white.
TEST(RawScan, APositiveIsBalancedAsTheCameraSaid) {
  for (const FilmKind film : {FilmKind::kDigital, FilmKind::kColorSlide}) {
    const auto engine = MakeEngine();
    const auto pixel = [&](const std::array<uint32_t, 3>& color) {
      const auto open = OpenAll(*engine, BalancedDng({0.5, 1, 0.75}, color));
      EXPECT_TRUE(open.ok()) << EnglishText(open.status());
      const std::vector<uint8_t> frame = FrameOf(*engine, *open, film);
      return std::array<int, 3>{frame[0], frame[1], frame[2]};
    };
    const auto [red, green, blue] = pixel({15000, 30000, 22500});
    EXPECT_NEAR(red, green, 1);
    EXPECT_NEAR(blue, green, 1);
    EXPECT_EQ(pixel({65535, 65535, 65535}), (std::array<int, 3>{255, 255, 255}));
  }
}

TEST(RawScan, ShowsWhileItIsOpened) {
  const auto engine = MakeEngine();
  ASSERT_TRUE(engine
                  ->BeginOpen("roll.dng", std::make_unique<MemoryBlockFile>(Dng({900, 700}, 2)),
                              std::make_unique<MemoryBlockFile>())
                  .ok());
  int shown = 0;
  for (;;) {
    const auto progress = engine->OpenStep();
    ASSERT_TRUE(progress.ok());
    if (progress->finished()) break;
    shown += engine->RenderOpening(DefaultRecipe(FilmKind::kColorNegative)).ok();
  }
  EXPECT_GT(shown, 2);
}

TEST(RawScan, ARefusedOneLeavesTheOpenScanAsItWas) {
  const auto engine = MakeEngine();
  const auto open = OpenAll(*engine, Dng({320, 240}, 3));
  ASSERT_TRUE(open.ok());
  const std::vector<uint8_t> before = FrameOf(*engine, *open);
  const uint64_t fills = engine->view().fills();

  std::vector<uint8_t> cut = Dng({400, 300}, 4);
  cut.resize(cut.size() - 5000);
  const Status damaged = OpenAll(*engine, cut).status();
  EXPECT_EQ(damaged.code(), StatusCode::kTruncated) << EnglishText(damaged);
  EXPECT_TRUE(FrameOf(*engine, *open) == before);
  EXPECT_EQ(engine->view().fills(), fills + 1);

  auto full = std::make_unique<MemoryBlockFile>();
  full->set_capacity(1000);
  EXPECT_EQ(EnglishText(OpenAll(*engine, Dng({400, 300}, 5), std::move(full)).status()),
            "the disk has no room: the test disk is full");
  EXPECT_TRUE(FrameOf(*engine, *open) == before);
  // And the next is opened as if nothing had been.
  const auto next = OpenAll(*engine, Dng({100, 80}, 6));
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(FrameOf(*engine, *next).size(), size_t{4} * 100 * 80);
}

// An export goes on between the steps of an opening: the tiles that it reads are there again.
TEST(RawScan, AnExportUnderWayGoesOn) {
  const std::vector<uint8_t> scan = Dng({640, 480}, 7);
  const auto options = MakeExportOptions(FileFormat::kTiff, "srgb", std::nullopt);
  const auto exported = [&](bool open_another) {
    const auto engine = MakeEngine();
    const auto open = OpenAll(*engine, scan);
    EXPECT_TRUE(open.ok());
    MemoryBlockFile file;
    const Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
    EXPECT_TRUE(engine->BeginExport(*open, recipe, *options, std::make_unique<KeptFile>(file)).ok());
    EXPECT_TRUE(engine->ExportStep().ok());
    if (open_another) {
      EXPECT_TRUE(engine
                      ->BeginOpen("other.dng", std::make_unique<MemoryBlockFile>(Dng({400, 300}, 8)),
                                  std::make_unique<MemoryBlockFile>())
                      .ok());
    }
    while (!engine->ExportStep()->finished()) {
    }
    return file.bytes();
  };
  EXPECT_TRUE(exported(true) == exported(false));
}

}  // namespace
}  // namespace easelight
