// The same drags in the allocating reference: resident memory after every operation and every preview.
#include <algorithm>

#include "core/color/color_space.h"
#include "tests/bench/allocating_reference.h"
#include "tests/bench/memory/commands.h"
#include "tests/bench/memory/process_memory.h"
#include "tests/bench/memory/whole_scan.h"

namespace easelight::bench {
namespace {

// Of so many previews every operation is told, for the picture.
constexpr size_t kDetailedPreviews = 3;

OutputSpace Screen() {
  const ColorSpace& srgb = *FindColorSpace("srgb");
  return {srgb.primaries, srgb.encoding};
}

}  // namespace

void DragReference(Arguments arguments) {
  const WholeScan scan = ReadWholeScan(arguments[0]);
  const std::vector<std::string> recipes = Lines(arguments[1]);
  const size_t every = std::stoul(arguments[2]);
  const Keeping keeping = arguments[3] == "all" ? Keeping::kAll : Keeping::kLast;
  const uint64_t opened = ResidentBytes();
  // What is on screen stays until the next preview replaces it.
  std::vector<uint8_t> shown = AllocatingDevelop(GradeForScan(recipes[0], scan.info), Screen(), scan.codes, keeping);
  Json::Array previews;
  Json::Array operations;
  for (size_t i = 0; i < recipes.size(); i += every) {
    const Grade grade = GradeForScan(recipes[i], scan.info);
    uint64_t most = 0;
    const Stopwatch watch;
    shown = AllocatingDevelop(grade, Screen(), scan.codes, keeping, [&](std::string_view name) {
      const uint64_t now = ResidentBytes();
      most = std::max(most, now);
      if (previews.size() < kDetailedPreviews) operations.push_back(Json::Object{{"name", name}, {"resident", now}});
    });
    const double ms = watch.ms();
    const uint64_t after = ResidentBytes();
    if (previews.size() < kDetailedPreviews) operations.push_back(Json::Object{{"name", "shown"}, {"resident", after}});
    previews.push_back(Json::Object{{"preview", i}, {"most", most}, {"after", after}, {"ms", ms}});
  }
  const Json::Object result = {{"opened", opened},
                               {"previews", previews},
                               {"operations", operations},
                               {"peak", PeakResidentBytes()},
                               {"width", scan.info.size.width},
                               {"height", scan.info.size.height}};
  std::printf("%s\n", TextFromJson(result).c_str());
}

void Verify(Arguments arguments) {
  const WholeScan scan = ReadWholeScan(arguments[0]);
  const std::vector<std::string> recipes = Lines(arguments[1]);
  const size_t every = std::stoul(arguments[2]);
  const auto engine = Unwrap(Engine::Create(2));
  const ScanNumber open = OpenScanFile(*engine, arguments[0], [] {});
  int worst = 0;
  size_t different = 0;
  size_t compared = 0;
  for (size_t i = 0; i < recipes.size(); i += every) {
    const RenderedFrame frame =
        Unwrap(engine->Render(open, Unwrap(RecipeFromJson(recipes[i])), {.viewer = {2000, 2000}}));
    if (!(engine->Stats().view == scan.info.size)) Fail("the view must show the scan pixel for pixel");
    const auto expected = AllocatingDevelop(GradeForScan(recipes[i], scan.info), Screen(), scan.codes, Keeping::kLast);
    for (size_t value = 0; value < expected.size(); ++value) {
      const int difference = std::abs(frame.rgba[value / 3 * 4 + value % 3] - expected[value]);
      worst = std::max(worst, difference);
      different += difference != 0;
    }
    compared += expected.size();
  }
  const Json::Object result = {{"worst", worst}, {"different", different}, {"compared", compared}};
  std::printf("%s\n", TextFromJson(result).c_str());
}

}  // namespace easelight::bench
