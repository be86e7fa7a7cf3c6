// Densities of a frame read in four parts against the same read whole: no seam, wherever the parts meet.
#include <cstring>

#include "core/engine/scan_session.h"
#include "tests/fuzz/fuzz_grade.h"
#include "tests/fuzz/fuzz_scan.h"

namespace easelight {
namespace {

// What reads the scan, in memory of its own.
struct Reading {
  FuzzScan scan{1};
  ThreadPool pool{2};
  std::unique_ptr<Workspace> workspace = Workspace::Create().value();
  TileLayout layout{scan.summary.info.size, scan.summary.info.channels, scan.summary.info.format};
  TileCache tiles = TileCache::Create(workspace->tiles, layout.max_tile_bytes).value();
  ScanStore store{scan.number, layout, scan.store, tiles, TileReader::kView};
  std::unique_ptr<PlaneFiller> filler = PlaneFiller::Create(pool, workspace->tables).value();
  InputStage input;
};

}  // namespace

std::vector<FuzzInput> FuzzSeeds() { return NoisySeeds(); }

void FuzzOne(ByteSpan input) {
  static const auto reading = std::make_unique<Reading>();
  FuzzedDataProvider data(input.data(), input.size());
  Recipe recipe = RecipeOf(data);
  recipe.geometry = GeometryOf(data);
  const auto map = MakeFrameMap(recipe.geometry, reading->scan.summary.info.size, 1);
  if (!map.ok()) return;
  const FrameView view = MakeFrameView(*map, reading->layout, RequestOf(data));
  const Grade grade = GradeFromRecipe(recipe, reading->scan.summary.encoding.color);
  FuzzCheck(reading->input.Compile(grade, reading->layout.level[0].format).ok(), "the input stage compiles");

  const uint32_t width = view.part.width, height = view.part.height;
  const size_t pixels = view.size().pixels();
  std::vector<float> whole(3 * pixels), parts(3 * pixels);
  const auto read = [&](std::vector<float>& planes, const PixelRect& rect) {
    float* const first = planes.data() + size_t{rect.y} * width + rect.x;
    const FillTarget target = {{view.part.x + rect.x, view.part.y + rect.y, rect.width, rect.height},
                               {first, first + pixels, first + 2 * pixels}};
    const Status status = reading->filler->Fill(reading->store, view, reading->input, {&target, 1}, width);
    FuzzCheck(status.ok(), "the store is read");
  };
  read(whole, {0, 0, width, height});
  const uint32_t x = data.ConsumeIntegralInRange(0u, width), y = data.ConsumeIntegralInRange(0u, height);
  for (const PixelRect& rect : {PixelRect{0, 0, x, y}, PixelRect{x, 0, width - x, y}, PixelRect{0, y, x, height - y},
                                PixelRect{x, y, width - x, height - y}}) {
    if (rect.width > 0 && rect.height > 0) read(parts, rect);
  }
  FuzzCheck(std::memcmp(whole.data(), parts.data(), whole.size() * sizeof(float)) == 0, "the parts are the whole");
}

}  // namespace easelight
