#include "core/store/pyramid_writer.h"

#include <algorithm>
#include <cstring>

namespace easelight {
namespace {

constexpr uint32_t kMostStripRows = 64;
constexpr uint32_t kFewestStripRows = 4;

size_t RowBytes(const LevelLayout& level) { return size_t{level.size.width} * level.pixel_bytes; }

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
                                              Region& region) {
  PyramidWriter writer;
  writer.layout_ = layout;
  writer.file_ = &file;
  writer.linear_ = encoding == AllChannels(TransferCurve::Linear());
  for (size_t c = 0; c < encoding.size(); ++c) {
    const auto same = static_cast<size_t>(std::find(encoding.begin(), encoding.end(), encoding[c]) - encoding.begin());
    if (same == c) {
      ASSIGN_OR_RETURN(writer.tables_[c], MakeTables(encoding[c], layout.level[0].format, region));
    } else {
      writer.tables_[c] = writer.tables_[same];
    }
  }

  size_t bytes_per_strip_row = size_t{kTileSide} * layout.level[0].pixel_bytes;
  for (int l = 0; l < layout.levels; ++l) bytes_per_strip_row += RowBytes(layout.level[static_cast<size_t>(l)]);
  writer.strip_rows_ = kMostStripRows;
  constexpr size_t kAlignmentSlack = (kMaxLevels + 1) * Region::kAlignment;
  while (writer.strip_rows_ > kFewestStripRows &&
         bytes_per_strip_row * writer.strip_rows_ + kAlignmentSlack > region.left()) {
    writer.strip_rows_ /= 2;
  }
  for (int l = 0; l < layout.levels; ++l) {
    const size_t i = static_cast<size_t>(l);
    ASSIGN_OR_RETURN(writer.level_[i].rows,
                     region.Take<uint8_t>(RowBytes(layout.level[i]) * writer.strip_rows_, "a strip of the pyramid"));
  }
  const size_t widest =
      std::max(layout.level[0].pixel_bytes, layout.level[static_cast<size_t>(layout.levels - 1)].pixel_bytes);
  ASSIGN_OR_RETURN(writer.tile_rows_, region.Take<uint8_t>(kTileSide * widest * writer.strip_rows_, "rows of a tile"));
  // The last tiles end where the scan does; the file is as long as if they were whole, so that tiles are read whole.
  const uint8_t end = 0;
  RETURN_IF_ERROR(file.WriteAt(layout.file_bytes - 1, {&end, 1}));
  return writer;
}

MutableByteSpan PyramidWriter::RowsWanted() {
  const uint32_t in_strip = level_[0].next_row % strip_rows_;
  const uint32_t rows = std::min(strip_rows_ - in_strip, layout_.level[0].size.height - level_[0].next_row);
  const size_t row_bytes = RowBytes(layout_.level[0]);
  return level_[0].rows.subspan(in_strip * row_bytes, rows * row_bytes);
}

Status PyramidWriter::RowsAdded(uint32_t rows) {
  level_[0].next_row += rows;
  for (int l = 0; l < layout_.levels; ++l) {
    const LevelLayout& level = layout_.level[static_cast<size_t>(l)];
    const uint32_t done = level_[static_cast<size_t>(l)].next_row;
    const bool at_end = done == level.size.height;
    if (done % strip_rows_ != 0 && !at_end) return OkStatus();
    const uint32_t strip = done % strip_rows_ == 0 ? strip_rows_ : done % strip_rows_;
    RETURN_IF_ERROR(FlushStrip(l, done - strip, strip));
    if (l + 1 < layout_.levels) RETURN_IF_ERROR(Average(l, done - strip, strip));
  }
  return OkStatus();
}

StatusOr<uint32_t> PyramidWriter::FlushLevel(int level) {
  const uint32_t rows = level_[static_cast<size_t>(level)].next_row;
  const uint32_t begun = rows % strip_rows_;
  if (begun != 0) RETURN_IF_ERROR(FlushStrip(level, rows - begun, begun));
  return rows;
}

Status PyramidWriter::FlushStrip(int l, uint32_t first_row, uint32_t rows) {
  const LevelLayout& level = layout_.level[static_cast<size_t>(l)];
  const uint8_t* strip = level_[static_cast<size_t>(l)].rows.data();
  const size_t row_bytes = RowBytes(level);
  const size_t slot_row = kTileSide * level.pixel_bytes;
  const uint32_t ty = first_row / kTileSide;
  const uint64_t within = uint64_t{first_row % kTileSide} * slot_row;
  for (uint32_t tx = 0; tx < level.tiles_x; ++tx) {
    const size_t from = size_t{tx} * slot_row;
    const size_t bytes = std::min(slot_row, row_bytes - from);
    for (uint32_t y = 0; y < rows; ++y) {
      std::memcpy(tile_rows_.data() + y * slot_row, strip + y * row_bytes + from, bytes);
      std::memset(tile_rows_.data() + y * slot_row + bytes, 0, slot_row - bytes);
    }
    RETURN_IF_ERROR(file_->WriteAt(level.tile_offset(tx, ty) + within, tile_rows_.first(rows * slot_row)));
  }
  return OkStatus();
}

Status PyramidWriter::Average(int l, uint32_t first_row, uint32_t rows) {
  const size_t i = static_cast<size_t>(l);
  const size_t in_bytes = RowBytes(layout_.level[i]);
  const size_t out_bytes = RowBytes(layout_.level[i + 1]);
  LevelStrip& upper = level_[i + 1];
  // A strip starts on an even row, so pairs never cross strips; an odd last row stands in twice.
  upper.next_row = first_row / 2;
  for (uint32_t y = 0; y < rows; y += 2) {
    const uint8_t* top = level_[i].rows.data() + y * in_bytes;
    const uint8_t* bottom = y + 1 < rows ? top + in_bytes : top;
    AverageRow(l, top, bottom, upper.rows.data() + (upper.next_row % strip_rows_) * out_bytes);
    ++upper.next_row;
  }
  return OkStatus();
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
      // Float scans are linear by rule or nearly always; others average in their own encoding.
      return AveragePixels<float, float>(
          top, bottom, out, width, channels,
          [](size_t, float a, float b, float c, float d) { return 0.25f * ((a + b) + (c + d)); });
  }
}

}  // namespace easelight
