// Scans and engines of the engine's tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <vector>

#include "core/engine/engine.h"
#include "core/english/english.h"
#include "tests/io/memory_file.h"

namespace easelight {

struct TestScan {
  Extent size;
  std::vector<uint16_t> codes;
  std::vector<uint8_t> file;
};

// A 16-bit TIFF of smooth noise, as a negative's transmittances.
inline TestScan MakeScan(Extent size, uint32_t seed) {
  TestScan scan{size, std::vector<uint16_t>(size.pixels() * 3), {}};
  std::mt19937 random(seed);
  for (size_t i = 0; i < scan.codes.size(); ++i) {
    const size_t pixel = i / 3;
    const double wave =
        0.5 + 0.4 * std::sin(double(pixel % size.width) / 37) * std::cos(double(pixel / size.width) / 53);
    scan.codes[i] =
        static_cast<uint16_t>(2000 + wave * 20000 / double(1 + i % 3) + static_cast<double>(random() % 600));
  }
  MemoryBlockFile file;
  auto encoder =
      CreateEncoder({.format = FileFormat::kTiff, .size = size, .compression = TiffCompression::kNone}, file);
  EXPECT_TRUE(encoder.ok());
  for (uint32_t y = 0; y < size.height; ++y) {
    const auto* row = reinterpret_cast<const uint8_t*>(scan.codes.data() + size_t{y} * size.width * 3);
    EXPECT_TRUE((*encoder)->WriteRow({row, size_t{size.width} * 6}).ok());
  }
  EXPECT_TRUE((*encoder)->Finish().ok());
  scan.file = file.bytes();
  return scan;
}

inline std::unique_ptr<Engine> MakeEngine(int threads = 2) {
  auto engine = Engine::Create(threads);
  EXPECT_TRUE(engine.ok());
  return std::move(engine).value();
}

// Steps an opening to its end.
inline Status FinishOpening(Engine& engine) {
  for (;;) {
    ASSIGN_OR_RETURN(const Progress progress, engine.OpenStep());
    if (progress.finished()) return OkStatus();
  }
}

inline StatusOr<ScanNumber> OpenAll(Engine& engine, std::vector<uint8_t> file,
                                    std::unique_ptr<BlockFile> store = std::make_unique<MemoryBlockFile>()) {
  ASSIGN_OR_RETURN(const ScanNumber scan,
                   engine.BeginOpen("scan.tif", std::make_unique<MemoryBlockFile>(std::move(file)), std::move(store)));
  RETURN_IF_ERROR(FinishOpening(engine));
  return scan;
}

// For scans that open.
inline ScanNumber Opened(Engine& engine, const TestScan& scan) {
  const auto number = OpenAll(engine, scan.file);
  EXPECT_TRUE(number.ok()) << EnglishText(number.status());
  return number.ok() ? *number : 0;
}

inline std::vector<uint8_t> ExportAll(Engine& engine, ScanNumber scan, const Recipe& recipe, FileFormat format,
                                      uint8_t depth, int longest = 0) {
  MemoryBlockFile file;
  auto options = MakeExportOptions(format, "srgb", std::nullopt);
  EXPECT_TRUE(options.ok());
  options->depth = depth;
  options->longest = longest;
  const auto size = engine.BeginExport(scan, recipe, *options, std::make_unique<KeptFile>(file));
  EXPECT_TRUE(size.ok()) << EnglishText(size.status());
  for (;;) {
    const auto progress = engine.ExportStep();
    EXPECT_TRUE(progress.ok());
    if (!progress.ok() || progress->finished()) return file.bytes();
  }
}

inline std::vector<uint8_t> DecodeAll(const std::vector<uint8_t>& bytes, Extent& size) {
  MemoryBlockFile source(bytes);
  auto decoder = OpenScan(source);
  EXPECT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  size = (*decoder)->info().size;
  std::vector<uint8_t> pixels((*decoder)->info().row_bytes() * size.height);
  size_t at = 0;
  while (at < pixels.size()) {
    const auto rows = (*decoder)->ReadRows(MutableByteSpan(pixels).subspan(at));
    if (!rows.ok() || *rows == 0) break;
    at += *rows * (*decoder)->info().row_bytes();
  }
  EXPECT_EQ(at, pixels.size());
  return pixels;
}

inline Recipe SomeRecipe() {
  Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  recipe.density.base = {0.3, 0.6, 0.8};
  return recipe;
}

}  // namespace easelight
