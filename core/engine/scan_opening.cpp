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

}  // namespace

StatusOr<std::unique_ptr<ScanOpening>> ScanOpening::Begin(ScanNumber number, std::string name,
                                                          std::unique_ptr<ByteSource> source,
                                                          std::unique_ptr<BlockFile> store, uint32_t rows) {
  auto opening = std::make_unique<ScanOpening>();
  opening->number_ = number;
  opening->store_ = std::move(store);
  ASSIGN_OR_RETURN(opening->rows_, ScanRows::Open(std::move(name), std::move(source), rows));
  opening->summary_ = opening->rows_.summary();
  opening->profile_ = opening->rows_.decoder().info().icc_profile;
  const ScanInfo& info = opening->summary_.info;
  opening->layout_ = TileLayout(info.size, info.channels, info.format);
  opening->digest_ = PictureDigest(info.size, info.row_bytes(), opening->profile_);
  return opening;
}

Status ScanOpening::Unpack() {
  Stopwatch watch;
  RETURN_IF_ERROR(rows_.decoder().Unpack({store_.get(), summary_.store_bytes}));
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
  decodes_on_pool_ = rows_.decoder().UsePool(pool);
  if (!profile_.empty()) RETURN_IF_ERROR(store_->WriteAt(layout_.file_bytes, profile_));
  profile_ = {};
  return OkStatus();
}

// The rows before are stored meanwhile, unless the decoder needs all threads itself.
StatusOr<uint32_t> ScanOpening::ReadRows(MutableByteSpan rows) {
  if (decodes_on_pool_) return rows_.Read(rows);
  StatusOr<uint32_t> read = 0u;
  RETURN_IF_ERROR(writer_.StoreWaiting([&] { read = rows_.Read(rows); }));
  return read;
}

Status ScanOpening::Step() {
  Stopwatch watch;
  ASSIGN_OR_RETURN(const bool ready, rows_.ReadAhead());
  times_.decode += watch.Lap();
  if (!ready) return OkStatus();
  const MutableByteSpan wanted = writer_.RowsWanted();
  ASSIGN_OR_RETURN(const uint32_t rows, ReadRows(wanted));
  times_.decode += watch.Lap();
  digest_.AddRows(wanted.first(rows * summary_.info.row_bytes()));
  RETURN_IF_ERROR(writer_.RowsAdded(rows));
  if (progress().finished()) summary_.picture = digest_.Finish();
  times_.store += watch.Lap();
  return OkStatus();
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
