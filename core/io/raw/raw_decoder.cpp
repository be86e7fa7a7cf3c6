// Decodes camera raw files: unpacked by LibRaw into a scratch file, and demosaiced from there row by row.
#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/raw/demosaic.h"
#include "core/io/raw/raw_unpacker.h"
#include "core/io/scan_limits.h"

namespace easelight {
namespace {

// Rows on their way to the scratch file: so many bytes at a time, or a row of the widest sensor.
constexpr size_t kWindowBytes = 768 * 1024;

class RawDecoder final : public ScanDecoder {
 public:
  Status Open(ByteSource& source);
  Status Unpack(const Scratch& scratch) override;
  bool UsePool(ThreadPool& pool) override {
    pool_ = &pool;
    return is_mosaic();
  }
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows) override;

 private:
  Extent size() const { return info_.size; }
  const ColorFilter& filter() const { return unpacker_->layout().filter; }
  bool is_mosaic() const { return !filter().colors.empty(); }
  // Of a row in the scratch file.
  size_t kept_values() const { return size_t{size().width} * unpacker_->layout().samples; }
  size_t kept_bytes() const { return kept_values() * sizeof(uint16_t); }

  Status ReadKept(uint32_t first, uint32_t count, MutableByteSpan rows);
  Status ReadDemosaiced(uint32_t count, MutableByteSpan rows);

  std::unique_ptr<RawUnpacker> unpacker_;
  Scratch scratch_;
  bool unpacked_ = false;
  ThreadPool* pool_ = nullptr;
  ChannelBalance balance_;                // Of a mosaic, once it is unpacked.
  std::optional<Demosaicer> demosaicer_;  // From the first row on.
  std::vector<uint16_t> band_;
  uint32_t row_ = 0;
};

Status RawDecoder::Open(ByteSource& source) {
  ASSIGN_OR_RETURN(unpacker_, RawUnpacker::Open(source));
  const RawLayout& layout = unpacker_->layout();
  if (is_mosaic()) RETURN_IF_ERROR(Demosaicer::Check(layout.filter, layout.size));
  info_.container = layout.is_dng ? "DNG" : "camera raw";
  info_.size = layout.size;
  info_.channels = is_mosaic() || layout.samples == 3 ? 3 : 1;
  info_.format = SampleFormat::kUint16;
  info_.bits_in_file = layout.bits;
  info_.orientation = layout.orientation;
  info_.linear = true;
  info_.camera = layout.camera;
  info_.exif = layout.exif;
  scratch_bytes_ = uint64_t{kept_bytes()} * size().height;
  unpacks_whole_ = true;
  return OkStatus();
}

Status RawDecoder::Unpack(const Scratch& scratch) {
  scratch_ = scratch;
  const size_t window_rows = std::max<size_t>(1, kWindowBytes / kept_bytes());
  std::vector<uint16_t> window(window_rows * kept_values());
  size_t held = 0;
  uint64_t at = scratch_.offset;
  const auto flush = [&]() -> Status {
    const auto* bytes = reinterpret_cast<const uint8_t*>(window.data());
    RETURN_IF_ERROR(scratch_.file->WriteAt(at, ByteSpan(bytes, held * kept_bytes())));
    at += held * kept_bytes();
    held = 0;
    return OkStatus();
  };
  ChannelMeans means;
  uint32_t y = 0;
  RETURN_IF_ERROR(unpacker_->Unpack([&](std::span<const uint16_t> row) -> Status {
    if (is_mosaic()) means.AddRow(filter(), y++, row);
    std::copy(row.begin(), row.end(), window.data() + held * kept_values());
    return ++held == window_rows ? flush() : OkStatus();
  }));
  RETURN_IF_ERROR(flush());
  if (is_mosaic()) {
    balance_ = means.Balance();
    band_.resize((Demosaicer::kMostRows + 2 * Demosaicer::kReach) * kept_values());
  }
  unpacked_ = true;
  return OkStatus();
}

Status RawDecoder::ReadKept(uint32_t first, uint32_t count, MutableByteSpan rows) {
  return scratch_.file->ReadAt(scratch_.offset + uint64_t{first} * kept_bytes(), rows.first(count * kept_bytes()));
}

Status RawDecoder::ReadDemosaiced(uint32_t count, MutableByteSpan rows) {
  if (!demosaicer_) demosaicer_.emplace(filter(), balance_, pool_);
  const uint32_t first = row_ - std::min(row_, Demosaicer::kReach);
  const uint32_t end = std::min(row_ + count + Demosaicer::kReach, size().height);
  auto* bytes = reinterpret_cast<uint8_t*>(band_.data());
  RETURN_IF_ERROR(ReadKept(first, end - first, MutableByteSpan(bytes, band_.size() * sizeof(uint16_t))));
  demosaicer_->MakeRows({band_.data(), first, end - first, size()}, row_, count, rows);
  return OkStatus();
}

StatusOr<uint32_t> RawDecoder::ReadRows(MutableByteSpan rows) {
  if (!unpacked_) return InvalidInput("raw-not-unpacked");
  if (row_ == size().height) return 0u;
  RETURN_IF_ERROR(CheckRowSpan(rows.size(), info_.row_bytes()));
  uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(rows.size() / info_.row_bytes(), size().height - row_));
  if (is_mosaic()) {
    count = std::min(count, Demosaicer::kMostRows);
    RETURN_IF_ERROR(ReadDemosaiced(count, rows));
  } else {
    RETURN_IF_ERROR(ReadKept(row_, count, rows));
  }
  row_ += count;
  return count;
}

}  // namespace

StatusOr<std::unique_ptr<ScanDecoder>> OpenRaw(ByteSource& source) {
  auto decoder = std::make_unique<RawDecoder>();
  RETURN_IF_ERROR(decoder->Open(source));
  return StatusOr<std::unique_ptr<ScanDecoder>>(std::move(decoder));
}

}  // namespace easelight
