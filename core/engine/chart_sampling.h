// The task that reads a chart's patches off an open scan: scan store -> input stage -> patch sampler, tile by tile.
#pragma once

#include <memory>
#include <vector>

#include "core/calibration/patch_sampler.h"
#include "core/engine/scan_session.h"
#include "core/film/input_stage.h"

namespace easelight {

class ChartSampling {
 public:
  // The corners lie in the upright scan; the recipe says how its codes are read. The scan's file is held until the task
  // is gone. Errors: those of PatchSampler.
  static StatusOr<std::unique_ptr<ChartSampling>> Begin(std::shared_ptr<const ScanSession> scan, const Recipe& recipe,
                                                        const ChartCorners& corners);

  const ScanSession& scan() const { return *scan_; }

  // In tiles.
  Progress progress() const { return {done_, static_cast<uint32_t>(tiles_.size())}; }

  // Reads some tiles through a store of this scan. Errors: those of the store.
  Status Step(ScanStore& store);

  // Once finished. Errors: those of PatchSampler.
  StatusOr<SampledChart> Finish() const { return sampler_.Finish(); }

 private:
  ChartSampling(std::shared_ptr<const ScanSession> scan, PatchSampler sampler)
      : scan_(std::move(scan)), sampler_(std::move(sampler)) {}

  Status AddTile(ScanStore& store, const PixelRect& tile);

  std::shared_ptr<const ScanSession> scan_;
  PatchSampler sampler_;
  InputStage stage_;
  std::vector<PixelRect> tiles_;  // Those that the patches lie in.
  uint32_t done_ = 0;
  std::vector<uint8_t> codes_;  // Of a tile.
  std::vector<float> planes_;   // Of a row of it.
};

}  // namespace easelight
