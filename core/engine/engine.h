// The engine: one workspace, one open scan, its view, and at most one opening and one export under way.
//
// The native tool and the WebAssembly module drive this same class. It is used from one thread; inside, a pool shares
// out the work. Long tasks go in steps, so that the caller stays in charge of progress and of giving up.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/density_grid.h"
#include "core/engine/exporting.h"
#include "core/engine/scan_opening.h"
#include "core/engine/version.h"
#include "core/engine/view.h"
#include "core/memory/workspace.h"
#include "core/recipe/recipe.h"

namespace easelight {

struct RegionStats {
  std::string name;
  size_t budget = 0;
  size_t used = 0;
  size_t peak = 0;
};

struct EngineStats {
  int threads = 1;
  std::vector<RegionStats> regions;
  uint64_t render_allocations = 0;  // During the last Render.
  double render_ms = 0;             // Of the last Render.
  bool refilled = false;            // Whether that time went into the density planes as well.
  uint64_t frames_published = 0;
  Extent view;
  OpeningTimes opening;     // Of the last opening, as far as it has come.
  double automatic_ms = 0;  // Of the last automatic start.
  ExportTimes exporting;    // Of the last export, as far as it has come.
};

class Engine {
 public:
  // `threads` in all, 1..16. Errors: kResourceExhausted.
  static StatusOr<std::unique_ptr<Engine>> Create(int threads);

  // Starts opening a scan into an empty store file. What is open stays open, and keeps rendering, until the new scan is
  // complete. A camera raw file is unpacked here, in memory that the open scan's densities and tiles give up for it;
  // they are read again when they are needed. Errors: those of the decoders; kInvalidInput when an opening is already
  // under way.
  StatusOr<ScanSummary> BeginOpen(std::string name, std::unique_ptr<ByteSource> source,
                                  std::unique_ptr<BlockFile> store);
  // Decodes a strip. On an error the opening is over and its files are closed.
  StatusOr<Progress> OpenStep();
  void CancelOpen();

  // Opens a scan from its record and its complete store file, without decoding. What is open is closed, unless this
  // fails. Errors: kInvalidInput for a record that contradicts itself or the file's size.
  StatusOr<ScanSummary> Attach(std::string_view record, std::unique_ptr<BlockFile> store);

  // Closes the open scan and its files, and cancels an export of it.
  void CloseScan();

  // Null while nothing is open.
  const ScanSummary* scan() const { return scan_ ? &scan_->summary : nullptr; }

  Status SetView(const ViewRequest& request) { return view_->SetRequest(request); }

  // Renders the open scan for an sRGB screen. Errors: kInvalidInput when none is open; kOutOfRange; kIo.
  StatusOr<RenderedFrame> Render(const Recipe& recipe, const FrameHaste& haste = {});

  // Renders what has been decoded so far of the scan being opened, coarse and upright. The open scan's densities give
  // way. Errors: kInvalidInput when none is being opened or nothing is decoded yet.
  StatusOr<RenderedFrame> RenderOpening(const Recipe& recipe);

  // `current` with its density stages replaced by the automatic start for `film`, and its print by that kind's
  // default where the kind changes.
  StatusOr<Recipe> Automatic(FilmKind film, const Recipe& current);

  // The film base around a point of the finished picture, x and y 0..1.
  StatusOr<std::array<double, 3>> PickBase(const Recipe& recipe, double x, double y);

  // Starts an export of the open scan into an empty file. Errors: kInvalidInput when one is under way.
  StatusOr<Extent> BeginExport(const Recipe& recipe, const ExportOptions& options, std::unique_ptr<BlockFile> file);
  StatusOr<Progress> ExportStep();
  void CancelExport();

  EngineStats Stats() const;
  View& view() { return *view_; }

 private:
  struct Scan {
    ScanSummary summary;
    std::unique_ptr<BlockFile> file;
    std::optional<ScanStore> store;
  };

  explicit Engine(int threads) : pool_(threads) {}

  StatusOr<FrameMap> MapOf(const Recipe& recipe) const;
  Grade GradeOf(const Recipe& recipe) const;
  Status FillForStatistics(const Recipe& recipe);
  Status Unpack(ScanOpening& opening);
  Status MakeCache(const TileLayout& layout);
  Status Install(ScanSummary summary, std::unique_ptr<BlockFile> file);

  ThreadPool pool_;
  std::unique_ptr<Workspace> workspace_;
  DensityGrid* grid_ = nullptr;
  std::unique_ptr<View> view_;
  TileCache cache_;
  std::unique_ptr<Scan> scan_;
  std::unique_ptr<ScanOpening> opening_;
  std::unique_ptr<Exporting> exporting_;
  uint64_t render_allocations_ = 0;
  double render_ms_ = 0;
  double automatic_ms_ = 0;
  OpeningTimes opening_times_;
  ExportTimes export_times_;
  bool refilled_ = false;
};

}  // namespace easelight
