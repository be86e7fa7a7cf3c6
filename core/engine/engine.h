// The engine: one workspace, the open scans, one view that shows any of them, and at most one opening, one export and
// one reading of a chart under way, which may be of different scans.
//
// The native tool and the WebAssembly module drive this same class. It is used from one thread; inside, a pool shares
// out the work. Long tasks go in steps, so that the caller stays in charge of progress and of giving up.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/auto_start.h"
#include "core/engine/chart_sampling.h"
#include "core/engine/exporting.h"
#include "core/engine/preview_check.h"
#include "core/engine/scan_opening.h"
#include "core/engine/scan_readings.h"
#include "core/engine/scan_session.h"
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
  size_t view_pixels = 0;  // The most that a view can have.
  Extent view;
  OpeningTimes opening;     // Of the last opening, as far as it has come.
  double automatic_ms = 0;  // Of the last automatic start.
  ExportTimes exporting;    // Of the last export, as far as it has come.
};

// A recipe that the automatic start has been put into, and why it is as it is.
struct AutomaticRecipe {
  Recipe recipe;
  StartReasons why;
};

inline constexpr uint32_t kMostSmallSide = 512;

struct SmallPicture {
  Extent size;
  std::vector<uint8_t> rgba;  // R, G, B, 255.
};

class Engine {
 public:
  // `threads` in all, 1..16; scans are numbered from `first_scan` on; views have at most `view_pixels`, one of
  // kHeapSizes. Errors: kResourceExhausted.
  static StatusOr<std::unique_ptr<Engine>> Create(int threads, ScanNumber first_scan = 1,
                                                  size_t view_pixels = kLeastHeap.view_pixels);

  // Starts opening a scan into an empty store file, and returns the number that it will have. What is open stays open,
  // and keeps rendering. A camera raw file is unpacked here, in memory that the view's densities and all tiles give up
  // for it; they are read again when they are needed. Errors: those of the decoders; kInvalidInput when an opening is
  // already under way; kResourceExhausted when too many scans are open. With `rows`, only so many from the top are
  // opened: those that were there when an opening failed with kPartial.
  StatusOr<ScanNumber> BeginOpen(std::string name, std::unique_ptr<ByteSource> source, std::unique_ptr<BlockFile> store,
                                 uint32_t rows = 0);
  // Decodes a strip. With the last one the scan is open. On an error, a full codec zone among them, the opening is over
  // and its files are closed. kPartial: see RowsThere.
  StatusOr<Progress> OpenStep();
  void CancelOpen();

  // Opens a scan from its record and its complete store file, without decoding. Errors: kInvalidInput for a record that
  // contradicts itself or the file's size; kResourceExhausted when too many scans are open.
  StatusOr<ScanNumber> Attach(std::string_view record, std::unique_ptr<BlockFile> store);

  // Closes a scan and its file; an export of it goes on, and closes the file when it ends. Errors: kStale.
  Status CloseScan(ScanNumber scan);

  // Of an open scan, or of the one that is being opened. Errors: kStale.
  StatusOr<ScanSummary> Summary(ScanNumber scan) const;

  // What follows concerns an open scan. Errors, beside their own: kStale.

  // Renders a view of the scan. Errors: kOutOfRange; kIo.
  StatusOr<RenderedFrame> Render(ScanNumber scan, const Recipe& recipe, const ViewRequest& request,
                                 const FrameHaste& haste = {}, const FrameLook& look = PlainLook());

  // Shows frames from now on as a print by the device of an ICC profile would look. Exports never have it. Allocates
  // its table here, so that rendering need not. On an error what was shown before stays. Errors: those of
  // ReadSoftProof.
  Status SetSoftProof(ByteSpan icc_profile, const SoftProof& proof);
  void ClearSoftProof() { proof_.reset(); }

  // Renders what has been decoded so far of the scan being opened, coarse and upright. The densities of the view give
  // way. Errors: kInvalidInput when none is being opened or nothing is decoded yet.
  StatusOr<RenderedFrame> RenderOpening(const Recipe& recipe, const FrameLook& look = PlainLook());

  // `current` with its density stages replaced by the automatic start for `film`, and its print by that kind's
  // default where the kind changes.
  StatusOr<AutomaticRecipe> Automatic(ScanNumber scan, FilmKind film, const Recipe& current);

  // How likely each reading of the scan is, if it is film of this kind; none where its file's word holds.
  StatusOr<std::optional<ScanReadings>> Readings(ScanNumber scan, FilmKind film);

  // The film base of `current`, as `wanted` reads the same scan codes.
  StatusOr<std::array<double, 3>> RereadBase(ScanNumber scan, const Recipe& current, const Recipe& wanted) const;

  // A small picture of the scan, `longest` pixels a side at most, which is no frame for the screen. The densities of
  // the view give way. Errors: kOutOfRange for a side outside 16..kMostSmallSide.
  StatusOr<SmallPicture> RenderSmall(ScanNumber scan, const Recipe& recipe, uint32_t longest);

  // The film base around a point of the finished picture, x and y 0..1.
  StatusOr<std::array<double, 3>> PickBase(ScanNumber scan, const Recipe& recipe, double x, double y);

  // Starts the check that an export with these options would hold what frames show. Errors: kInvalidInput when an
  // export is under way, whose memory it takes; those of an export.
  Status BeginCheck(ScanNumber scan, const Recipe& recipe, const ExportOptions& options);
  // Compares a few pixels. With the last, or on an error, the check is over. Errors: kInvalidInput when none is under
  // way, as one ends with the beginning of an export; those of the store.
  StatusOr<Progress> CheckStep();
  void CancelCheck();
  // What the last check has found, as far as it has come.
  const PreviewDifference& check() const { return difference_; }

  // Starts an export into an empty file, and returns the picture's size. Errors: kInvalidInput when one is under way.
  StatusOr<Extent> BeginExport(ScanNumber scan, const Recipe& recipe, const ExportOptions& options,
                               std::unique_ptr<BlockFile> file);
  // Develops and writes a band. On an error, a full codec zone among them, the export is over.
  StatusOr<Progress> ExportStep();
  void CancelExport();

  // Where in the upright scan a chart of 24 patches lies, whatever the crop and the turn; none where none is to be
  // seen.
  StatusOr<std::optional<ChartCorners>> FindChart(ScanNumber scan, const Recipe& recipe);

  // Starts reading the patches of a chart, whose corners lie in the upright scan, for the grade of this recipe; one
  // that is under way is given up. Errors: those of PatchSampler.
  Status BeginChart(ScanNumber scan, const Recipe& recipe, const ChartCorners& corners);
  // Reads some tiles. On an error the reading is over.
  StatusOr<Progress> ChartStep();
  // The patches of a reading that has come to its end; it is over with that. Errors: kInvalidInput where there is none;
  // those of PatchSampler.
  StatusOr<SampledChart> FinishChart();
  void CancelChart() { chart_.reset(); }

  EngineStats Stats() const;
  View& view() { return *view_; }

 private:
  Engine(int threads, ScanNumber first_scan) : pool_(threads), sessions_(first_scan) {}

  StatusOr<ScanStore> StoreForView(const ScanSession& scan);
  Status FillForStatistics(ScanNumber scan, const Recipe& recipe);
  // The frame of `recipe` within the view of `whole`.
  StatusOr<ToneRegion> RegionOf(ScanNumber scan, const Recipe& recipe, const Recipe& whole) const;
  // For a screen that shows the soft proof, where there is one.
  FrameLook Proofed(const FrameLook& look) const;
  Status Unpack(ScanOpening& opening);
  StatusOr<Progress> StepOpening();
  Status PrepareTiles();
  void ReleaseTiles();
  Status BesideExport(Status status, uint64_t refused_before) const;

  ThreadPool pool_;
  std::unique_ptr<Workspace> workspace_;
  DensityGrid* grid_ = nullptr;
  std::unique_ptr<View> view_;
  ScanSessions sessions_;
  TileCache tiles_;
  std::shared_ptr<const OutputProfile> proof_;  // None: no soft proof.
  std::unique_ptr<ScanOpening> opening_;
  std::unique_ptr<Exporting> exporting_;
  std::unique_ptr<PreviewCheck> check_;
  PreviewDifference difference_;
  std::unique_ptr<ChartSampling> chart_;
  uint64_t render_allocations_ = 0;
  double render_ms_ = 0;
  double automatic_ms_ = 0;
  OpeningTimes opening_times_;
  ExportTimes export_times_;
  bool refilled_ = false;
};

}  // namespace easelight
