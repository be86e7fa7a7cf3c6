#include "core/engine/scan_opening.h"

#include "core/geometry/frame_map.h"

namespace safelight {

StatusOr<std::unique_ptr<ScanOpening>> ScanOpening::Begin(std::string name, std::unique_ptr<ByteSource> source,
                                                          std::unique_ptr<BlockFile> store, Region& region) {
  auto opening = std::make_unique<ScanOpening>();
  opening->source_ = std::move(source);
  opening->store_ = std::move(store);
  ASSIGN_OR_RETURN(opening->decoder_, OpenScan(*opening->source_));
  ScanSummary& summary = opening->summary_;
  summary.name = std::move(name);
  summary.info = opening->decoder_->info();
  summary.encoding = AutoEncoding(summary.info);
  summary.upright = UprightSize(summary.info.size, summary.info.orientation);
  summary.file_bytes = opening->source_->size();
  opening->layout_ = TileLayout(summary.info.size, summary.info.channels, summary.info.format);
  summary.store_bytes = opening->layout_.file_bytes;
  ASSIGN_OR_RETURN(opening->writer_, PyramidWriter::Create(opening->layout_, summary.encoding.curve, *opening->store_, region));
  return opening;
}

Status ScanOpening::Step() {
  ASSIGN_OR_RETURN(const uint32_t rows, decoder_->ReadRows(writer_.RowsWanted()));
  if (rows == 0) return Truncated("the picture ends after " + std::to_string(writer_.rows_done()) + " rows");
  return writer_.RowsAdded(rows);
}

}  // namespace safelight
