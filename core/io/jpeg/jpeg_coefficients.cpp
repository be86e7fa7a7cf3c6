#include "core/io/jpeg/jpeg_coefficients.h"

#include <algorithm>

// After jpeglib.h, which it extends.
#include <jerror.h>

#include "core/io/jpeg/jpeg_reading.h"
#include "core/io/scan_limits.h"

namespace easelight {
namespace {

// Of all windows together, where a file has the rest: reads and writes of some megabytes.
constexpr uint64_t kWindowBytes = 8 * kMebibyte;

uint32_t RoundUp(uint32_t n, int unit) {
  const auto whole = static_cast<uint32_t>(unit);  // 1..4: the library has checked it.
  return (n + whole - 1) / whole * whole;
}

size_t RowBytes(uint32_t blocks) { return size_t{blocks} * sizeof(JBLOCK); }

}  // namespace

JpegCoefficients::JpegCoefficients(const jpeg_decompress_struct& jpeg) {
  for (int i = 0; i < jpeg.num_components; ++i) {
    const jpeg_component_info& component = jpeg.comp_info[i];
    Array array;
    array.blocks = RoundUp(component.width_in_blocks, component.h_samp_factor);
    array.rows = RoundUp(component.height_in_blocks, component.v_samp_factor);
    array.unit_rows = static_cast<uint32_t>(component.v_samp_factor);
    array.offset = bytes_;
    bytes_ += uint64_t{RowBytes(array.blocks)} * array.rows;
    arrays_.push_back(std::move(array));
  }
  held_ = bytes_ <= kMaxHeldCoefficientBytes;
}

void JpegCoefficients::Attach(jpeg_decompress_struct& jpeg) {
  for (Array& array : arrays_) {
    const size_t unit_bytes = RowBytes(array.blocks) * array.unit_rows;
    const auto units = static_cast<uint32_t>(std::max<uint64_t>(1, kWindowBytes / arrays_.size() / unit_bytes));
    array.window_rows = held_ ? array.rows : std::min(array.rows, units * array.unit_rows);
    array.window.resize(size_t{array.window_rows} * array.blocks * DCTSIZE2);
    for (uint32_t row = 0; row < array.window_rows; ++row) {
      JCOEF* line = array.window.data() + size_t{row} * array.blocks * DCTSIZE2;
      array.lines.push_back(reinterpret_cast<JBLOCKROW>(line));
    }
  }
  StateOf(&jpeg).coefficients = this;
  jpeg.mem->request_virt_barray = Request;
  jpeg.mem->access_virt_barray = Access;
}

// What libjpeg knows as one of its own arrays is one of ours: it only hands it back to Access. The most rows that it
// might ask for at a time are those of smoothing.
jvirt_barray_ptr JpegCoefficients::Request(j_common_ptr jpeg, int, boolean, JDIMENSION blocks, JDIMENSION rows,
                                           JDIMENSION) {
  JpegCoefficients& self = *StateOf(jpeg).coefficients;
  if (self.requested_ == self.arrays_.size()) ERREXIT(jpeg, JERR_BAD_VIRTUAL_ACCESS);
  Array& array = self.arrays_[self.requested_++];
  if (blocks != array.blocks || rows != array.rows) ERREXIT(jpeg, JERR_BAD_VIRTUAL_ACCESS);
  return reinterpret_cast<jvirt_barray_ptr>(&array);
}

JBLOCKARRAY JpegCoefficients::Access(j_common_ptr jpeg, jvirt_barray_ptr requested, JDIMENSION first, JDIMENSION rows,
                                     boolean writable) {
  JpegState& state = StateOf(jpeg);
  Array& array = *reinterpret_cast<Array*>(requested);
  const uint32_t within = first % array.window_rows;
  if (first >= array.rows || within + rows > array.window_rows) ERREXIT(jpeg, JERR_BAD_VIRTUAL_ACCESS);
  if (first - within != array.first) {
    state.file_status = state.coefficients->MoveWindow(array, first - within);
    if (!state.file_status.ok()) ERREXIT(jpeg, JERR_TFILE_READ);
  }
  array.changed = array.changed || writable;
  return array.lines.data() + within;
}

Status JpegCoefficients::Save(Array& array) {
  const uint32_t rows = std::min(array.window_rows, array.rows - array.first);
  const auto* bytes = reinterpret_cast<const uint8_t*>(array.window.data());
  const size_t row_bytes = RowBytes(array.blocks);
  RETURN_IF_ERROR(scratch_.file->WriteAt(scratch_.offset + array.offset + uint64_t{row_bytes} * array.first,
                                         ByteSpan(bytes, row_bytes * rows)));
  array.saved = std::max(array.saved, array.first + rows);
  array.changed = false;
  return OkStatus();
}

Status JpegCoefficients::MoveWindow(Array& array, uint32_t first) {
  if (array.changed) RETURN_IF_ERROR(Save(array));
  array.first = first;
  const uint32_t rows = std::min(array.window_rows, array.saved - std::min(array.saved, first));
  const size_t row_bytes = RowBytes(array.blocks);
  std::fill(array.window.begin() + static_cast<ptrdiff_t>(size_t{rows} * array.blocks * DCTSIZE2), array.window.end(),
            JCOEF{0});
  if (rows == 0) return OkStatus();
  auto* bytes = reinterpret_cast<uint8_t*>(array.window.data());
  return scratch_.file->ReadAt(scratch_.offset + array.offset + uint64_t{row_bytes} * first,
                               MutableByteSpan(bytes, row_bytes * rows));
}

}  // namespace easelight
