// Reads the photosites of a DNG that are packed as lossless JPEG, in tiles or strips of any size.
//
// Of each tile of a row of tiles a stream is open, and gives its part of a row of the sensor: in memory are a few rows,
// and what is read at once of each stream.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"
#include "core/io/lossless_jpeg.h"
#include "core/io/raw/mosaic_rows.h"
#include "core/io/windowed_reader.h"

namespace easelight {

struct LosslessLayout {
  struct Stream {
    uint64_t at;
    uint64_t bytes;
  };

  Extent sensor;                // With what shows no picture.
  Extent piece;                 // A tile, which is whole beyond the edges, too; or a strip.
  std::vector<Stream> streams;  // Of each piece, row by row.
  std::vector<uint16_t> curve;  // What stands for a code; empty where it is the code.

  uint32_t columns() const { return (sensor.width - 1) / piece.width + 1; }
};

// As the directory says it whose picture begins at `place`: there lies its first strip or only tile, or the list of
// where tiles begin. None where that is not a picture of the sensor in lossless JPEG of the kind that is read.
std::optional<LosslessLayout> FindLosslessLayout(ByteSource& source, uint64_t place, Extent sensor);

class LosslessRows final : public MosaicRows {
 public:
  // `source` must outlive the reader.
  LosslessRows(ByteSource& source, LosslessLayout layout);

  StatusOr<std::span<const uint16_t>> Row(uint32_t y) override;

 private:
  // A column of tiles, in the row of tiles that is read.
  struct Column {
    WindowedReader reader;
    LosslessLayout::Stream stream{};
    std::optional<LosslessJpeg> jpeg;
    std::vector<uint16_t> samples;  // A row of the stream, which need not be one of the tile.
    size_t taken = 0;
  };

  Status ReadNext();
  Status OpenPieces();
  Status OpenPiece(Column& column, const LosslessLayout::Stream& stream);
  Status ReadPart(Column& column, std::span<uint16_t> part);

  const LosslessLayout layout_;
  const uint64_t file_bytes_;
  std::vector<Column> columns_;
  std::vector<uint16_t> row_;
  uint32_t next_ = 0;
};

}  // namespace easelight
