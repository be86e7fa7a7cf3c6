// Slider drags in the engine: the process's resident memory after every preview.
#include <fstream>

#include "tests/bench/memory/commands.h"
#include "tests/bench/memory/process_memory.h"
#include "tests/bench/memory/session.h"

namespace easelight::bench {
namespace {

constexpr int kThreads = 2;
constexpr size_t kFrameEvery = 100;

Json RegionsJson(const Engine& engine) {
  Json::Array regions;
  for (const RegionStats& region : engine.Stats().regions) {
    regions.push_back(
        Json::Object{{"name", region.name}, {"budget", region.budget}, {"used", region.used}, {"peak", region.peak}});
  }
  return regions;
}

// For comparing with the frames of the other builds.
void WriteFrame(const std::string& folder, size_t preview, const Engine& engine, const RenderedFrame& frame) {
  const size_t bytes = engine.Stats().view.pixels() * 4;
  std::ofstream file(folder + "/" + std::to_string(preview) + ".rgba", std::ios::binary);
  file.write(reinterpret_cast<const char*>(frame.rgba), static_cast<std::streamsize>(bytes));
}

}  // namespace

void DragEngine(Arguments arguments) {
  const std::vector<std::string> recipes = Lines(arguments[1]);
  const uint32_t side = static_cast<uint32_t>(std::stoul(arguments[2]));
  const uint64_t at_start = ResidentBytes();
  const auto engine = Unwrap(Engine::Create(kThreads));
  const uint64_t created = ResidentBytes();
  const ScanNumber scan = OpenScanFile(*engine, arguments[0], [] {});
  const uint64_t opened = ResidentBytes();
  const ViewRequest whole = {.viewer = {side, side}};
  // The picture is on screen before a drag begins; the second frame's memory is touched by the second render.
  for (int i = 0; i < 2; ++i) Unwrap(engine->Render(scan, Unwrap(RecipeFromJson(recipes[0])), whole));
  std::vector<uint64_t> resident;
  std::vector<double> ms;
  resident.reserve(recipes.size());
  ms.reserve(recipes.size());
  for (size_t i = 0; i < recipes.size(); ++i) {
    const Stopwatch watch;
    const RenderedFrame frame = Unwrap(engine->Render(scan, Unwrap(RecipeFromJson(recipes[i])), whole));
    ms.push_back(watch.ms());
    resident.push_back(ResidentBytes());
    if (i % kFrameEvery == 0) WriteFrame(arguments[3], i, *engine, frame);
  }
  const EngineStats stats = engine->Stats();
  const Json::Object result = {{"atStart", at_start},
                               {"created", created},
                               {"opened", opened},
                               {"resident", std::span(std::as_const(resident))},
                               {"ms", std::span(std::as_const(ms))},
                               {"peak", PeakResidentBytes()},
                               {"width", stats.view.width},
                               {"height", stats.view.height},
                               {"regions", RegionsJson(*engine)}};
  std::printf("%s\n", TextFromJson(result).c_str());
}

}  // namespace easelight::bench
