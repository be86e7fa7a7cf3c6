#include "core/engine/scan_opening.h"

#include <algorithm>

#include "core/base/stopwatch.h"
#include "core/engine/frame_view.h"
#include "core/engine/known_setup.h"
#include "core/io/metadata/xmp_packet.h"

namespace easelight {
namespace {

// A level shown small has few tiles; these are enough to read each once.
constexpr size_t kPreviewTiles = 8;

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

StatusOr<std::unique_ptr<ScanOpening>> ScanOpening::Begin(ScanNumber number, std::string name,
                                                          std::unique_ptr<ByteSource> source,
                                                          std::unique_ptr<BlockFile> store, uint32_t rows) {
  auto opening = std::make_unique<ScanOpening>();
  opening->number_ = number;
  opening->source_ = std::move(source);
  opening->store_ = std::move(store);
  ASSIGN_OR_RETURN(opening->decoder_, OpenScan(*opening->source_));
  opening->summary_ = SummaryOf(std::move(name), *opening->decoder_, opening->source_->size());
  opening->profile_ = opening->decoder_->info().icc_profile;
  if (rows != 0) RETURN_IF_ERROR(opening->KeepRows(rows));
  const ScanInfo& info = opening->summary_.info;
  opening->layout_ = TileLayout(info.size, info.channels, info.format);
  opening->digest_ = PictureDigest(info.size, info.row_bytes(), opening->profile_);
  return opening;
}

Status ScanOpening::KeepRows(uint32_t rows) {
  ScanInfo& info = summary_.info;
  if (rows > info.size.height) return OutOfRange("picture-rows", {{"rows", rows}, {"there", info.size.height}});
  info.size.height = rows;
  summary_.upright = UprightSize(info.size, info.orientation);
  summary_.store_bytes = StoreBytes(summary_);
  return OkStatus();
}

Status ScanOpening::Unpack() {
  Stopwatch watch;
  RETURN_IF_ERROR(decoder_->Unpack({store_.get(), summary_.store_bytes}));
  times_.decode += watch.Lap();
  return OkStatus();
}

Status ScanOpening::Prepare(Region& region, ThreadPool& pool) {
  const size_t tile_bytes = layout_.max_tile_bytes;
  ASSIGN_OR_RETURN(preview_tiles_,
                   region.Split("tiles of the preview", TileCache::BytesFor(kPreviewTiles, tile_bytes)));
  ASSIGN_OR_RETURN(preview_cache_, TileCache::Create(preview_tiles_, tile_bytes));
  preview_.emplace(number_, layout_, *store_, preview_cache_, TileReader::kView);
  ASSIGN_OR_RETURN(writer_, PyramidWriter::Create(layout_, summary_.encoding.color.curves, *store_, region, &pool));
  decodes_on_pool_ = decoder_->UsePool(pool);
  if (!profile_.empty()) RETURN_IF_ERROR(store_->WriteAt(layout_.file_bytes, profile_));
  profile_ = {};
  return OkStatus();
}

Progress ScanOpening::progress() const {
  const uint32_t rows = summary_.info.size.height;
  if (!decoder_->reads_ahead()) return {writer_.rows_done(), rows};
  return {static_cast<uint32_t>(ahead_ * rows) + writer_.rows_done(), 2 * rows};
}

// The rows before are stored meanwhile, unless the decoder needs all threads itself.
StatusOr<uint32_t> ScanOpening::ReadRows(MutableByteSpan rows) {
  if (decodes_on_pool_) return decoder_->ReadRows(rows);
  StatusOr<uint32_t> read = 0u;
  RETURN_IF_ERROR(writer_.StoreWaiting([&] { read = decoder_->ReadRows(rows); }));
  return read;
}

Status ScanOpening::Step() {
  Stopwatch watch;
  if (ahead_ < 1) {
    ASSIGN_OR_RETURN(ahead_, decoder_->ReadAhead());
    times_.decode += watch.Lap();
    if (ahead_ < 1) return OkStatus();
  }
  const MutableByteSpan wanted = writer_.RowsWanted();
  const StatusOr<uint32_t> rows = ReadRows(wanted);
  times_.decode += watch.Lap();
  if (!rows.ok()) return RowsEnd(rows.status());
  if (*rows == 0) return Truncated("picture-ends", {{"rows", writer_.rows_done()}});
  digest_.AddRows(wanted.first(*rows * summary_.info.row_bytes()));
  RETURN_IF_ERROR(writer_.RowsAdded(*rows));
  if (progress().finished()) summary_.picture = digest_.Finish();
  times_.store += watch.Lap();
  return OkStatus();
}

// What a failure of the decoder means for the scan.
Status ScanOpening::RowsEnd(const Status& failure) const {
  const uint32_t there = writer_.rows_done();
  if (there == 0 || !IsOfTheBytes(failure)) return failure;
  return Partial("picture-partial",
                 {{"there", there}, {"rows", summary_.rows_in_file}, {"reason", failure.sentence()}});
}

StatusOr<std::unique_ptr<BlockFile>> ScanOpening::TakeStore() {
  if (needs_unpacking()) RETURN_IF_ERROR(store_->Shorten(summary_.store_bytes));
  return std::move(store_);
}

StatusOr<uint32_t> ScanOpening::RowsAtHand(const FrameMap& map, Extent limit) {
  const int level = MakeFrameView(map, layout_, {.viewer = limit}).level;
  ASSIGN_OR_RETURN(const uint32_t rows, writer_.FlushLevel(level));
  // Tiles that were read before may have more rows now.
  preview_cache_.Clear();
  if (rows == 0) return InvalidInput("engine-nothing-decoded");
  return static_cast<uint32_t>(std::min<uint64_t>(uint64_t{rows} << level, summary_.info.size.height));
}

}  // namespace easelight
