// Decodes camera raw files: unpacked by LibRaw into a scratch file, and demosaiced from there row by row.
#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/raw/demosaic.h"
#include "core/io/raw/raw_unpacker.h"
#include "core/io/scan_limits.h"

namespace easelight {
namespace {

// Rows on their way to the scratch file and back: so many bytes at a time, or five rows of the widest sensor.
constexpr size_t kWindowBytes = 768 * 1024;

class RawDecoder final : public ScanDecoder {
 public:
  Status Open(ByteSource& source);
  Status Unpack(const Scratch& scratch) override;
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows) override;

 private:
  Extent size() const { return info_.size; }
  // Values at each end of a row that only demosaicing reads.
  size_t margin() const { return demosaicer_ ? kDemosaicReach : 0; }
  size_t kept_values() const { return size_t{size().width} * unpacker_->layout().samples + 2 * margin(); }
  size_t kept_bytes() const { return kept_values() * sizeof(uint16_t); }

  Status Load(uint32_t first, uint32_t rows);
  Status ReadPlainRows(uint32_t count, MutableByteSpan rows);
  Status ReadDemosaiced(uint32_t count, MutableByteSpan rows);

  std::unique_ptr<RawUnpacker> unpacker_;
  std::optional<Demosaicer> demosaicer_;
  Scratch scratch_;
  bool unpacked_ = false;
  // Rows as the scratch file has them, with their margins.
  std::vector<uint16_t> window_;
  uint32_t window_rows_ = 0;
  uint32_t row_ = 0;
};

Status RawDecoder::Open(ByteSource& source) {
  ASSIGN_OR_RETURN(unpacker_, RawUnpacker::Open(source));
  const RawLayout& layout = unpacker_->layout();
  if (!layout.filter.colors.empty()) {
    ASSIGN_OR_RETURN(demosaicer_, Demosaicer::Create(layout.filter, layout.size));
  }
  info_.container = layout.is_dng ? "DNG" : "camera raw";
  info_.size = layout.size;
  info_.channels = demosaicer_ || layout.samples == 3 ? 3 : 1;
  info_.format = SampleFormat::kUint16;
  info_.bits_in_file = layout.bits;
  info_.orientation = layout.orientation;
  info_.linear = true;
  info_.camera = layout.camera;
  info_.exif = layout.exif;
  scratch_bytes_ = uint64_t{kept_bytes()} * size().height;
  unpacks_whole_ = true;
  window_rows_ = static_cast<uint32_t>(std::max<size_t>(2 * margin() + 1, kWindowBytes / kept_bytes()));
  window_.resize(window_rows_ * kept_values());
  return OkStatus();
}

Status RawDecoder::Unpack(const Scratch& scratch) {
  scratch_ = scratch;
  uint32_t held = 0;
  uint64_t at = scratch_.offset;
  const auto flush = [&]() -> Status {
    const auto* bytes = reinterpret_cast<const uint8_t*>(window_.data());
    RETURN_IF_ERROR(scratch_.file->WriteAt(at, ByteSpan(bytes, held * kept_bytes())));
    at += held * kept_bytes();
    held = 0;
    return OkStatus();
  };
  RETURN_IF_ERROR(unpacker_->Unpack([&](std::span<const uint16_t> row) -> Status {
    uint16_t* first = window_.data() + held * kept_values() + margin();
    std::copy(row.begin(), row.end(), first);
    if (demosaicer_) Demosaicer::MirrorColumns(first, size().width);
    return ++held == window_rows_ ? flush() : OkStatus();
  }));
  RETURN_IF_ERROR(flush());
  unpacked_ = true;
  return OkStatus();
}

// Makes the window hold rows `first` to `first + rows`.
Status RawDecoder::Load(uint32_t first, uint32_t rows) {
  auto* bytes = reinterpret_cast<uint8_t*>(window_.data());
  return scratch_.file->ReadAt(scratch_.offset + uint64_t{first} * kept_bytes(),
                               MutableByteSpan(bytes, rows * kept_bytes()));
}

Status RawDecoder::ReadPlainRows(uint32_t count, MutableByteSpan rows) {
  return scratch_.file->ReadAt(scratch_.offset + uint64_t{row_} * kept_bytes(), rows.first(count * kept_bytes()));
}

Status RawDecoder::ReadDemosaiced(uint32_t count, MutableByteSpan rows) {
  const uint32_t first = row_ - std::min(row_, kDemosaicReach);
  const uint32_t end = std::min(row_ + count + kDemosaicReach, size().height);
  RETURN_IF_ERROR(Load(first, end - first));
  std::vector<uint16_t> pixels(size_t{size().width} * 3);
  for (uint32_t i = 0; i < count; ++i) {
    std::array<const uint16_t*, 2 * kDemosaicReach + 1> around{};
    for (size_t k = 0; k < around.size(); ++k) {
      const int64_t y = int64_t{row_} + i + static_cast<int64_t>(k) - kDemosaicReach;
      const uint32_t there = Demosaicer::MirroredRow(y, size().height);
      around[k] = window_.data() + (there - first) * kept_values() + margin();
    }
    demosaicer_->MakeRow(row_ + i, around, pixels.data());
    std::memcpy(rows.data() + i * info_.row_bytes(), pixels.data(), info_.row_bytes());
  }
  return OkStatus();
}

StatusOr<uint32_t> RawDecoder::ReadRows(MutableByteSpan rows) {
  if (!unpacked_) return InvalidInput("raw-not-unpacked");
  if (row_ == size().height) return 0u;
  RETURN_IF_ERROR(CheckRowSpan(rows.size(), info_.row_bytes()));
  uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(rows.size() / info_.row_bytes(), size().height - row_));
  if (demosaicer_) {
    count = std::min(count, window_rows_ - 2 * kDemosaicReach);
    RETURN_IF_ERROR(ReadDemosaiced(count, rows));
  } else {
    RETURN_IF_ERROR(ReadPlainRows(count, rows));
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
