// Develops a chart with many recipes and leaves what comes out as files, for comparing builds of the engine:
//   develop_chart CHART RECIPES FOLDER THREADS LINK
// RECIPES has one a line. For the recipe of line N: N.rgba is the frame of the whole picture at 1:1, N-16.tif and
// N-8.tif are its exports. Fails where a frame is not the 8-bit export, pixel for pixel. kept.tif, kept.png and
// kept.jpg are exports by the last recipe that keep all they can: LINK, the camera data, the location.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/english/english.h"
#include "core/io/decoder.h"
#include "core/io/local_file.h"

namespace easelight {
namespace {

// Larger than the chart on every side.
constexpr Extent kViewer = {1200, 1200};

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
};

Chart Open(int threads, const std::string& chart, const std::string& folder) {
  auto engine = Unwrap(Engine::Create(threads));
  const ScanNumber scan = Unwrap(engine->BeginOpen("chart.tif", Unwrap(LocalFileSource::Open(chart)),
                                                   Unwrap(LocalBlockFile::CreateTemporary(folder))));
  while (!Unwrap(engine->OpenStep()).finished()) {
  }
  return {std::move(engine), scan};
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

void Develop(const Chart& chart, const Recipe& recipe, const std::string& name) {
  const RenderedFrame frame = Unwrap(chart.engine->Render(chart.scan, recipe, {.viewer = kViewer, .zoom = 1}));
  std::ofstream(name + ".rgba", std::ios::binary)
      .write(reinterpret_cast<const char*>(frame.rgba), static_cast<std::streamsize>(frame.size.pixels() * 4));
  ExportPixels(chart, recipe, 16, name + "-16.tif");
  ExportPixels(chart, recipe, 8, name + "-8.tif");
  if (!HasPixels(name + "-8.tif", frame)) Fail(name + ": the frame is not the export");
}

}  // namespace
}  // namespace easelight

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fprintf(stderr, "usage: develop_chart CHART RECIPES FOLDER THREADS LINK\n");
    return 2;
  }
  const std::string folder = argv[3];
  const easelight::Chart chart = easelight::Open(std::atoi(argv[4]), argv[1], folder);
  std::ifstream recipes(argv[2]);
  easelight::Recipe recipe;
  int number = 0;
  for (std::string line; std::getline(recipes, line);) {
    recipe = easelight::Unwrap(easelight::RecipeFromJson(line));
    easelight::Develop(chart, recipe, folder + "/" + std::to_string(++number));
  }
  easelight::ExportWithAllMetadata(chart, recipe, argv[5], folder + "/kept");
}
