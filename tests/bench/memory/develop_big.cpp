// A very large scan from end to end: opened, graded, panned at 1:1, exported. Times, and the most memory of each part.
#include <algorithm>

#include "core/recipe/presets.h"
#include "tests/bench/memory/commands.h"
#include "tests/bench/memory/process_memory.h"
#include "tests/bench/memory/session.h"

namespace easelight::bench {
namespace {

constexpr int kThreads = 2;
constexpr Extent kViewer = {2000, 2000};
constexpr int kJumps = 20;      // To places far apart: every tile comes from disk.
constexpr int kDragSteps = 60;  // By a hand's movement of 50 pixels: most tiles are there.

// Resident memory and time of one part of the work.
class Part {
 public:
  void Look() { most_ = std::max(most_, ResidentBytes()); }
  Json Figures() {
    Look();
    return Json::Object{{"ms", watch_.ms()}, {"mostResident", most_}, {"peakSoFar", PeakResidentBytes()}};
  }

 private:
  Stopwatch watch_;
  uint64_t most_ = 0;
};

Json TimesJson(std::vector<double> ms) {
  std::sort(ms.begin(), ms.end());
  return Json::Object{{"views", ms.size()}, {"medianMs", ms[ms.size() / 2]}, {"mostMs", ms.back()}};
}

std::vector<double> Jumps(Engine& engine, ScanNumber scan, const Recipe& recipe, Part& part) {
  std::vector<double> ms;
  for (int i = 0; i < kJumps; ++i) {
    const ViewRequest view =
        OneToOne(kViewer, 0.05 + 0.9 * (i * 7 % kJumps) / kJumps, 0.05 + 0.9 * (i * 3 % kJumps) / kJumps);
    const Stopwatch watch;
    Unwrap(engine.Render(scan, recipe, view));
    ms.push_back(watch.ms());
    part.Look();
  }
  return ms;
}

std::vector<double> Drag(Engine& engine, ScanNumber scan, const Recipe& recipe, Part& part) {
  constexpr double kStepPixels = 50;
  const Extent size = Unwrap(engine.Summary(scan)).upright;
  std::vector<double> ms;
  for (int i = 0; i < kDragSteps; ++i) {
    const ViewRequest view =
        OneToOne(kViewer, 0.4 + i * kStepPixels / size.width, 0.4 + i * kStepPixels / 2 / size.height);
    const Stopwatch watch;
    Unwrap(engine.Render(scan, recipe, view));
    ms.push_back(watch.ms());
    part.Look();
  }
  return ms;
}

Json Export(Engine& engine, ScanNumber scan, const Recipe& recipe, const std::string& path) {
  Part part;
  ExportOptions options = Unwrap(MakeExportOptions(FileFormat::kTiff, "srgb", {}));
  options.compression = TiffCompression::kNone;
  Unwrap(engine.BeginExport(scan, recipe, options, Unwrap(LocalBlockFile::Create(path))));
  while (!Unwrap(engine.ExportStep()).finished()) part.Look();
  return part.Figures();
}

}  // namespace

void DevelopBig(Arguments arguments) {
  Json result = Json::Object{};
  const auto engine = Unwrap(Engine::Create(kThreads));
  Part open;
  const ScanNumber scan = OpenScanFile(*engine, arguments[0], [&] { open.Look(); });
  result.Set("open", open.Figures());
  const ScanSummary summary = Unwrap(engine->Summary(scan));
  result.Set("width", summary.upright.width);
  result.Set("height", summary.upright.height);
  result.Set("storeBytes", summary.store_bytes);

  Part first;
  const Recipe recipe =
      Unwrap(engine->Automatic(scan, FilmKind::kColorNegative, DefaultRecipe(FilmKind::kColorNegative))).recipe;
  Unwrap(engine->Render(scan, recipe, {.viewer = kViewer}));
  result.Set("automatic", first.Figures());

  Part pan;
  const std::vector<double> jumps = Jumps(*engine, scan, recipe, pan);
  const std::vector<double> drag = Drag(*engine, scan, recipe, pan);
  result.Set("pan", pan.Figures());
  result.Set("jumps", TimesJson(jumps));
  result.Set("drag", TimesJson(drag));

  result.Set("export", Export(*engine, scan, recipe, arguments[1]));
  result.Set("peak", PeakResidentBytes());
  std::printf("%s\n", TextFromJson(result).c_str());
}

}  // namespace easelight::bench
