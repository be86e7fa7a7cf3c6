#include "core/engine/direct_export.h"

#include <algorithm>
#include <cmath>

namespace easelight {
namespace {

// Pixels whose densities are developed while they are in the first cache.
constexpr uint32_t kRunPixels = 1024;

}  // namespace

bool DirectExport::Fits(const ScanRows& scan, const FrameMap& map, const ExportOptions& options) {
  const Affine2& a = map.stored_from_frame;
  return scan.decoder().scratch_bytes() == 0 && options.longest == 0 && map.exact && std::abs(a.xx) == 1 && a.yy == 1;
}

StatusOr<std::unique_ptr<DirectExport>> DirectExport::Begin(ScanRows scan, const Grade& grade, const FrameMap& map,
                                                            const ExportOptions& options,
                                                            std::unique_ptr<BlockFile> file, ThreadPool& pool,
                                                            Region& strips, Region& bands) {
  std::unique_ptr<DirectExport> task(new DirectExport(std::move(scan)));
  const Affine2& a = map.stored_from_frame;
  task->pool_ = &pool;
  task->mirrored_ = a.xx < 0;
  const double left = task->mirrored_ ? a.x0 - map.size.width : a.x0;
  task->frame_ = {static_cast<uint32_t>(left), static_cast<uint32_t>(a.y0), map.size.width, map.size.height};
  const ScanSummary& summary = task->scan_.summary();
  ASSIGN_OR_RETURN(task->writer_, PictureWriter::Begin(summary, grade, summary.info.format, map.size, options,
                                                       std::move(file), pool, bands));
  RETURN_IF_ERROR(task->TakeStrips(strips));
  task->decodes_on_pool_ = task->scan_.decoder().UsePool(pool);
  return task;
}

// No strip is higher than a band.
Status DirectExport::TakeStrips(Region& region) {
  const size_t row_bytes = scan_.summary().info.row_bytes();
  const size_t room = region.left() - std::min(region.left(), strips_.size() * Region::kAlignment);
  const size_t rows = std::clamp<size_t>(room / (strips_.size() * row_bytes), 1, writer_->band_rows());
  for (Strip& strip : strips_) {
    ASSIGN_OR_RETURN(strip.codes, region.Take<uint8_t>(rows * row_bytes, "a strip of the scan"));
  }
  return OkStatus();
}

Progress DirectExport::progress() const {
  Progress progress = scan_.progress();
  progress.done -= strips_[at_hand_].rows;
  return progress;
}

Status DirectExport::ReadStrip(Strip& strip) {
  const ScanInfo& info = scan_.summary().info;
  const size_t row_bytes = info.row_bytes();
  strip.first = scan_.rows_done();
  const uint32_t wanted =
      std::min(static_cast<uint32_t>(strip.codes.size() / row_bytes), info.size.height - strip.first);
  while (strip.rows < wanted) {
    ASSIGN_OR_RETURN(const uint32_t rows,
                     scan_.Read(strip.codes.subspan(strip.rows * row_bytes, (wanted - strip.rows) * row_bytes)));
    strip.rows += rows;
  }
  return OkStatus();
}

void DirectExport::DevelopRow(const uint8_t* codes, size_t row) const {
  const ScanInfo& info = scan_.summary().info;
  const size_t pixel_bytes = info.channels * BytesPerSample(info.format);
  const Planes& planes = writer_->planes();
  for (uint32_t x = 0; x < frame_.width; x += kRunPixels) {
    const size_t count = std::min(kRunPixels, frame_.width - x);
    const size_t first = row * frame_.width + (mirrored_ ? frame_.width - x - count : x);
    const Planes run = {planes[0] + first, planes[1] + first, planes[2] + first};
    writer_->input().DensityFromCodes(codes + (frame_.x + x) * pixel_bytes, info.channels, count, run);
    if (mirrored_) {
      for (float* plane : run) std::reverse(plane, plane + count);
    }
    writer_->DevelopRun(first, count);
  }
}

template <typename Beside>
Status DirectExport::Develop(const Beside& beside) {
  Strip& strip = strips_[at_hand_];
  const size_t row_bytes = scan_.summary().info.row_bytes();
  const uint32_t first = std::max(strip.first, frame_.y);
  const uint32_t end = std::max(first, std::min(strip.first + strip.rows, frame_.y + frame_.height));
  pool_->ForEachBeside(
      static_cast<int>(end - first),
      [&](int index) {
        const auto row = static_cast<size_t>(index);
        DevelopRow(strip.codes.data() + (first - strip.first + row) * row_bytes, row);
      },
      beside);
  strip.rows = 0;
  if (end == first) return OkStatus();
  return writer_->WriteRows(end - first);
}

Status DirectExport::Step() {
  const StatusOr<bool> ready = scan_.ReadAhead();
  if (!ready.ok()) return reading_ = ready.status();
  if (!*ready) return OkStatus();
  Strip& next = strips_[1 - at_hand_];
  const auto read = [&] { reading_ = ReadStrip(next); };
  if (decodes_on_pool_) {
    read();
    RETURN_IF_ERROR(Develop([] {}));
  } else {
    RETURN_IF_ERROR(Develop(read));
  }
  at_hand_ = 1 - at_hand_;
  return reading_;
}

}  // namespace easelight
