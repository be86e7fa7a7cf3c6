#include "core/io/raw/raw_unpacker.h"

#include <libraw/libraw.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/io/light_from_code.h"
#include "core/io/raw/correcting_libraw.h"
#include "core/io/raw/masked_areas.h"
#include "core/io/raw/raw_color.h"
#include "core/io/raw/raw_exif.h"
#include "core/io/raw/raw_stream.h"
#include "core/io/scan_limits.h"

namespace easelight {
namespace {

// The name of LibRaw's decoder that only says no.
constexpr std::string_view kNikonHighEfficiency = "nikon_he_load_raw()";

// No byte holds more samples than this: a code of lossless JPEG has at least one bit, one of a lossy DNG's empty blocks
// a tenth.
constexpr uint64_t kMostSamplesOfByte = 128;

// LibRaw's bits: 1 mirrors left-right, 2 top-bottom, 4 swaps rows and columns before both.
constexpr std::array<uint8_t, 8> kExifOrientation = {1, 2, 4, 3, 5, 8, 6, 7};

class LibRawUnpacker final : public RawUnpacker {
 public:
  explicit LibRawUnpacker(ByteSource& source) : source_(source), stream_(source) {}

  Status Open();
  Status Unpack(const TakeRow& take) override;

 private:
  Status CheckKind();
  Status CheckSize();
  void Describe();
  Status UnpackRows(const TakeRow& take);
  std::unique_ptr<MosaicRows> OpenRows();
  StatusOr<std::optional<std::array<uint32_t, 4>>> MeasureBlack();
  Status UnpackByRow(const TakeRow& take);
  Status UnpackWhole(const TakeRow& take);
  Status TakeLight(LightFromCode& light, uint32_t y, std::span<uint16_t> row, const TakeRow& take) const;
  StatusOr<LightFromCode> ReadLevels(const std::optional<std::array<uint32_t, 4>>& measured = std::nullopt) const;
  uint64_t BytesBefore(uint32_t y) const;
  uint64_t EndOfRows() const;
  void CopyRow(uint32_t y, std::span<uint16_t> row) const;
  // Why LibRaw failed with `error`.
  Status Failure(int error) const;

  // Keeps where LibRaw met damage first.
  static void OnDamage(void* self, const char*, INT64 offset) {
    auto& unpacker = *static_cast<LibRawUnpacker*>(self);
    if (unpacker.damage_.ok()) {
      unpacker.damage_ = InvalidInput("raw-damaged-near", {{"byte", offset}});
    }
  }

  const libraw_data_t& data() const { return raw_->imgdata; }

  ByteSource& source_;
  RawStream stream_;
  std::unique_ptr<CorrectingLibRaw> raw_;
  std::optional<PlainLayout> plain_;  // Where LibRaw is not needed to unpack: one of these.
  std::optional<LosslessLayout> lossless_;
  std::vector<uint8_t> colors_;  // As layout_.filter, but with 3 for the second green.
  Status damage_;
};

Status LibRawUnpacker::Failure(int error) const {
  if (!stream_.status().ok()) return stream_.status();
  switch (error) {
    case LIBRAW_FILE_UNSUPPORTED:
    case LIBRAW_NOT_IMPLEMENTED:
      return Unsupported("raw-kind");
    case LIBRAW_UNSUFFICIENT_MEMORY:
    case LIBRAW_TOO_BIG:
    case LIBRAW_MEMPOOL_OVERFLOW:
      return ResourceExhausted("raw-memory", {{"limit", MebibytesFrom(kMaxUnpackedBytes)}});
    case LIBRAW_IO_ERROR:
      return Truncated("raw-damaged-or-cut");
    default:
      return InvalidInput("raw-damaged");
  }
}

Status LibRawUnpacker::Open() {
  try {
    raw_ = std::make_unique<CorrectingLibRaw>();
    raw_->set_dataerror_handler(OnDamage, this);
    const int error = raw_->open_datastream(&stream_);
    if (error != LIBRAW_SUCCESS) return Failure(error);
    RETURN_IF_ERROR(CheckKind());
    RETURN_IF_ERROR(CheckSize());
    Describe();
    return OkStatus();
  } catch (const std::bad_alloc&) {
    return Failure(LIBRAW_UNSUFFICIENT_MEMORY);
  } catch (const LibRaw_exceptions&) {
    return Failure(LIBRAW_IO_ERROR);
  }
}

Status LibRawUnpacker::CheckKind() {
  libraw_decoder_info_t decoder{};
  if (raw_->get_decoder_info(&decoder) != LIBRAW_SUCCESS) return Failure(LIBRAW_FILE_UNSUPPORTED);
  const std::string_view colors(data().idata.cdesc, strnlen(data().idata.cdesc, sizeof data().idata.cdesc));
  if (decoder.decoder_name == kNikonHighEfficiency) return Unsupported("raw-nikon-high-efficiency");
  if (raw_->is_floating_point() != 0) return Unsupported("raw-float");
  const std::string_view method = UnreadMethod(decoder.decoder_name);
  if (!method.empty()) return Unsupported("raw-dng-method", {{"method", method}});
  if ((decoder.decoder_flags & LIBRAW_DECODER_SINAR4SHOT) != 0) {
    return Unsupported("raw-several-shots");
  }
  if (raw_->is_fuji_rotated() != 0) return Unsupported("raw-super-ccd");
  const int count = data().idata.colors;
  if (count != 1 && (count < 3 || !colors.starts_with("RGB"))) {
    return Unsupported("raw-colors", {{"colors", colors}});
  }
  if (!raw_->is_single()) return OkStatus();
  plain_ = raw_->Plain(decoder.decoder_name);
  lossless_ = raw_->Lossless(decoder.decoder_name, source_);
  return OkStatus();
}

Status LibRawUnpacker::CheckSize() {
  RETURN_IF_ERROR(CheckExtent(data().sizes.width, data().sizes.height));
  if (plain_ || lossless_) return OkStatus();
  const uint64_t bytes = raw_->BytesToUnpack();
  if (bytes <= kMaxUnpackedBytes) return OkStatus();
  const SentenceName name = raw_->is_single() ? SentenceName("raw-large") : SentenceName("raw-large-in-color");
  return ResourceExhausted(name, {{"width", data().sizes.raw_width},
                                  {"height", data().sizes.raw_height},
                                  {"needed", MebibytesFrom(bytes)},
                                  {"limit", MebibytesFrom(kMaxUnpackedBytes)}});
}

void LibRawUnpacker::Describe() {
  layout_.is_dng = data().idata.dng_version != 0;
  layout_.size = {data().sizes.width, data().sizes.height};
  layout_.samples = raw_->is_single() ? 1 : 3;
  // Some decoders know the white level only when they are done.
  const unsigned white = data().color.maximum;
  layout_.bits = white == 0 ? 16 : static_cast<uint8_t>(std::clamp<unsigned>(std::bit_width(white), 8, 16));
  layout_.orientation = kExifOrientation[static_cast<unsigned>(data().sizes.flip) % kExifOrientation.size()];
  TiffDirectories directories(source_);
  layout_.camera = ColorOfRaw(data(), AsShotWhite(directories));
  layout_.exif = ExifOfRaw(source_, data());
  colors_ = layout_.samples == 3 ? std::vector<uint8_t>{0, 1, 2} : std::vector<uint8_t>{1};
  if (data().idata.filters == 0) return;
  layout_.filter = raw_->Filter();
  colors_ = layout_.filter.colors;
  std::replace(layout_.filter.colors.begin(), layout_.filter.colors.end(), uint8_t{3}, uint8_t{1});
}

Status LibRawUnpacker::Unpack(const TakeRow& take) {
  Status status;
  try {
    status = UnpackRows(take);
  } catch (const std::bad_alloc&) {
    status = Failure(LIBRAW_UNSUFFICIENT_MEMORY);
  } catch (const LibRaw_exceptions&) {
    status = Failure(LIBRAW_IO_ERROR);
  }
  raw_.reset();
  return status;
}

Status LibRawUnpacker::UnpackRows(const TakeRow& take) {
  if (raw_ == nullptr) return InvalidInput("raw-unpacked-already");
  return plain_ || lossless_ ? UnpackByRow(take) : UnpackWhole(take);
}

std::unique_ptr<MosaicRows> LibRawUnpacker::OpenRows() {
  if (plain_) return std::make_unique<PlainRows>(source_, *plain_);
  return std::make_unique<LosslessRows>(source_, *lossless_);
}

// Where black is that of photosites under the sensor's frame, which lie beside the picture's: these are read twice.
StatusOr<std::optional<std::array<uint32_t, 4>>> LibRawUnpacker::MeasureBlack() {
  MaskedAreas masked(data(), raw_->Filter());
  if (masked.rows() == 0) return std::optional<std::array<uint32_t, 4>>();
  const std::unique_ptr<MosaicRows> rows = OpenRows();
  for (uint32_t y = 0; y < masked.rows(); ++y) {
    ASSIGN_OR_RETURN(const std::span<const uint16_t> codes, rows->Row(y));
    masked.AddRow(y, codes);
  }
  return masked.Black();
}

Status LibRawUnpacker::UnpackByRow(const TakeRow& take) {
  ASSIGN_OR_RETURN(const auto black, MeasureBlack());
  ASSIGN_OR_RETURN(LightFromCode light, ReadLevels(black));
  const std::unique_ptr<MosaicRows> rows = OpenRows();
  const libraw_image_sizes_t& sizes = data().sizes;
  std::vector<uint16_t> row(layout_.size.width);
  for (uint32_t y = 0; y < layout_.size.height; ++y) {
    ASSIGN_OR_RETURN(const std::span<const uint16_t> codes, rows->Row(sizes.top_margin + y));
    std::copy_n(codes.begin() + sizes.left_margin, row.size(), row.begin());
    RETURN_IF_ERROR(TakeLight(light, y, row, take));
  }
  return OkStatus();
}

Status LibRawUnpacker::UnpackWhole(const TakeRow& take) {
  const uint64_t allocated = raw_->BytesToUnpack();
  stream_.StartCounting();
  stream_.StopAtError(*raw_);
  int error = raw_->unpack();
  if (error == LIBRAW_SUCCESS && data().rawdata.raw_image != nullptr) error = raw_->CorrectPhaseOne();
  if (error != LIBRAW_SUCCESS) return Failure(error);
  if (!damage_.ok()) return damage_;
  RETURN_IF_ERROR(stream_.CheckComplete(layout_.size.pixels() * layout_.samples / kMostSamplesOfByte));
  const bool single = layout_.samples == 1;
  if (single ? data().rawdata.raw_image == nullptr : data().rawdata.color4_image == nullptr) {
    return Failure(LIBRAW_NOT_IMPLEMENTED);
  }
  // Decoders correct what the header said, where they know better.
  if (EndOfRows() > allocated) return Failure(LIBRAW_DATA_ERROR);
  ASSIGN_OR_RETURN(LightFromCode light, ReadLevels());
  std::vector<uint16_t> row(size_t{layout_.size.width} * layout_.samples);
  for (uint32_t y = 0; y < layout_.size.height; ++y) {
    CopyRow(y, row);
    RETURN_IF_ERROR(TakeLight(light, y, row, take));
  }
  return OkStatus();
}

// Codes become light, and are handed over.
Status LibRawUnpacker::TakeLight(LightFromCode& light, uint32_t y, std::span<uint16_t> row, const TakeRow& take) const {
  std::span<const uint8_t> colors = colors_;
  if (!layout_.filter.colors.empty()) {
    colors = colors.subspan(size_t{y % layout_.filter.rows} * layout_.filter.columns, layout_.filter.columns);
  }
  light.ConvertRow(y, colors, row);
  return take(row);
}

// Known only once everything is unpacked, if LibRaw does it: then it has measured the frame's black. Else that is
// `measured`, which takes the place of any other.
StatusOr<LightFromCode> LibRawUnpacker::ReadLevels(const std::optional<std::array<uint32_t, 4>>& measured) const {
  const libraw_colordata_t& color = data().color;
  RawLevels levels;
  levels.white.fill(color.maximum);
  if (measured) {
    levels.color_black = *measured;
    return LightFromCode::Create(levels);
  }
  levels.black = color.black;
  std::copy_n(color.cblack, 4, levels.color_black.begin());
  const uint64_t rows = color.cblack[4], columns = color.cblack[5];
  if (rows * columns == 1) {
    levels.black += color.cblack[6];
  } else if (layout_.samples == 1 && rows != 0 && columns != 0 && rows * columns <= LIBRAW_CBLACK_SIZE - 6) {
    levels.tile_rows = static_cast<uint32_t>(rows);
    levels.tile_columns = static_cast<uint32_t>(columns);
    levels.tile_black.assign(color.cblack + 6, color.cblack + 6 + rows * columns);
  }
  return LightFromCode::Create(levels);
}

// Where the first sample of a row's first pixel lies in what was unpacked.
uint64_t LibRawUnpacker::BytesBefore(uint32_t y) const {
  const libraw_image_sizes_t& sizes = data().sizes;
  const uint64_t samples = layout_.samples == 1 ? 1 : 4;
  return uint64_t{y + sizes.top_margin} * sizes.raw_pitch + sizes.left_margin * samples * sizeof(uint16_t);
}

uint64_t LibRawUnpacker::EndOfRows() const {
  const uint64_t samples = layout_.samples == 1 ? 1 : 4;
  return BytesBefore(layout_.size.height - 1) + layout_.size.width * samples * sizeof(uint16_t);
}

void LibRawUnpacker::CopyRow(uint32_t y, std::span<uint16_t> row) const {
  const uint8_t* first = static_cast<const uint8_t*>(data().rawdata.raw_alloc) + BytesBefore(y);
  if (layout_.samples == 1) {
    std::memcpy(row.data(), first, row.size_bytes());
    return;
  }
  const auto* pixel = reinterpret_cast<const uint16_t*>(first);
  for (size_t x = 0; x < layout_.size.width; ++x, pixel += 4) std::copy_n(pixel, 3, row.data() + 3 * x);
}

}  // namespace

StatusOr<std::unique_ptr<RawUnpacker>> RawUnpacker::Open(ByteSource& source) {
  auto unpacker = std::make_unique<LibRawUnpacker>(source);
  RETURN_IF_ERROR(unpacker->Open());
  return StatusOr<std::unique_ptr<RawUnpacker>>(std::move(unpacker));
}

}  // namespace easelight
