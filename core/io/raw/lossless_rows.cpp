#include "core/io/raw/lossless_rows.h"

#include <algorithm>
#include <utility>

#include "core/io/tiff_directories.h"

namespace easelight {
namespace {

// TIFF 6.0.
constexpr uint16_t kStripOffsetsTag = 273;
constexpr uint16_t kRowsPerStripTag = 278;
constexpr uint16_t kStripBytesTag = 279;
constexpr uint16_t kTileWidthTag = 322;
constexpr uint16_t kTileHeightTag = 323;
constexpr uint16_t kTileOffsetsTag = 324;
constexpr uint16_t kTileBytesTag = 325;

// A sensor of 2^31 photosites in tiles of 256 x 256 has half as many.
constexpr size_t kMostPieces = 65536;
// Streams that are open side by side. Those of a sensor of 150 megapixels are 56; tiles of 16 photosites, 888.
constexpr uint32_t kMostColumns = 1024;
// What is read at once of all of them, and at least of each: together up to 16 MiB.
constexpr size_t kWindowBytes = 1 << 20;
constexpr size_t kLeastWindowBytes = 16 * 1024;
// A row of a stream may be several of its tile.
constexpr uint64_t kMostRowsAtOnce = 4;

std::optional<uint32_t> SideOf(TiffDirectories& directories, const TiffDirectory& directory, uint16_t tag) {
  const auto side = directories.Whole(directory, tag);
  return side && *side >= 1 && *side <= kMaxSide ? std::optional(static_cast<uint32_t>(*side)) : std::nullopt;
}

std::optional<Extent> PieceOf(TiffDirectories& directories, const TiffDirectory& directory, Extent sensor) {
  if (directory.Find(kTileOffsetsTag) == nullptr) {
    const uint64_t rows = directories.Whole(directory, kRowsPerStripTag).value_or(sensor.height);
    if (rows == 0) return std::nullopt;
    return Extent{sensor.width, static_cast<uint32_t>(std::min<uint64_t>(rows, sensor.height))};
  }
  const auto width = SideOf(directories, directory, kTileWidthTag);
  const auto height = SideOf(directories, directory, kTileHeightTag);
  // No more than a tile is wasted at the right edge.
  if (!width || !height || *width >= uint64_t{2} * sensor.width) return std::nullopt;
  return Extent{*width, *height};
}

// As many as there are pieces, or none.
std::vector<LosslessLayout::Stream> StreamsOf(TiffDirectories& directories, const TiffDirectory& directory,
                                              size_t pieces) {
  const bool tiled = directory.Find(kTileOffsetsTag) != nullptr;
  const auto places = directories.Numbers(directory, tiled ? kTileOffsetsTag : kStripOffsetsTag, kMostPieces);
  const auto sizes = directories.Numbers(directory, tiled ? kTileBytesTag : kStripBytesTag, kMostPieces);
  std::vector<LosslessLayout::Stream> streams;
  if (places.size() != pieces || sizes.size() != pieces) return streams;
  const auto number = [](double value) { return static_cast<uint64_t>(std::clamp(value, 0.0, 0x1p53)); };
  for (size_t i = 0; i < pieces; ++i) streams.push_back({number(places[i]), number(sizes[i])});
  return streams;
}

std::optional<LosslessLayout> LayoutOf(TiffDirectories& directories, const TiffDirectory& directory, Extent sensor) {
  const std::optional<Extent> piece = PieceOf(directories, directory, sensor);
  if (!piece) return std::nullopt;
  LosslessLayout layout{.sensor = sensor, .piece = *piece, .streams = {}, .curve = {}};
  const uint64_t pieces = uint64_t{layout.columns()} * ((sensor.height - 1) / piece->height + 1);
  if (layout.columns() > kMostColumns || pieces > kMostPieces) return std::nullopt;
  layout.streams = StreamsOf(directories, directory, static_cast<size_t>(pieces));
  return layout.streams.empty() ? std::nullopt : std::optional(std::move(layout));
}

bool Begins(TiffDirectories& directories, const TiffDirectory& directory, uint64_t place) {
  for (const uint16_t tag : {kTileOffsetsTag, kStripOffsetsTag}) {
    const TiffEntry* entry = directory.Find(tag);
    if (entry != nullptr && (entry->at == place || directories.Whole(directory, tag) == place)) return true;
  }
  return false;
}

// Whether the stream is of a kind that is read. One that is damaged, or not there, is.
bool IsLossless(ByteSource& source, const LosslessLayout::Stream& stream) {
  WindowedReader reader(source, kLeastWindowBytes);
  const auto frame = FindJpegFrame(reader, stream.at, stream.bytes);
  if (frame && frame->marker != kLosslessFrame) return false;
  return LosslessJpeg::Open(reader, stream.at, stream.bytes, {}).status().code() != StatusCode::kUnsupported;
}

// What is wrong with a stream is said of the file.
Status OfFile(const Status& status, const LosslessLayout::Stream& stream) {
  const bool damaged = status.code() == StatusCode::kInvalidInput || status.code() == StatusCode::kUnsupported;
  return damaged ? InvalidInput("raw-damaged-near", {{"byte", stream.at}}) : status;
}

}  // namespace

std::optional<LosslessLayout> FindLosslessLayout(ByteSource& source, uint64_t place, Extent sensor) {
  TiffDirectories directories(source);
  for (const TiffDirectory& directory : directories.all()) {
    if (!Begins(directories, directory, place)) continue;
    std::optional<LosslessLayout> layout = LayoutOf(directories, directory, sensor);
    return layout && IsLossless(source, layout->streams.front()) ? std::move(layout) : std::nullopt;
  }
  return std::nullopt;
}

LosslessRows::LosslessRows(ByteSource& source, LosslessLayout layout)
    : layout_(std::move(layout)), file_bytes_(source.size()), row_(layout_.sensor.width) {
  const size_t window = std::max(kLeastWindowBytes, kWindowBytes / layout_.columns());
  // Streams hold on to their readers: these stay where they are.
  columns_.reserve(layout_.columns());
  for (uint32_t i = 0; i < layout_.columns(); ++i) columns_.push_back({WindowedReader(source, window), {}, {}, {}, 0});
}

StatusOr<std::span<const uint16_t>> LosslessRows::Row(uint32_t y) {
  while (next_ <= y) RETURN_IF_ERROR(ReadNext());
  return std::span<const uint16_t>(row_);
}

Status LosslessRows::ReadNext() {
  if (next_ % layout_.piece.height == 0) RETURN_IF_ERROR(OpenPieces());
  std::span<uint16_t> rest(row_);
  for (Column& column : columns_) {
    const size_t width = std::min<size_t>(layout_.piece.width, rest.size());
    RETURN_IF_ERROR(OfFile(ReadPart(column, rest.first(width)), column.stream));
    rest = rest.subspan(width);
  }
  if (!layout_.curve.empty()) {
    for (uint16_t& code : row_) code = layout_.curve[code];
  }
  ++next_;
  return OkStatus();
}

Status LosslessRows::OpenPieces() {
  const size_t first = size_t{next_ / layout_.piece.height} * columns_.size();
  for (size_t i = 0; i < columns_.size(); ++i) {
    const LosslessLayout::Stream& stream = layout_.streams[first + i];
    RETURN_IF_ERROR(OfFile(OpenPiece(columns_[i], stream), stream));
  }
  return OkStatus();
}

Status LosslessRows::OpenPiece(Column& column, const LosslessLayout::Stream& stream) {
  if (stream.at > file_bytes_ || stream.bytes > file_bytes_ - stream.at) {
    return Truncated("raw-ends", {{"end", file_bytes_}});
  }
  column.stream = stream;
  ASSIGN_OR_RETURN(column.jpeg, LosslessJpeg::Open(column.reader, stream.at, stream.bytes, {}));
  const JpegFrame& frame = column.jpeg->frame();
  const uint64_t row_samples = uint64_t{frame.size.width} * frame.components;
  const uint32_t rows = std::min(layout_.piece.height, layout_.sensor.height - next_);
  const bool fits = row_samples <= kMostRowsAtOnce * layout_.piece.width &&
                    row_samples * frame.size.height >= uint64_t{layout_.piece.width} * rows;
  if (!fits) return InvalidInput("raw-damaged");
  column.samples.resize(static_cast<size_t>(row_samples));
  column.taken = column.samples.size();
  return OkStatus();
}

// Samples follow each other through the rows of a stream as through those of its tile, whatever either's width is. Of
// a tile's row `part` is what lies within the sensor.
Status LosslessRows::ReadPart(Column& column, std::span<uint16_t> part) {
  for (size_t done = 0; done < layout_.piece.width;) {
    if (column.taken == column.samples.size()) {
      RETURN_IF_ERROR(column.jpeg->ReadRow(column.samples.data()));
      column.taken = 0;
    }
    const size_t n = std::min(column.samples.size() - column.taken, layout_.piece.width - done);
    const size_t kept = std::min(n, part.size());
    std::copy_n(column.samples.data() + column.taken, kept, part.data());
    part = part.subspan(kept);
    column.taken += n;
    done += n;
  }
  return OkStatus();
}

}  // namespace easelight
