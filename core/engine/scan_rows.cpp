#include "core/engine/scan_rows.h"

#include "core/engine/known_setup.h"
#include "core/io/metadata/xmp_packet.h"
#include "core/store/tile_layout.h"

namespace easelight {
namespace {

// Only these can mean that the file's bytes end or are damaged; others fail again, or say something of the machine.
bool IsOfTheBytes(const Status& status) {
  return status.code() == StatusCode::kTruncated || status.code() == StatusCode::kInvalidInput;
}

}  // namespace

uint64_t ProfileOffset(const ScanSummary& summary) {
  const ScanInfo& info = summary.info;
  return TileLayout(info.size, info.channels, info.format).file_bytes;
}

uint64_t StoreBytes(const ScanSummary& summary) { return ProfileOffset(summary) + summary.profile_bytes; }

ScanSummary SummaryOf(std::string name, const ScanDecoder& decoder, uint64_t file_bytes) {
  const ScanInfo& info = decoder.info();
  ScanSummary summary;
  summary.name = std::move(name);
  summary.info = info;
  summary.grade = LinkFromXmp(info.xmp);
  summary.source_rows = SourceRowsFromXmp(info.xmp);
  summary.info.xmp = {};
  summary.encoding = AutoEncoding(info);
  summary.scanned_with = ScannedWith(info);
  summary.profile_bytes = static_cast<uint32_t>(info.icc_profile.size());
  summary.info.icc_profile = {};
  summary.upright = UprightSize(info.size, info.orientation);
  summary.rows_in_file = info.size.height;
  summary.file_bytes = file_bytes;
  summary.store_bytes = StoreBytes(summary);
  summary.scratch_bytes = decoder.scratch_bytes();
  return summary;
}

uint32_t RowsThere(const Status& status) {
  if (status.code() != StatusCode::kPartial) return 0;
  for (const SentenceArgument& argument : status.sentence().arguments()) {
    if (argument.name == "there") return static_cast<uint32_t>(argument.number);
  }
  return 0;
}

StatusOr<FrameMap> MapOf(const ScanSummary& scan, const Recipe& recipe) {
  return MakeFrameMap(recipe.geometry, scan.info.size, scan.info.orientation);
}

Grade GradeOf(const ScanSummary& scan, const Recipe& recipe) { return GradeFromRecipe(recipe, scan.encoding.color); }

StatusOr<ScanRows> ScanRows::Open(std::string name, std::unique_ptr<ByteSource> source, uint32_t rows) {
  ScanRows opened;
  opened.source_ = std::move(source);
  ASSIGN_OR_RETURN(opened.decoder_, OpenScan(*opened.source_));
  opened.summary_ = SummaryOf(std::move(name), *opened.decoder_, opened.source_->size());
  if (rows != 0) RETURN_IF_ERROR(opened.KeepRows(rows));
  return opened;
}

Status ScanRows::KeepRows(uint32_t rows) {
  ScanInfo& info = summary_.info;
  if (rows > info.size.height) return OutOfRange("picture-rows", {{"rows", rows}, {"there", info.size.height}});
  info.size.height = rows;
  summary_.upright = UprightSize(info.size, info.orientation);
  summary_.store_bytes = StoreBytes(summary_);
  return OkStatus();
}

Progress ScanRows::progress() const {
  const uint32_t rows = summary_.info.size.height;
  if (!decoder_->reads_ahead()) return {rows_done_, rows};
  return {static_cast<uint32_t>(ahead_ * rows) + rows_done_, 2 * rows};
}

StatusOr<bool> ScanRows::ReadAhead() {
  if (ahead_ < 1) {
    ASSIGN_OR_RETURN(ahead_, decoder_->ReadAhead());
  }
  return ahead_ >= 1;
}

StatusOr<uint32_t> ScanRows::Read(MutableByteSpan rows) {
  const StatusOr<uint32_t> read = decoder_->ReadRows(rows);
  if (!read.ok()) return EndedBy(read.status());
  if (*read == 0) return Truncated("picture-ends", {{"rows", rows_done_}});
  rows_done_ += *read;
  return *read;
}

// What a failure of the decoder means for the scan.
Status ScanRows::EndedBy(const Status& failure) const {
  if (rows_done_ == 0 || !IsOfTheBytes(failure)) return failure;
  return Partial("picture-partial",
                 {{"there", rows_done_}, {"rows", summary_.rows_in_file}, {"reason", failure.sentence()}});
}

}  // namespace easelight
