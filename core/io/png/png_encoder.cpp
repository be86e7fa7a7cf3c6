// Encodes PNG, 8 or 16 bits a channel: libpng writes all but the picture, which is packed band by band.
#include <png.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "core/io/buffered_writer.h"
#include "core/io/codecs.h"
#include "core/io/metadata/exif_writer.h"
#include "core/io/png/png_filter.h"
#include "core/io/row_bands.h"
#include "core/io/run_deflater.h"
#include "core/io/zlib_stream.h"

namespace easelight {
namespace {

struct PngWriteState {
  explicit PngWriteState(BlockFile& file) : writer(file) {}

  BufferedWriter writer;
  char message[160] = "";
};

bool Put(PngWriteState& state, png_const_bytep bytes, size_t n) { return state.writer.Write(ByteSpan(bytes, n)).ok(); }

void OnWrite(png_structp png, png_bytep bytes, size_t n) {
  if (!Put(*static_cast<PngWriteState*>(png_get_io_ptr(png)), bytes, n)) png_error(png, "write failed");
}

void OnFlush(png_structp) {}

[[noreturn]] void OnError(png_structp png, png_const_charp message) {
  auto* state = static_cast<PngWriteState*>(png_get_error_ptr(png));
  std::snprintf(state->message, sizeof state->message, "%s", message);
  png_longjmp(png, 1);
}

void OnWarning(png_structp, png_const_charp) {}

// Runs `body` and returns whether libpng finished it. The one place where its jump lands: `body` calls libpng only, and
// neither it nor what it calls may own an object with a destructor.
template <typename Body>
bool Guarded(png_structp png, const Body& body) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  body();
  return true;
}

class PngEncoder final : public ImageEncoder, private BandFormat {
 public:
  PngEncoder(const EncodeOptions& options, BlockFile& file)
      : options_(options),
        exif_(ExifBlockFromEntries(options.exif, options.size)),
        xmp_(options.xmp.begin(), options.xmp.end()),
        comment_(options.comment),
        state_(file),
        bands_(*this, options.size, options.row_bytes(), 1, options.pool) {}
  ~PngEncoder() override { png_destroy_write_struct(&png_, &header_); }

  Status Start();
  Status WriteRow(ByteSpan row) override { return bands_.Add(row); }
  Status Finish() override;

 private:
  void Pack(const RowBand& band, PackedBand& packed) override;
  Status Write(uint32_t first_row, const PackedBand& packed) override;
  Status WriteChunk(const char* name, ByteSpan bytes);
  void WriteHeader();
  void WriteXmp();
  void WriteComment();
  Status Failure() const;

  const EncodeOptions options_;
  // libpng takes none of them as const; it copies them.
  std::vector<uint8_t> exif_;
  std::string xmp_;
  std::string comment_;
  PngWriteState state_;
  RowBands bands_;
  std::vector<std::vector<uint8_t>> filtered_;  // Of each band that is packed at the same time.
  uint32_t checksum_ = ZlibChecksum({});        // Of all that was written, filtered.
  png_structp png_ = nullptr;
  png_infop header_ = nullptr;
};

void PngEncoder::WriteHeader() {
  png_set_write_fn(png_, &state_, OnWrite, OnFlush);
  png_set_IHDR(png_, header_, options_.size.width, options_.size.height, options_.depth,
               options_.channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (!options_.icc_profile.empty()) {
    png_set_iCCP(png_, header_, "ICC profile", PNG_COMPRESSION_TYPE_BASE, options_.icc_profile.data(),
                 static_cast<png_uint_32>(options_.icc_profile.size()));
  }
  if (!exif_.empty()) png_set_eXIf_1(png_, header_, static_cast<png_uint_32>(exif_.size()), exif_.data());
  if (!xmp_.empty()) WriteXmp();
  if (!comment_.empty()) WriteComment();
  png_write_info(png_, header_);
}

// XMP part 3, 1.1.5: an international text under this keyword, not compressed.
void PngEncoder::WriteXmp() {
  char keyword[] = "XML:com.adobe.xmp";
  png_text text{};
  text.compression = PNG_ITXT_COMPRESSION_NONE;
  text.key = keyword;
  text.text = xmp_.data();
  text.itxt_length = xmp_.size();
  png_set_text(png_, header_, &text, 1);
}

// A tEXt chunk, under one of the keywords of the PNG specification (11.3.3.1).
void PngEncoder::WriteComment() {
  char keyword[] = "Comment";
  png_text text{};
  text.compression = PNG_TEXT_COMPRESSION_NONE;
  text.key = keyword;
  text.text = comment_.data();
  text.text_length = comment_.size();
  png_set_text(png_, header_, &text, 1);
}

Status PngEncoder::Start() {
  png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state_, OnError, OnWarning);
  if (png_ != nullptr) header_ = png_create_info_struct(png_);
  if (header_ == nullptr) return ResourceExhausted("png-write-memory");
  if (!Guarded(png_, [this] { WriteHeader(); })) return Failure();
  const size_t filtered_bytes = bands_.band_bytes() + bands_.rows_per_band();
  filtered_.resize(bands_.at_once());
  for (std::vector<uint8_t>& band : filtered_) band.resize(filtered_bytes);
  bands_.Reserve(kZlibHeader.size() + MostDeflatedBytes(filtered_bytes));
  return OkStatus();
}

void PngEncoder::Pack(const RowBand& band, PackedBand& packed) {
  const size_t row_bytes = options_.row_bytes(), rows = band.rows.size() / row_bytes;
  const MutableByteSpan filtered = MutableByteSpan(filtered_[band.slot]).first(rows * (row_bytes + 1));
  const PngSamples samples{options_.channels, options_.depth};
  const uint8_t* above = band.above;
  for (size_t y = 0; y < rows; ++y) {
    const ByteSpan row = band.rows.subspan(y * row_bytes, row_bytes);
    FilterPngRow(row, above, samples, filtered.data() + y * (row_bytes + 1));
    above = row.data();
  }
  // One stream in all: its header is before the first band, and its checksum behind the last.
  size_t at = 0;
  if (band.first_row == 0) {
    std::copy(kZlibHeader.begin(), kZlibHeader.end(), packed.bytes.begin());
    at = kZlibHeader.size();
  }
  packed.size = at + DeflateRuns(filtered, band.is_last, packed.bytes.data() + at);
  packed.checksum = ZlibChecksum(filtered);
  packed.unpacked_size = filtered.size();
}

// A band is a chunk.
Status PngEncoder::Write(uint32_t, const PackedBand& packed) {
  checksum_ = JoinedZlibChecksum(checksum_, packed.checksum, packed.unpacked_size);
  return WriteChunk("IDAT", packed.used());
}

Status PngEncoder::WriteChunk(const char* name, ByteSpan bytes) {
  const auto write = [&] {
    png_write_chunk(png_, reinterpret_cast<png_const_bytep>(name), bytes.data(), bytes.size());
  };
  return Guarded(png_, write) ? OkStatus() : Failure();
}

// The checksum of the whole stream is known only here: a chunk of its own.
Status PngEncoder::Finish() {
  RETURN_IF_ERROR(bands_.Finish());
  std::array<uint8_t, kZlibChecksumBytes> checksum;
  PutZlibChecksum(checksum_, checksum.data());
  RETURN_IF_ERROR(WriteChunk("IDAT", checksum));
  // Not by png_write_end, which knows of no picture.
  RETURN_IF_ERROR(WriteChunk("IEND", {}));
  return state_.writer.Flush();
}

Status PngEncoder::Failure() const {
  if (!state_.writer.status().ok()) return state_.writer.status();
  return InvalidInput("png-unwritten", {{"reason", state_.message}});
}

}  // namespace

StatusOr<std::unique_ptr<ImageEncoder>> CreatePngEncoder(const EncodeOptions& options, BlockFile& file) {
  auto encoder = std::make_unique<PngEncoder>(options, file);
  RETURN_IF_ERROR(encoder->Start());
  return StatusOr<std::unique_ptr<ImageEncoder>>(std::move(encoder));
}

}  // namespace easelight
