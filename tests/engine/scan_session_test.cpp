// Several scans in one engine: their numbers, and what goes on with one while another is exported.
#include "core/engine/scan_session.h"

#include <gtest/gtest.h>

#include <new>

#include "core/engine/scan_record.h"
#include "core/english/english.h"
#include "tests/engine/test_engine.h"
#include "tests/io/sample_files.h"
#include "tests/io/tiff_file.h"

namespace easelight {
namespace {

// A file that says whether it is open.
class WatchedFile final : public BlockFile {
 public:
  WatchedFile(MemoryBlockFile& file, bool& open) : file_(file), open_(open) { open_ = true; }
  ~WatchedFile() override { open_ = false; }
  uint64_t size() const override { return file_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override { return file_.ReadAt(offset, out); }
  Status WriteAt(uint64_t offset, ByteSpan bytes) override { return file_.WriteAt(offset, bytes); }
  Status Shorten(uint64_t bytes) override { return file_.Shorten(bytes); }

 private:
  KeptFile file_;
  bool& open_;
};

std::vector<uint8_t> Tiff(Extent size, uint32_t samples, uint32_t bits) {
  TiffSpec spec;
  spec.size = size;
  spec.samples = samples;
  spec.bits = bits;
  spec.photometric = samples == 1 ? 1 : 2;
  spec.is_float = bits == 32;
  // Of floats the codes are thousandths.
  return WriteTiff(spec, TestCodes(size, samples, spec.is_float ? 10 : bits));
}

// Their largest tiles have 128, 384 and 768 KiB.
std::vector<uint8_t> Gray8(Extent size) { return Tiff(size, 1, 8); }
std::vector<uint8_t> Rgb16(Extent size) { return Tiff(size, 3, 16); }
std::vector<uint8_t> RgbFloat(Extent size) { return Tiff(size, 3, 32); }

std::vector<uint8_t> Pixels(const StatusOr<RenderedFrame>& frame) {
  EXPECT_TRUE(frame.ok()) << EnglishText(frame.status());
  return {frame->rgba, frame->rgba + 4 * frame->size.pixels()};
}

ExportOptions TiffOptions() { return *MakeExportOptions(FileFormat::kTiff, "srgb", std::nullopt); }

// Exports a scan and calls `between` after every step but the last.
template <typename Between>
std::vector<uint8_t> ExportWith(Engine& engine, ScanNumber scan, const Between& between) {
  MemoryBlockFile file;
  const auto size = engine.BeginExport(scan, SomeRecipe(), TiffOptions(), std::make_unique<KeptFile>(file));
  EXPECT_TRUE(size.ok()) << EnglishText(size.status());
  for (;;) {
    const auto progress = engine.ExportStep();
    EXPECT_TRUE(progress.ok()) << EnglishText(progress.status());
    if (!progress.ok() || progress->finished()) return file.bytes();
    between();
  }
}

std::vector<uint8_t> ExportAlone(const std::vector<uint8_t>& scan) {
  const auto engine = MakeEngine();
  return ExportWith(*engine, *OpenAll(*engine, scan), [] {});
}

// A scan's store beneath which the heap is full, as long as somebody says so.
class FullHeapFile final : public BlockFile {
 public:
  explicit FullHeapFile(const bool& full) : full_(full) {}
  uint64_t size() const override { return file_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (full_) throw std::bad_alloc();
    return file_.ReadAt(offset, out);
  }
  Status WriteAt(uint64_t offset, ByteSpan bytes) override {
    if (full_) throw std::bad_alloc();
    return file_.WriteAt(offset, bytes);
  }
  Status Shorten(uint64_t bytes) override { return file_.Shorten(bytes); }

 private:
  MemoryBlockFile file_;
  const bool& full_;
};

size_t UsedOf(const Engine& engine, std::string_view region) {
  for (const RegionStats& stats : engine.Stats().regions) {
    if (stats.name == region) return stats.used;
  }
  ADD_FAILURE() << "there is no region " << region;
  return 0;
}

TEST(FullHeap, EndsAnOpeningAndTheNextOneGoesOn) {
  bool full = true;
  const auto engine = MakeEngine();
  const Status status = OpenAll(*engine, Gray8({600, 600}), std::make_unique<FullHeapFile>(full)).status();
  EXPECT_EQ(EnglishText(status), "the codec zone of 48 MiB is full");
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(engine->OpenStep().status().code(), StatusCode::kInvalidInput) << "none is under way";
  EXPECT_EQ(UsedOf(*engine, "decode strips"), 0u);
  full = false;
  EXPECT_TRUE(OpenAll(*engine, Gray8({600, 600}), std::make_unique<FullHeapFile>(full)).ok());
}

TEST(FullHeap, EndsAnExportAndTheNextOneGoesOn) {
  bool full = false;
  MemoryBlockFile file;
  const auto engine = MakeEngine();
  const ScanNumber scan = *OpenAll(*engine, Rgb16({600, 600}), std::make_unique<FullHeapFile>(full));
  ASSERT_TRUE(engine->BeginExport(scan, SomeRecipe(), TiffOptions(), std::make_unique<KeptFile>(file)).ok());
  full = true;
  EXPECT_EQ(engine->ExportStep().status().code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(engine->ExportStep().status().code(), StatusCode::kInvalidInput) << "none is under way";
  EXPECT_EQ(UsedOf(*engine, "encode strips"), 0u);
  full = false;
  EXPECT_FALSE(ExportWith(*engine, scan, [] {}).empty());
}

TEST(ScanNumbers, CountUpAndAreNeverUsedAgain) {
  const auto engine = MakeEngine();
  MemoryBlockFile tiles;
  const auto first = OpenAll(*engine, Gray8({40, 30}), std::make_unique<KeptFile>(tiles));
  EXPECT_EQ(*first, 1u);
  const std::string record = RecordFromSummary(*engine->Summary(*first));
  ASSERT_TRUE(engine->CloseScan(*first).ok());
  EXPECT_FALSE(OpenAll(*engine, {'n', 'o'}).ok());
  const auto second = OpenAll(*engine, Gray8({40, 30}));
  EXPECT_GT(*second, *first);
  const auto third = engine->Attach(record, std::make_unique<KeptFile>(tiles));
  EXPECT_GT(*third, *second);
}

TEST(ScanNumbers, AreRefusedOnceTheScanIsClosed) {
  const auto engine = MakeEngine();
  const ScanNumber other = *OpenAll(*engine, Gray8({40, 30}));
  const ScanNumber scan = *OpenAll(*engine, Gray8({40, 30}));
  ASSERT_TRUE(engine->CloseScan(scan).ok());
  for (const ScanNumber stale : {scan, ScanNumber{0}, ScanNumber{77}}) {
    const Recipe recipe = SomeRecipe();
    EXPECT_EQ(engine->Render(stale, recipe, {}).status().code(), StatusCode::kStale);
    EXPECT_EQ(engine->Automatic(stale, recipe.film, recipe).status().code(), StatusCode::kStale);
    EXPECT_EQ(engine->PickBase(stale, recipe, 0.5, 0.5).status().code(), StatusCode::kStale);
    EXPECT_EQ(engine->BeginExport(stale, recipe, TiffOptions(), std::make_unique<MemoryBlockFile>()).status().code(),
              StatusCode::kStale);
    EXPECT_EQ(engine->Summary(stale).status().code(), StatusCode::kStale);
    EXPECT_EQ(EnglishText(engine->CloseScan(stale)), "scan " + std::to_string(stale) + " is not open");
  }
  EXPECT_TRUE(engine->Render(other, SomeRecipe(), {}).ok());
}

TEST(ScanNumbers, AnOpeningHasItsNumberFromTheStart) {
  const auto engine = MakeEngine();
  const auto scan = engine->BeginOpen("scan.tif", std::make_unique<MemoryBlockFile>(Gray8({40, 30})),
                                      std::make_unique<MemoryBlockFile>());
  EXPECT_EQ(engine->Summary(*scan)->upright, (Extent{40, 30}));
  EXPECT_EQ(engine->Render(*scan, SomeRecipe(), {}).status().code(), StatusCode::kStale);
  engine->CancelOpen();
  EXPECT_EQ(engine->Summary(*scan).status().code(), StatusCode::kStale);
}

TEST(ScanSessions, AreLimited) {
  const auto engine = MakeEngine();
  MemoryBlockFile tiles;
  const auto first = OpenAll(*engine, Gray8({40, 30}), std::make_unique<KeptFile>(tiles));
  const std::string record = RecordFromSummary(*engine->Summary(*first));
  for (size_t open = 1; open < ScanSessions::kMost; ++open) {
    ASSERT_TRUE(engine->Attach(record, std::make_unique<KeptFile>(tiles)).ok());
  }
  EXPECT_EQ(EnglishText(engine->Attach(record, std::make_unique<KeptFile>(tiles)).status()),
            "64 scans are open, which is the limit; close one first");
  EXPECT_FALSE(OpenAll(*engine, Gray8({40, 30})).ok());
  ASSERT_TRUE(engine->CloseScan(*first).ok());
  EXPECT_TRUE(OpenAll(*engine, Gray8({40, 30})).ok());
}

// The same view of scans of the same size: nothing of the one is taken for the other's.
TEST(ScanSessions, ShowEachItsOwnPicture) {
  const auto engine = MakeEngine();
  std::vector<ScanNumber> scans;
  std::vector<std::vector<uint8_t>> alone;
  for (const uint32_t seed : {1u, 2u, 3u}) {
    const TestScan scan = MakeScan({500, 400}, seed);
    scans.push_back(Opened(*engine, scan));
    const auto own = MakeEngine();
    alone.push_back(Pixels(own->Render(Opened(*own, scan), SomeRecipe(), {})));
  }
  for (const size_t i : {0u, 1u, 0u, 2u, 2u, 1u, 0u}) {
    const auto frame = engine->Render(scans[i], SomeRecipe(), {});
    EXPECT_EQ(frame->scan, scans[i]);
    EXPECT_TRUE(Pixels(frame) == alone[i]) << i;
  }
}

TEST(AnExport, OutlivesItsScan) {
  const std::vector<uint8_t> scan = Rgb16({700, 600});
  const auto expected = ExportAlone(scan);
  const auto engine = MakeEngine();
  MemoryBlockFile tiles;
  bool open = false;
  const ScanNumber number = *OpenAll(*engine, scan, std::make_unique<WatchedFile>(tiles, open));
  bool closed = false;
  const auto exported = ExportWith(*engine, number, [&] {
    EXPECT_EQ(engine->CloseScan(number).ok(), !closed);
    closed = true;
    EXPECT_TRUE(open);
    EXPECT_EQ(engine->Render(number, SomeRecipe(), {}).status().code(), StatusCode::kStale);
  });
  EXPECT_TRUE(closed);
  EXPECT_TRUE(exported == expected);
  EXPECT_FALSE(open);
  for (const RegionStats& region : engine->Stats().regions) {
    const bool shared = region.name == "tile cache" || region.name == "encode strips";
    EXPECT_TRUE(!shared || region.used == 0) << region.name;
  }
}

TEST(AnExport, GivenUpLetsGoOfItsScan) {
  const auto engine = MakeEngine();
  MemoryBlockFile tiles;
  bool open = false;
  const ScanNumber number = *OpenAll(*engine, Rgb16({300, 200}), std::make_unique<WatchedFile>(tiles, open));
  ASSERT_TRUE(engine->BeginExport(number, SomeRecipe(), TiffOptions(), std::make_unique<MemoryBlockFile>()).ok());
  ASSERT_TRUE(engine->CloseScan(number).ok());
  EXPECT_TRUE(open);
  engine->CancelExport();
  EXPECT_FALSE(open);
}

// Tiles of every size beside tiles of every other, with the view on the move and its scans coming and going.
TEST(AnExport, GoesOnWhileOthersAreOpenedAndDragged) {
  const Extent size = {600, 500};
  const std::vector<std::vector<uint8_t>> files = {Gray8(size), Rgb16(size), RgbFloat(size)};
  for (size_t exported = 0; exported < files.size(); ++exported) {
    const auto expected = ExportAlone(files[exported]);
    for (const std::vector<uint8_t>& other : files) {
      std::vector<uint8_t> shown_alone;
      const ViewRequest view = {.viewer = {300, 200}, .zoom = 1, .center_x = 0.6, .center_y = 0.3};
      {
        const auto engine = MakeEngine();
        shown_alone = Pixels(engine->Render(*OpenAll(*engine, other), SomeRecipe(), view));
      }
      const auto engine = MakeEngine();
      const ScanNumber scan = *OpenAll(*engine, files[exported]);
      int opened = 0;
      int shown = 0;
      StatusOr<ScanNumber> next = ScanNumber{0};
      const auto now = ExportWith(*engine, scan, [&] {
        if (shown % 3 == 0) {
          next = engine->BeginOpen("next.tif", std::make_unique<MemoryBlockFile>(other),
                                   std::make_unique<MemoryBlockFile>());
          ASSERT_TRUE(next.ok()) << EnglishText(next.status());
          for (bool finished = false; !finished;) {
            finished = engine->OpenStep()->finished();
            EXPECT_EQ(engine->RenderOpening(SomeRecipe()).ok(), !finished);
          }
          ++opened;
        }
        EXPECT_TRUE(Pixels(engine->Render(*next, SomeRecipe(), view)) == shown_alone);
        ASSERT_TRUE(
            engine->Render(*next, SomeRecipe(), {.viewer = {300, 200}, .zoom = 1, .center_x = 0.1 * shown}).ok());
        ++shown;
        if (shown % 3 == 0) {
          EXPECT_TRUE(engine->CloseScan(*next).ok());
        }
      });
      EXPECT_GT(opened, 2);
      EXPECT_TRUE(now == expected);
    }
  }
}

TEST(AnExport, DoesNotMindAScanThatCannotBeOpened) {
  const std::vector<uint8_t> scan = Rgb16({600, 500});
  const auto expected = ExportAlone(scan);
  const auto engine = MakeEngine();
  const ScanNumber number = *OpenAll(*engine, scan);
  std::vector<uint8_t> cut = Rgb16({400, 300});
  cut.resize(cut.size() - cut.size() / 4);
  const auto exported = ExportWith(*engine, number, [&] {
    EXPECT_FALSE(OpenAll(*engine, cut).ok());
    EXPECT_FALSE(OpenAll(*engine, {'n', 'o'}).ok());
    auto full = std::make_unique<MemoryBlockFile>();
    full->set_capacity(1000);
    EXPECT_FALSE(OpenAll(*engine, scan, std::move(full)).ok());
    EXPECT_FALSE(engine->Attach("{}", std::make_unique<MemoryBlockFile>()).ok());
  });
  EXPECT_TRUE(exported == expected);
  EXPECT_TRUE(engine->Render(number, SomeRecipe(), {}).ok());
}

}  // namespace
}  // namespace easelight
