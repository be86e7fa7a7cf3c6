#include "core/engine/exporting.h"

#include <algorithm>

#include "core/base/stopwatch.h"

namespace easelight {
namespace {

// The whole picture, at full size or as a screen of the longest side shows it.
FrameView ExportedView(const FrameMap& map, const TileLayout& layout, const ExportOptions& options) {
  const auto longest = static_cast<uint32_t>(options.longest);
  return longest == 0 ? FullFrameView(map) : MakeFrameView(map, layout, {.viewer = {longest, longest}});
}

}  // namespace

StatusOr<std::unique_ptr<Exporting>> Exporting::Begin(std::shared_ptr<const ScanSession> scan, TileCache& tiles,
                                                      const Grade& grade, const FrameMap& map,
                                                      const ExportOptions& options, std::unique_ptr<BlockFile> file,
                                                      ThreadPool& pool, Region& region) {
  RETURN_IF_ERROR(CheckExportOptions(options));
  auto task = std::make_unique<Exporting>();
  task->scan_ = std::move(scan);
  const TileLayout& layout = task->scan_->layout;
  task->store_.emplace(task->scan_->number, layout, *task->scan_->file, tiles, TileReader::kExport);
  task->pool_ = &pool;
  task->view_ = ExportedView(map, layout, options);
  ASSIGN_OR_RETURN(task->filler_, PlaneFiller::Create(pool, region));
  const SampleFormat codes = layout.level[static_cast<size_t>(task->view_.level)].format;
  ASSIGN_OR_RETURN(task->writer_, PictureWriter::Begin(task->scan_->summary, grade, codes, task->view_.reduced, options,
                                                       std::move(file), pool, region));
  return task;
}

StatusOr<std::span<const uint8_t>> Exporting::Develop(const PixelRect& part) {
  Stopwatch watch;
  const FillTarget target = {part, writer_->planes()};
  RETURN_IF_ERROR(filler_->Fill(*store_, view_, writer_->input(), {&target, 1}, part.width));
  times_.read += watch.Lap();
  pool_->ForEach(static_cast<int>(part.height),
                 [&](int index) { writer_->DevelopRun(size_t{part.width} * static_cast<size_t>(index), part.width); });
  times_.develop += watch.Lap();
  return writer_->codes(size_t{part.width} * part.height);
}

Status Exporting::Step() {
  const uint32_t rows = std::min(writer_->band_rows(), size().height - writer_->rows_done());
  RETURN_IF_ERROR(Develop({0, writer_->rows_done(), size().width, rows}).status());
  Stopwatch watch;
  RETURN_IF_ERROR(writer_->WriteRows(rows));
  times_.encode += watch.Lap();
  return OkStatus();
}

}  // namespace easelight
