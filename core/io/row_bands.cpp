#include "core/io/row_bands.h"

#include <algorithm>
#include <utility>

namespace easelight {
namespace {

uint32_t RowsPerBand(Extent size, size_t row_bytes, uint32_t unit) {
  const auto units = static_cast<uint32_t>(RowBands::kBandBytes / (row_bytes * unit));
  return std::min(std::max(units, 1u) * unit, size.height);
}

size_t BandsAtOnce(size_t band_bytes, const ThreadPool* pool) {
  if (pool == nullptr || pool->threads() == 1) return 1;
  return std::clamp<size_t>(RowBands::kMostBytesAtOnce / band_bytes, 1, RowBands::kMostAtOnce);
}

}  // namespace

RowBands::RowBands(BandFormat& format, Extent size, size_t row_bytes, uint32_t unit, ThreadPool* pool)
    : format_(format),
      height_(size.height),
      row_bytes_(row_bytes),
      rows_per_band_(RowsPerBand(size, row_bytes, unit)),
      rows_(size, row_bytes),
      pool_(pool),
      packing_(BandsAtOnce(row_bytes * rows_per_band_, pool)),
      packed_(packing_.size()) {
  waiting_.reserve(band_bytes() * at_once());
  above_.reserve(row_bytes);
}

void RowBands::Reserve(size_t packed_bytes) {
  for (std::vector<PackedBand>* bands : {&packing_, &packed_}) {
    for (PackedBand& band : *bands) band.bytes.resize(packed_bytes);
  }
}

Status RowBands::Add(ByteSpan row) {
  RETURN_IF_ERROR(rows_.Check(row.size()));
  waiting_.insert(waiting_.end(), row.begin(), row.end());
  rows_.Advance();
  if (waiting_.size() < band_bytes() * at_once() && rows_.written() < height_) return OkStatus();
  return Pack();
}

Status RowBands::Pack() {
  const size_t bands = (waiting_.size() + band_bytes() - 1) / band_bytes();
  const auto pack = [&](int index) {
    const auto slot = static_cast<size_t>(index);
    const size_t at = slot * band_bytes();
    const auto rows = MutableByteSpan(waiting_).subspan(at, std::min(band_bytes(), waiting_.size() - at));
    const uint32_t first_row = first_packing_ + static_cast<uint32_t>(slot) * rows_per_band_;
    const uint8_t* above = slot > 0 ? rows.data() - row_bytes_ : above_.empty() ? nullptr : above_.data();
    const bool is_last = first_row + rows.size() / row_bytes_ == height_;
    format_.Pack({rows, above, first_row, is_last, slot}, packing_[slot]);
  };
  Status written;
  if (pool_ != nullptr) {
    pool_->ForEachBeside(static_cast<int>(bands), pack, [&] { written = WritePacked(); });
  } else {
    written = WritePacked();
    pack(0);
  }
  RETURN_IF_ERROR(written);
  std::swap(packing_, packed_);
  packed_count_ = bands;
  first_packed_ = first_packing_;
  first_packing_ = rows_.written();
  above_.assign(waiting_.end() - static_cast<ptrdiff_t>(row_bytes_), waiting_.end());
  waiting_.clear();
  return OkStatus();
}

Status RowBands::WritePacked() {
  const size_t count = std::exchange(packed_count_, 0);
  for (size_t i = 0; i < count; ++i) {
    RETURN_IF_ERROR(packed_[i].status);
    RETURN_IF_ERROR(format_.Write(first_packed_ + static_cast<uint32_t>(i) * rows_per_band_, packed_[i]));
  }
  return OkStatus();
}

Status RowBands::Finish() {
  RETURN_IF_ERROR(rows_.CheckComplete());
  return WritePacked();
}

}  // namespace easelight
