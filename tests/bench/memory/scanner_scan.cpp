// A film scanner's DNG of a 35 mm frame, or the same light as a TIFF, and their way through the engine.
//
// Written by libtiff itself, as the other scans of the benchmark.
#include <tiffio.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/recipe/presets.h"
#include "tests/bench/memory/commands.h"
#include "tests/bench/memory/process_memory.h"
#include "tests/bench/memory/session.h"

namespace easelight::bench {
namespace {

// A third of the range apart, so that light is thrice what a code is above black, and nothing is rounded.
constexpr uint32_t kBlack = 300;
constexpr uint32_t kWhite = kBlack + 65535 / 3;
constexpr uint16_t kLinearRaw = 34892;
constexpr uint32_t kRowsPerStrip = 8;

using File = std::unique_ptr<TIFF, void (*)(TIFF*)>;

void StartDirectory(TIFF* tiff, Extent size, uint16_t samples, uint16_t photometric, uint32_t kind) {
  TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, kind);
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, size.width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, size.height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 16);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, samples);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, photometric);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, kRowsPerStrip);
}

// Rows of a pattern: codes below black and above white among them. `light` writes what they stand for.
void WriteRows(TIFF* tiff, Extent size, uint32_t samples, bool light) {
  std::vector<uint16_t> row(size_t{size.width} * samples);
  uint32_t random = 1;
  for (uint32_t y = 0; y < size.height; ++y) {
    for (uint16_t& sample : row) {
      random = random * 1664525u + 1013904223u;  // Numerical Recipes' generator.
      const uint32_t code = kBlack - 100 + (random >> 16) % (kWhite - kBlack + 200);
      sample = static_cast<uint16_t>(light ? 3 * (std::clamp(code, kBlack, kWhite) - kBlack) : code);
    }
    if (TIFFWriteScanline(tiff, row.data(), y, 0) != 1) Fail("the disk has no room");
  }
}

// A thumbnail, the picture as its child, and an infrared page behind it.
void WriteDng(TIFF* tiff, Extent size) {
  const Extent thumbnail = {192, 128};
  const uint8_t version[] = {1, 4, 0, 0};
  uint64_t child = 0;
  StartDirectory(tiff, thumbnail, 3, PHOTOMETRIC_RGB, FILETYPE_REDUCEDIMAGE);
  TIFFSetField(tiff, TIFFTAG_MAKE, "Plustek");
  TIFFSetField(tiff, TIFFTAG_MODEL, "OpticFilm 8200i");
  TIFFSetField(tiff, TIFFTAG_DNGVERSION, version);
  TIFFSetField(tiff, TIFFTAG_SUBIFD, 1, &child);
  WriteRows(tiff, thumbnail, 3, false);
  TIFFWriteDirectory(tiff);

  const float blacks[] = {kBlack, kBlack, kBlack};
  const uint32_t whites[] = {kWhite, kWhite, kWhite};
  StartDirectory(tiff, size, 3, kLinearRaw, 0);
  TIFFSetField(tiff, TIFFTAG_BLACKLEVEL, 3, blacks);
  TIFFSetField(tiff, TIFFTAG_WHITELEVEL, 3, whites);
  WriteRows(tiff, size, 3, false);
  TIFFWriteDirectory(tiff);

  StartDirectory(tiff, size, 1, PHOTOMETRIC_MINISBLACK, FILETYPE_MASK);
  WriteRows(tiff, size, 1, false);
}

}  // namespace

void MakeScannerScan(Arguments arguments) {
  const Extent size = {static_cast<uint32_t>(std::stoul(arguments[1])),
                       static_cast<uint32_t>(std::stoul(arguments[2]))};
  const File tiff(TIFFOpen(arguments[0].c_str(), "w"), TIFFClose);
  if (!tiff) Fail(arguments[0] + ": cannot be written");
  if (arguments[3] == "dng") {
    WriteDng(tiff.get(), size);
  } else {
    StartDirectory(tiff.get(), size, 3, PHOTOMETRIC_RGB, 0);
    WriteRows(tiff.get(), size, 3, true);
  }
  std::printf("{}\n");
}

void DevelopScannerScan(Arguments arguments) {
  const auto engine = Unwrap(Engine::Create(2));
  const ScanNumber scan = OpenScanFile(*engine, arguments[0], [] {});
  const ScanSummary summary = Unwrap(engine->Summary(scan));
  ExportOptions options = Unwrap(MakeExportOptions(FileFormat::kTiff, "srgb", {}));
  options.compression = TiffCompression::kNone;
  options.keep_camera = false;
  Unwrap(engine->BeginExport(scan, DefaultRecipe(FilmKind::kColorNegative), options,
                             Unwrap(LocalBlockFile::Create(arguments[1]))));
  while (!Unwrap(engine->ExportStep()).finished()) {
  }
  const Json result = Json::Object{{"container", summary.info.container},
                                   {"width", summary.upright.width},
                                   {"height", summary.upright.height},
                                   {"peak", PeakResidentBytes()}};
  std::printf("%s\n", TextFromJson(result).c_str());
}

}  // namespace easelight::bench
