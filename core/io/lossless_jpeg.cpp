#include "core/io/lossless_jpeg.h"

#include <algorithm>
#include <utility>

namespace easelight {
namespace {

// ITU-T T.81, table B.1.
constexpr uint8_t kHuffmanTables = 0xC4;
constexpr uint8_t kEndOfImage = 0xD9;
constexpr uint8_t kStartOfScan = 0xDA;
constexpr uint8_t kRestartInterval = 0xDD;

// Real streams have a few segments before their data; no search goes on for ever.
constexpr int kMaxHeaders = 256;
constexpr uint32_t kMaxComponents = 4;

// Start-of-frame markers: 0xC0..0xCF without those for tables, extensions and arithmetic conditioning.
bool IsFrame(uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != kHuffmanTables && marker != 0xC8 && marker != 0xCC;
}

bool HasLength(uint8_t marker) { return marker != 0x01 && !(marker >= 0xD0 && marker <= 0xD8); }

uint32_t Number16(ByteSpan bytes, size_t at) { return static_cast<uint32_t>(bytes[at] << 8 | bytes[at + 1]); }

// The segments before a stream's data. Each is handed to `take(marker, content)`; content is cut off after 2 KiB, which
// all that is looked at fits in. Ends behind the first for which `take` is false, at the end of the image, or after
// nothing that is a segment.
template <typename Take>
Status WalkHeaders(WindowedReader& reader, uint64_t& at, uint64_t end, const Take& take) {
  std::array<uint8_t, 2048> content;
  for (int i = 0; i < kMaxHeaders; ++i) {
    std::array<uint8_t, 4> head{};
    if (end - at < 2) return OkStatus();
    RETURN_IF_ERROR(reader.ReadAt(at, MutableByteSpan(head).first(2)));
    if (head[0] != 0xFF || head[1] == kEndOfImage) return OkStatus();
    if (head[1] == 0xFF || !HasLength(head[1])) {
      at += head[1] == 0xFF ? 1u : 2u;
      continue;
    }
    if (end - at < 4) return OkStatus();
    RETURN_IF_ERROR(reader.ReadAt(at, head));
    const uint64_t length = Number16(head, 2);
    if (length < 2 || end - at - 2 < length) return OkStatus();
    const MutableByteSpan held =
        MutableByteSpan(content).first(static_cast<size_t>(std::min<uint64_t>(content.size(), length - 2)));
    RETURN_IF_ERROR(reader.ReadAt(at + 4, held));
    at += 2 + length;
    if (!take(head[1], ByteSpan(held))) return OkStatus();
  }
  return OkStatus();
}

std::optional<JpegFrame> ParseFrame(uint8_t marker, ByteSpan content) {
  if (content.size() < 6 || content.size() < 6 + 3 * size_t{content[5]}) return std::nullopt;
  return JpegFrame{marker, content[0], {Number16(content, 3), Number16(content, 1)}, content[5]};
}

Status Damaged() { return InvalidInput("tiff-jpeg-damaged"); }

}  // namespace

std::optional<JpegFrame> FindJpegFrame(WindowedReader& reader, uint64_t at, uint64_t bytes) {
  std::optional<JpegFrame> frame;
  const auto take = [&frame](uint8_t marker, ByteSpan content) {
    if (!IsFrame(marker)) return marker != kStartOfScan;
    frame = ParseFrame(marker, content);
    return false;
  };
  if (!WalkHeaders(reader, at, at + bytes, take).ok()) return std::nullopt;
  return frame;
}

// Fills in a LosslessJpeg from its segments, up to the start of the scan.
class LosslessJpeg::Headers {
 public:
  explicit Headers(LosslessJpeg& jpeg) : jpeg_(jpeg) {}

  bool Take(uint8_t marker, ByteSpan content) {
    if (marker == kHuffmanTables) return Keep(TakeTables(content));
    if (marker == kRestartInterval) return Keep(TakeRestart(content));
    if (marker == kStartOfScan) return Keep(TakeScan(content)) && false;
    return !IsFrame(marker) || Keep(TakeFrame(marker, content));
  }

  // Whether all is there that a scan needs.
  Status Outcome() const {
    if (!status_.ok()) return status_;
    return in_scan_ ? OkStatus() : Damaged();
  }

 private:
  bool Keep(Status status) {
    status_ = std::move(status);
    return status_.ok();
  }

  Status TakeTables(ByteSpan content) {
    while (content.size() >= 17) {
      std::array<uint8_t, 16> counts;
      std::copy_n(content.begin() + 1, 16, counts.begin());
      size_t values = 0;
      for (const uint8_t count : counts) values += count;
      const uint8_t number = content[0];  // Its upper half is 0: there is no other class in lossless streams.
      if (content.size() < 17 + values) return Damaged();
      if (number < 4 && !jpeg_.tables_[number].Set(counts, content.subspan(17, values))) return Damaged();
      content = content.subspan(17 + values);
    }
    return OkStatus();
  }

  Status TakeRestart(ByteSpan content) {
    if (content.size() < 2) return Damaged();
    restart_interval_ = Number16(content, 0);
    return OkStatus();
  }

  Status TakeFrame(uint8_t marker, ByteSpan content) {
    const auto frame = ParseFrame(marker, content);
    if (!frame || marker != kLosslessFrame || ids_[0] >= 0) return Damaged();
    if (frame->size.width == 0 || frame->size.height == 0) return Damaged();
    if (frame->bits < 2 || frame->bits > 16 || frame->components < 1 || frame->components > kMaxComponents) {
      return Unsupported("tiff-jpeg-lossless");
    }
    for (size_t c = 0; c < frame->components; ++c) {
      ids_[c] = content[6 + 3 * c];
      if (content[7 + 3 * c] != content[7]) return Unsupported("tiff-jpeg-lossless");  // Channels of unequal size.
    }
    jpeg_.frame_ = *frame;
    return OkStatus();
  }

  Status TakeScan(ByteSpan content) {
    const uint32_t n = jpeg_.frame_.components;
    if (ids_[0] < 0 || content.empty()) return Damaged();
    if (content[0] != n) return Unsupported("tiff-jpeg-lossless");  // A scan a component.
    if (content.size() < 4 + 2 * n) return Damaged();
    for (size_t c = 0; c < n; ++c) {
      const uint8_t table = content[2 + 2 * c] >> 4;
      if (content[1 + 2 * c] != ids_[c] || table > 3 || !jpeg_.tables_[table].is_set()) return Damaged();
      jpeg_.table_of_[c] = table;
    }
    jpeg_.predictor_ = content[1 + 2 * n];
    jpeg_.point_transform_ = content[3 + 2 * n] & 0x0F;
    const uint32_t width = jpeg_.frame_.size.width;
    if (jpeg_.predictor_ < 1 || jpeg_.predictor_ > 7 || jpeg_.point_transform_ >= jpeg_.frame_.bits ||
        restart_interval_ % width != 0) {
      return Damaged();
    }
    jpeg_.restart_rows_ = restart_interval_ / width;
    in_scan_ = true;
    return OkStatus();
  }

  LosslessJpeg& jpeg_;
  std::array<int, kMaxComponents> ids_{-1, -1, -1, -1};
  uint32_t restart_interval_ = 0;  // In pixels.
  bool in_scan_ = false;
  Status status_;
};

StatusOr<LosslessJpeg> LosslessJpeg::Open(WindowedReader& reader, uint64_t at, uint64_t bytes, ByteSpan tables) {
  LosslessJpeg jpeg;
  Headers headers(jpeg);
  const auto take = [&headers](uint8_t marker, ByteSpan content) { return headers.Take(marker, content); };
  if (!tables.empty()) {
    SpanSource source(tables);
    WindowedReader table_reader(source, tables.size());
    uint64_t start = 0;
    RETURN_IF_ERROR(WalkHeaders(table_reader, start, tables.size(), take));
  }
  const uint64_t end = at + bytes;
  RETURN_IF_ERROR(WalkHeaders(reader, at, end, take));
  RETURN_IF_ERROR(headers.Outcome());
  jpeg.row_.resize(size_t{jpeg.frame_.size.width} * jpeg.frame_.components);
  jpeg.above_.resize(jpeg.row_.size());
  jpeg.bits_.emplace(reader, at, end);
  return StatusOr<LosslessJpeg>(std::move(jpeg));
}

Status LosslessJpeg::ReadRow(uint16_t* out) {
  const bool restarted = restart_rows_ != 0 && rows_ != 0 && rows_ % restart_rows_ == 0;
  if (restarted && !Restart()) return Damaged();
  std::swap(row_, above_);
  const bool decoded = rows_ == 0 || restarted ? DecodeFirstRow() : DecodeRow();
  RETURN_IF_ERROR(bits_->status());
  if (!decoded || bits_->overrun()) return Damaged();
  uint32_t every = 0;
  for (size_t i = 0; i < row_.size(); ++i) {
    every |= row_[i];
    out[i] = static_cast<uint16_t>(static_cast<uint32_t>(row_[i]) << point_transform_);
  }
  if (every >> (frame_.bits - point_transform_) != 0) return Damaged();
  ++rows_;
  return OkStatus();
}

bool LosslessJpeg::Restart() { return bits_->PassRestart((rows_ / restart_rows_ - 1) % 8); }

// T.81, H.1.2.2: a category, and then as many bits, which number the differences of that category from the least on.
bool LosslessJpeg::DecodeDifference(uint32_t component, uint32_t& difference) {
  const uint32_t category = tables_[table_of_[component]].Decode(*bits_);
  if (category == 0 || category > 15) {
    difference = category == 0 ? 0 : 32768;
    return category != HuffmanTable::kNoCode;
  }
  difference = bits_->Take(category);
  if (difference < 1u << (category - 1)) difference -= (1u << category) - 1;
  return true;
}

// All arithmetic is modulo 2^16 (H.1.2.1).
template <typename Predict>
bool LosslessJpeg::DecodeRest(const Predict& predict) {
  const size_t n = frame_.components;
  for (size_t i = n; i < row_.size(); i += n) {
    for (size_t c = 0; c < n; ++c) {
      uint32_t difference = 0;
      if (!DecodeDifference(static_cast<uint32_t>(c), difference)) return false;
      const size_t at = i + c;
      const int prediction = predict(int{row_[at - n]}, int{above_[at]}, int{above_[at - n]});
      row_[at] = static_cast<uint16_t>(static_cast<uint32_t>(prediction) + difference);
    }
  }
  return true;
}

// The first row has none above it: each sample is predicted from the left, and the first from the middle of the range.
bool LosslessJpeg::DecodeFirstRow() {
  for (uint32_t c = 0; c < frame_.components; ++c) {
    uint32_t difference = 0;
    if (!DecodeDifference(c, difference)) return false;
    row_[c] = static_cast<uint16_t>((1u << (frame_.bits - point_transform_ - 1)) + difference);
  }
  return DecodeRest([](int left, int, int) { return left; });
}

bool LosslessJpeg::DecodeRow() {
  for (uint32_t c = 0; c < frame_.components; ++c) {
    uint32_t difference = 0;
    if (!DecodeDifference(c, difference)) return false;
    row_[c] = static_cast<uint16_t>(above_[c] + difference);
  }
  switch (predictor_) {
    case 1:
      return DecodeRest([](int left, int, int) { return left; });
    case 2:
      return DecodeRest([](int, int up, int) { return up; });
    case 3:
      return DecodeRest([](int, int, int corner) { return corner; });
    case 4:
      return DecodeRest([](int left, int up, int corner) { return left + up - corner; });
    case 5:
      return DecodeRest([](int left, int up, int corner) { return left + ((up - corner) >> 1); });
    case 6:
      return DecodeRest([](int left, int up, int corner) { return up + ((left - corner) >> 1); });
    default:
      return DecodeRest([](int left, int up, int) { return (left + up) >> 1; });
  }
}

}  // namespace easelight
