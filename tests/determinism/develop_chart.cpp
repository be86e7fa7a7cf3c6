// Develops a chart with many recipes and leaves what comes out as files, for comparing builds of the engine:
//   develop_chart CHART RECIPES FOLDER THREADS LINK VIEWER
// RECIPES has one a line. For the recipe of line N: N.rgba is the frame of the whole picture at 1:1, N-fit.rgba the one
// that fits a viewer of VIEWER, like 437x437 pixels, N-16.tif and N-8.tif are its exports. Fails where a frame at 1:1
// is not the 8-bit export, pixel for pixel. N.clf has the doubles that the recipe's program is compiled from, of every
// fourth recipe that such a table can be made of. kept.tif, kept.png and kept.jpg are exports by the last recipe that
// keep all they can: LINK, the camera data, the location.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/version.h"
#include "core/english/english.h"
#include "core/io/decoder.h"
#include "core/io/local_file.h"
#include "core/tables/table.h"

namespace easelight {
namespace {

// Larger than the chart on every side.
constexpr Extent kViewer = {1200, 1200};

constexpr std::array kTableSpaces = {"srgb", "display-p3", "adobe-rgb", "prophoto", "rec2020", "acescg"};

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "develop_chart: %s\n", message.c_str());
  std::exit(1);
}

void Check(const Status& status) {
  if (!status.ok()) Fail(EnglishText(status));
}

template <typename T>
T Unwrap(StatusOr<T> result) {
  Check(result.status());
  return std::move(result).value();
}

// An engine with the chart open.
struct Chart {
  std::unique_ptr<Engine> engine;
  ScanNumber scan = 0;
  Extent fit;
};

Chart Open(int threads, const std::string& chart, const std::string& folder, Extent fit) {
  auto engine = Unwrap(Engine::Create(threads));
  const ScanNumber scan = Unwrap(engine->BeginOpen("chart.tif", Unwrap(LocalFileSource::Open(chart)),
                                                   Unwrap(LocalBlockFile::CreateTemporary(folder))));
  while (!Unwrap(engine->OpenStep()).finished()) {
  }
  return {std::move(engine), scan, fit};
}

void Export(const Chart& chart, const Recipe& recipe, const ExportOptions& options, const std::string& path) {
  Unwrap(chart.engine->BeginExport(chart.scan, recipe, options, Unwrap(LocalBlockFile::Create(path))));
  while (!Unwrap(chart.engine->ExportStep()).finished()) {
  }
}

void ExportPixels(const Chart& chart, const Recipe& recipe, uint8_t depth, const std::string& path) {
  ExportOptions options = Unwrap(MakeExportOptions(FileFormat::kTiff, "srgb", {}));
  options.depth = depth;
  options.compression = TiffCompression::kNone;
  Export(chart, recipe, options, path);
}

void ExportWithAllMetadata(const Chart& chart, const Recipe& recipe, const std::string& link, const std::string& name) {
  for (const char* ending : {".tif", ".png", ".jpg"}) {
    const std::string path = name + ending;
    ExportOptions options = Unwrap(MakeExportOptions(*FileFormatFromName(path), "srgb", {}));
    options.grade_link = link;
    options.keep_location = true;
    Export(chart, recipe, options, path);
  }
}

// Whether the file has the frame's pixels, all of them and no others.
bool HasPixels(const std::string& path, const RenderedFrame& frame) {
  const auto source = Unwrap(LocalFileSource::Open(path));
  const auto decoder = Unwrap(OpenScan(*source));
  if (!(decoder->info().size == frame.size)) return false;
  std::vector<uint8_t> rgb(frame.size.pixels() * 3);
  const size_t row_bytes = size_t{frame.size.width} * 3;
  for (size_t row = 0; row < frame.size.height;) {
    row += Unwrap(decoder->ReadRows(MutableByteSpan(rgb).subspan(row * row_bytes)));
  }
  for (size_t i = 0; i < rgb.size(); ++i) {
    if (rgb[i] != frame.rgba[4 * (i / 3) + i % 3]) return false;
  }
  return true;
}

RenderedFrame Render(const Chart& chart, const Recipe& recipe, const ViewRequest& view, const std::string& name) {
  const RenderedFrame frame = Unwrap(chart.engine->Render(chart.scan, recipe, view));
  std::ofstream(name, std::ios::binary)
      .write(reinterpret_cast<const char*>(frame.rgba), static_cast<std::streamsize>(frame.size.pixels() * 4));
  return frame;
}

void WriteClfOf(const Chart& chart, const Recipe& recipe, size_t number, const std::string& path) {
  if (number % 4 != 0 || recipe.gamut == GamutMapping::kCompress) return;
  const char* space = kTableSpaces[number % kTableSpaces.size()];
  const ExportOptions exported = Unwrap(MakeExportOptions(FileFormat::kPng, space, {}));
  TableOptions options;
  options.format = TableFormat::kClf;
  options.scan = Unwrap(chart.engine->Summary(chart.scan)).encoding.color;
  options.output = exported.space;
  options.output_title = exported.space_title;
  options.creator = "Easelight " + std::string(kEngineVersion);
  const auto file = Unwrap(LocalBlockFile::Create(path));
  Check(WriteTable(recipe, options, *file).status());
  Check(file->Close());
}

void Develop(const Chart& chart, const Recipe& recipe, size_t number, const std::string& name) {
  WriteClfOf(chart, recipe, number, name + ".clf");
  Render(chart, recipe, {.viewer = chart.fit}, name + "-fit.rgba");
  const RenderedFrame frame = Render(chart, recipe, {.viewer = kViewer, .zoom = 1}, name + ".rgba");
  ExportPixels(chart, recipe, 16, name + "-16.tif");
  ExportPixels(chart, recipe, 8, name + "-8.tif");
  if (!HasPixels(name + "-8.tif", frame)) Fail(name + ": the frame is not the export");
}

}  // namespace
}  // namespace easelight

int main(int argc, char** argv) {
  if (argc != 7) {
    std::fprintf(stderr, "usage: develop_chart CHART RECIPES FOLDER THREADS LINK VIEWER\n");
    return 2;
  }
  easelight::Extent fit;
  if (std::sscanf(argv[6], "%ux%u", &fit.width, &fit.height) != 2) return 2;
  const std::string folder = argv[3];
  const easelight::Chart chart = easelight::Open(std::atoi(argv[4]), argv[1], folder, fit);
  std::ifstream recipes(argv[2]);
  easelight::Recipe recipe;
  size_t number = 0;
  for (std::string line; std::getline(recipes, line);) {
    recipe = easelight::Unwrap(easelight::RecipeFromJson(line));
    ++number;
    easelight::Develop(chart, recipe, number, folder + "/" + std::to_string(number));
  }
  easelight::ExportWithAllMetadata(chart, recipe, argv[5], folder + "/kept");
}
