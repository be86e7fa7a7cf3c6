#include "core/store/pyramid_writer.h"

#include <algorithm>
#include <cstring>

namespace easelight {
namespace {

constexpr uint32_t kMostStripRows = 64;
constexpr uint32_t kFewestStripRows = 4;

size_t RowBytes(const LevelLayout& level) { return size_t{level.size.width} * level.pixel_bytes; }
// Of a row of a tile, and of all tiles side by side.
size_t TileRowBytes(const LevelLayout& level) { return kTileSide * level.pixel_bytes; }
size_t TilesRowBytes(const LevelLayout& level) { return level.tiles_x * TileRowBytes(level); }

// How many strips of a level are held: one of level 0 is filled while the other is worked on.
uint32_t StripsHeld(size_t level) { return level == 0 ? 2 : 1; }

// Average of a 2x2 block, channel by channel, through linear light; at odd edges the last column stands in twice.
// `mean` is given the channel, and a block's four codes.
template <typename Code, typename Out, typename Mean>
void AveragePixels(const uint8_t* top_bytes, const uint8_t* bottom_bytes, uint8_t* out_bytes, uint32_t width,
                   size_t channels, const Mean& mean) {
  const Code* top = reinterpret_cast<const Code*>(top_bytes);
  const Code* bottom = reinterpret_cast<const Code*>(bottom_bytes);
  Out* out = reinterpret_cast<Out*>(out_bytes);
  const uint32_t pairs = width / 2;
  for (uint32_t x = 0; x < pairs; ++x) {
    const size_t left = 2 * size_t{x} * channels;
    for (size_t c = 0; c < channels; ++c) {
      out[x * channels + c] =
          mean(c, top[left + c], top[left + channels + c], bottom[left + c], bottom[left + channels + c]);
    }
  }
  if (width % 2 == 0) return;
  const size_t last = (size_t{width} - 1) * channels;
  for (size_t c = 0; c < channels; ++c) {
    out[pairs * channels + c] = mean(c, top[last + c], top[last + c], bottom[last + c], bottom[last + c]);
  }
}

// Of samples up to 1 in floats, to the precision of 16-bit codes: whatever is brighter than white is averaged as it is.
float MeanThroughLight(const AveragingTables& tables, const std::array<float, 4>& samples) {
  float sum = 0;
  for (const float sample : samples) {
    const float code = sample > 0.0f ? sample * 65535.0f : 0.0f;  // NaN counts as 0.
    const size_t left = std::min(static_cast<size_t>(code), size_t{65534});
    const CodeTable& linear = tables.linear_from_upper;
    sum += linear[left] + (code - static_cast<float>(left)) * (linear[left + 1] - linear[left]);
  }
  return EncodedValue(tables.encode, 0.25f * sum) / 65535.0f;
}

StatusOr<AveragingTables*> MakeTables(const TransferCurve& curve, SampleFormat format, Region& region) {
  ASSIGN_OR_RETURN(const auto taken, region.Take<AveragingTables>(1, "averaging tables"));
  AveragingTables& tables = taken.front();
  BuildLinearTable(curve, format, tables.linear_from_code);
  BuildLinearTable(curve, SampleFormat::kUint16, tables.linear_from_upper);
  BuildEncodeTable(curve, 65535.0, tables.encode);
  return &tables;
}

}  // namespace

StatusOr<PyramidWriter> PyramidWriter::Create(const TileLayout& layout, const ChannelCurves& encoding, BlockFile& file,
                                              Region& region, ThreadPool* pool) {
  PyramidWriter writer;
  writer.layout_ = layout;
  writer.file_ = &file;
  writer.pool_ = pool;
  writer.linear_ = encoding == AllChannels(TransferCurve::Linear());
  for (size_t c = 0; c < encoding.size(); ++c) {
    const auto same = static_cast<size_t>(std::find(encoding.begin(), encoding.end(), encoding[c]) - encoding.begin());
    if (same == c) {
      ASSIGN_OR_RETURN(writer.tables_[c], MakeTables(encoding[c], layout.level[0].format, region));
    } else {
      writer.tables_[c] = writer.tables_[same];
    }
  }

  const auto levels = static_cast<size_t>(layout.levels);
  size_t tiles_row_bytes = 0, bytes_per_strip_row = 0;
  for (size_t l = 0; l < levels; ++l) {
    tiles_row_bytes = std::max(tiles_row_bytes, TilesRowBytes(layout.level[l]));
    bytes_per_strip_row += RowBytes(layout.level[l]) * StripsHeld(l);
  }
  bytes_per_strip_row += tiles_row_bytes;
  writer.strip_rows_ = kMostStripRows;
  constexpr size_t kAlignmentSlack = (kMaxLevels + 1) * Region::kAlignment;
  while (writer.strip_rows_ > kFewestStripRows &&
         bytes_per_strip_row * writer.strip_rows_ + kAlignmentSlack > region.left()) {
    writer.strip_rows_ /= 2;
  }
  for (size_t l = 0; l < levels; ++l) {
    const size_t bytes = RowBytes(layout.level[l]) * writer.strip_rows_ * StripsHeld(l);
    ASSIGN_OR_RETURN(writer.level_[l].rows, region.Take<uint8_t>(bytes, "a strip of the pyramid"));
  }
  ASSIGN_OR_RETURN(writer.tile_rows_, region.Take<uint8_t>(tiles_row_bytes * writer.strip_rows_, "rows of tiles"));
  // The last tiles end where the scan does; the file is as long as if they were whole, so that tiles are read whole.
  const uint8_t end = 0;
  RETURN_IF_ERROR(file.WriteAt(layout.file_bytes - 1, {&end, 1}));
  return writer;
}

uint8_t* PyramidWriter::Row(int level, uint32_t row) const {
  const auto l = static_cast<size_t>(level);
  return level_[l].rows.data() + row % (strip_rows_ * StripsHeld(l)) * RowBytes(layout_.level[l]);
}

MutableByteSpan PyramidWriter::RowsWanted() {
  const uint32_t next = level_[0].next_row;
  const uint32_t rows = std::min(strip_rows_ - next % strip_rows_, layout_.level[0].size.height - next);
  return {Row(0, next), rows * RowBytes(layout_.level[0])};
}

PyramidWriter::Strip PyramidWriter::CompleteStrip(int level) const {
  const uint32_t done = level_[static_cast<size_t>(level)].next_row, begun = done % strip_rows_;
  if (begun == 0) return {level, done - strip_rows_, strip_rows_};
  if (done == layout_of(level).size.height) return {level, done - begun, begun};
  return {level, done, 0};
}

Status PyramidWriter::RowsAdded(uint32_t rows) {
  level_[0].next_row += rows;
  const Strip strip = CompleteStrip(0);
  if (strip.rows == 0) return OkStatus();
  RETURN_IF_ERROR(StoreWaiting([] {}));
  waiting_ = strip;
  return rows_done() == layout_.level[0].size.height ? StoreWaiting([] {}) : OkStatus();
}

StatusOr<uint32_t> PyramidWriter::FlushLevel(int level) {
  RETURN_IF_ERROR(StoreWaiting([] {}));
  const uint32_t rows = level_[static_cast<size_t>(level)].next_row;
  const Strip begun = {level, rows - rows % strip_rows_, rows % strip_rows_};
  if (begun.rows == 0) return rows;
  for (uint32_t tx = 0; tx < layout_of(level).tiles_x; ++tx) LayOutTile(begun, tx);
  RETURN_IF_ERROR(WriteTiles(begun));
  return rows;
}

int PyramidWriter::PiecesOf(const Strip& strip) const {
  if (strip.rows == 0) return 0;
  const uint32_t pairs = strip.level + 1 < layout_.levels ? (strip.rows + 1) / 2 : 0;
  return static_cast<int>(layout_of(strip.level).tiles_x + pairs);
}

void PyramidWriter::DoPiece(const Strip& strip, int piece) {
  const auto index = static_cast<uint32_t>(piece), tiles = layout_of(strip.level).tiles_x;
  if (index < tiles)
    LayOutTile(strip, index);
  else
    AveragePair(strip, index - tiles);
}

void PyramidWriter::LayOutTile(const Strip& strip, uint32_t tx) {
  const LevelLayout& level = layout_of(strip.level);
  const size_t slot_row = TileRowBytes(level), from = tx * slot_row;
  const size_t bytes = std::min(slot_row, RowBytes(level) - from);
  uint8_t* out = tile_rows_.data() + from * strip.rows;
  for (uint32_t y = 0; y < strip.rows; ++y, out += slot_row) {
    std::memcpy(out, Row(strip.level, strip.first_row + y) + from, bytes);
    std::memset(out + bytes, 0, slot_row - bytes);
  }
}

Status PyramidWriter::WriteTiles(const Strip& strip) {
  const LevelLayout& level = layout_of(strip.level);
  const size_t bytes = TileRowBytes(level) * strip.rows;
  const uint32_t ty = strip.first_row / kTileSide;
  const uint64_t within = uint64_t{strip.first_row % kTileSide} * TileRowBytes(level);
  for (uint32_t tx = 0; tx < level.tiles_x; ++tx) {
    RETURN_IF_ERROR(file_->WriteAt(level.tile_offset(tx, ty) + within, tile_rows_.subspan(tx * bytes, bytes)));
  }
  return OkStatus();
}

Status PyramidWriter::FinishStrip(Strip strip) {
  for (;;) {
    RETURN_IF_ERROR(WriteTiles(strip));
    const int above = strip.level + 1;
    if (above == layout_.levels) return OkStatus();
    level_[static_cast<size_t>(above)].next_row = (strip.first_row + strip.rows + 1) / 2;
    strip = CompleteStrip(above);
    if (strip.rows == 0) return OkStatus();
    ShareOut(strip, [] {});
  }
}

// A strip starts on an even row, so pairs never cross strips; an odd last row stands in twice.
void PyramidWriter::AveragePair(const Strip& strip, uint32_t pair) {
  const uint32_t row = strip.first_row + 2 * pair;
  const uint8_t* top = Row(strip.level, row);
  const uint8_t* bottom = 2 * pair + 1 < strip.rows ? Row(strip.level, row + 1) : top;
  AverageRow(strip.level, top, bottom, Row(strip.level + 1, row / 2));
}

void PyramidWriter::AverageRow(int l, const uint8_t* top, const uint8_t* bottom, uint8_t* out) const {
  const LevelLayout& level = layout_.level[static_cast<size_t>(l)];
  const uint32_t width = level.size.width;
  const size_t channels = static_cast<size_t>(layout_.channels);
  const auto through_light = [this](const CodeTable AveragingTables::*table) {
    return [this, table](size_t channel, auto a, auto b, auto c, auto d) {
      const AveragingTables& tables = *tables_[channel];
      const CodeTable& linear = tables.*table;
      const float sum = (linear[a] + linear[b]) + (linear[c] + linear[d]);
      return static_cast<uint16_t>(EncodedCode(tables.encode, 0.25f * sum));
    };
  };
  switch (level.format) {
    case SampleFormat::kUint8:
      return AveragePixels<uint8_t, uint16_t>(top, bottom, out, width, channels,
                                              through_light(&AveragingTables::linear_from_code));
    case SampleFormat::kUint16:
      if (linear_) {
        return AveragePixels<uint16_t, uint16_t>(top, bottom, out, width, channels,
                                                 [](size_t, uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
                                                   return static_cast<uint16_t>((a + b + c + d + 2) / 4);
                                                 });
      }
      return AveragePixels<uint16_t, uint16_t>(top, bottom, out, width, channels,
                                               through_light(&AveragingTables::linear_from_upper));
    case SampleFormat::kFloat32:
      return AveragePixels<float, float>(
          top, bottom, out, width, channels, [this](size_t channel, float a, float b, float c, float d) {
            const bool direct = linear_ || std::max({a, b, c, d}) > 1.0f;
            return direct ? 0.25f * ((a + b) + (c + d)) : MeanThroughLight(*tables_[channel], {a, b, c, d});
          });
  }
}

}  // namespace easelight
