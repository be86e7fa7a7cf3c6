#include "core/engine/chart_sampling.h"

#include <algorithm>

#include "core/recipe/recipe.h"

namespace easelight {
namespace {

// In a step: some milliseconds, so that frames go on between two.
constexpr uint32_t kTilesInAStep = 8;

// How the scan's own channels are read: only the curves of its profile count.
Grade OwnChannels(const Recipe& recipe, const ScanColor& color) {
  Recipe own = recipe;
  own.input_space = std::string(kDeviceSpace);
  return GradeFromRecipe(own, color);
}

}  // namespace

StatusOr<std::unique_ptr<ChartSampling>> ChartSampling::Begin(std::shared_ptr<const ScanSession> scan,
                                                              const Recipe& recipe, const ChartCorners& corners) {
  const ScanInfo& info = scan->summary.info;
  ASSIGN_OR_RETURN(PatchSampler sampler, PatchSampler::Create(StoredFromUpright(corners, info.orientation), info.size));
  std::unique_ptr<ChartSampling> task(new ChartSampling(std::move(scan), std::move(sampler)));
  const ScanSession& session = *task->scan_;
  const LevelLayout& level = session.layout.level[0];
  RETURN_IF_ERROR(task->stage_.Compile(OwnChannels(recipe, session.summary.encoding.color), level.format));
  for (uint32_t y = 0; y < level.size.height; y += kTileSide) {
    for (uint32_t x = 0; x < level.size.width; x += kTileSide) {
      const PixelRect tile = {x, y, std::min(kTileSide, level.size.width - x),
                              std::min(kTileSide, level.size.height - y)};
      if (task->sampler_.Needs(tile)) task->tiles_.push_back(tile);
    }
  }
  task->codes_.resize(level.tile_bytes());
  task->planes_.resize(size_t{3} * kTileSide);
  return task;
}

Status ChartSampling::Step(ScanStore& store) {
  const uint32_t end = std::min(done_ + kTilesInAStep, static_cast<uint32_t>(tiles_.size()));
  for (; done_ < end; ++done_) RETURN_IF_ERROR(AddTile(store, tiles_[done_]));
  return OkStatus();
}

Status ChartSampling::AddTile(ScanStore& store, const PixelRect& tile) {
  const size_t row_bytes = tile.width * store.layout().level[0].pixel_bytes;
  RETURN_IF_ERROR(store.Read(0, tile, MutableByteSpan(codes_).first(row_bytes * tile.height)));
  float* plane = planes_.data();
  const Planes density = {plane, plane + kTileSide, plane + 2 * kTileSide};
  for (uint32_t row = 0; row < tile.height; ++row) {
    stage_.DensityFromCodes(codes_.data() + row * row_bytes, store.layout().channels, tile.width, density);
    sampler_.AddRun(tile.x, tile.y + row, tile.width, {density[0], density[1], density[2]});
  }
  return OkStatus();
}

}  // namespace easelight
