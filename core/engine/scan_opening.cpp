#include "core/engine/scan_opening.h"

#include <algorithm>

#include "core/base/stopwatch.h"
#include "core/engine/frame_reader.h"
#include "core/engine/known_setup.h"
#include "core/io/metadata/xmp_packet.h"

namespace easelight {
namespace {

// A level shown small has few tiles; these are enough to read each once.
constexpr size_t kPreviewTiles = 8;

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
  summary.info.xmp = {};
  summary.encoding = AutoEncoding(info);
  summary.scanned_with = ScannedWith(info);
  summary.profile_bytes = static_cast<uint32_t>(info.icc_profile.size());
  summary.info.icc_profile = {};
  summary.upright = UprightSize(info.size, info.orientation);
  summary.file_bytes = file_bytes;
  summary.store_bytes = StoreBytes(summary);
  summary.scratch_bytes = decoder.scratch_bytes();
  return summary;
}

StatusOr<std::unique_ptr<ScanOpening>> ScanOpening::Begin(ScanNumber number, std::string name,
                                                          std::unique_ptr<ByteSource> source,
                                                          std::unique_ptr<BlockFile> store) {
  auto opening = std::make_unique<ScanOpening>();
  opening->number_ = number;
  opening->source_ = std::move(source);
  opening->store_ = std::move(store);
  ASSIGN_OR_RETURN(opening->decoder_, OpenScan(*opening->source_));
  opening->summary_ = SummaryOf(std::move(name), *opening->decoder_, opening->source_->size());
  opening->profile_ = opening->decoder_->info().icc_profile;
  const ScanInfo& info = opening->summary_.info;
  opening->layout_ = TileLayout(info.size, info.channels, info.format);
  opening->digest_ = PictureDigest(info.size, info.row_bytes());
  return opening;
}

Status ScanOpening::Unpack() {
  Stopwatch watch;
  RETURN_IF_ERROR(decoder_->Unpack({store_.get(), layout_.file_bytes}));
  times_.decode += watch.Lap();
  return OkStatus();
}

Status ScanOpening::Prepare(Region& region) {
  const size_t tile_bytes = layout_.max_tile_bytes;
  ASSIGN_OR_RETURN(preview_tiles_,
                   region.Split("tiles of the preview", kPreviewTiles * (tile_bytes + Region::kAlignment)));
  ASSIGN_OR_RETURN(preview_cache_, TileCache::Create(preview_tiles_, tile_bytes, 1));
  preview_.emplace(number_, layout_, *store_, preview_cache_, TileReader::kView);
  ASSIGN_OR_RETURN(writer_, PyramidWriter::Create(layout_, summary_.encoding.color.curves, *store_, region));
  if (!profile_.empty()) RETURN_IF_ERROR(store_->WriteAt(layout_.file_bytes, profile_));
  profile_ = {};
  return OkStatus();
}

Status ScanOpening::Step() {
  Stopwatch watch;
  const MutableByteSpan wanted = writer_.RowsWanted();
  ASSIGN_OR_RETURN(const uint32_t rows, decoder_->ReadRows(wanted));
  times_.decode += watch.Lap();
  if (rows == 0) return Truncated("picture-ends", {{"rows", writer_.rows_done()}});
  digest_.AddRows(wanted.first(rows * summary_.info.row_bytes()));
  RETURN_IF_ERROR(writer_.RowsAdded(rows));
  if (progress().finished()) summary_.picture = digest_.Finish();
  times_.store += watch.Lap();
  return OkStatus();
}

StatusOr<std::unique_ptr<BlockFile>> ScanOpening::TakeStore() {
  if (needs_unpacking()) RETURN_IF_ERROR(store_->Shorten(layout_.file_bytes));
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
