// Decodes PNG with libpng: every depth and color type, row by row; interlaced pictures whole, within a limit.
#include <png.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <cstring>
#include <new>

#include "core/io/codecs.h"
#include "core/io/png/png_chunks.h"
#include "core/io/scan_limits.h"
#include "core/io/windowed_reader.h"

namespace easelight {
namespace {

// PNG specification, 11.2.1: signature, then IHDR's length, type, 13 bytes and CRC.
constexpr size_t kHeaderBytes = 8 + 8 + 13 + 4;

// Any single chunk other than picture data, packed or unpacked. Twice the profile limit, so that a file with one large
// text or profile is still read.
constexpr png_alloc_size_t kMaxChunkBytes = 2 * kMaxIccBytes;

// ITU-T H.273, transfer characteristics: curves of light beyond white.
constexpr double kPerceptualQuantizer = 16;
constexpr double kHybridLogGamma = 18;

// Chunks that say nothing a scan needs, and those that png_chunks.h reads; skipped unread, so that no packed text is
// unpacked. tRNS: alpha is ignored.
constexpr char kSkippedChunks[] =
    "iCCP\0sRGB\0gAMA\0cHRM\0tRNS\0tEXt\0zTXt\0iTXt\0eXIf\0sPLT\0hIST\0pCAL\0sCAL\0tIME\0oFFs\0bKGD\0";

// What the callbacks share with the decoder. They run below a longjmp, so all of it lives outside their frames.
struct PngState {
  explicit PngState(ByteSource& source) : reader(source) {}

  WindowedReader reader;
  uint64_t offset = 0;
  Status read_status;
  char message[160] = "";
};

bool Fetch(PngState& state, png_bytep out, size_t n) {
  state.read_status = state.reader.ReadAt(state.offset, MutableByteSpan(out, n));
  state.offset += n;
  return state.read_status.ok();
}

void OnRead(png_structp png, png_bytep out, size_t n) {
  if (!Fetch(*static_cast<PngState*>(png_get_io_ptr(png)), out, n)) png_error(png, "read failed");
}

[[noreturn]] void OnError(png_structp png, png_const_charp message) {
  auto* state = static_cast<PngState*>(png_get_error_ptr(png));
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

class PngDecoder final : public ScanDecoder {
 public:
  explicit PngDecoder(ByteSource& source) : state_(source) {}
  ~PngDecoder() override { png_destroy_read_struct(&png_, &header_, nullptr); }

  Status Open();
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows) override;

 private:
  Status CheckHeader();
  void SetUp();
  void DescribeSamples();
  Status DecodeInterlaced();
  Status DecodeRows(uint8_t* out, uint32_t count);
  // `where`: "after row 12 of 480".
  Status Failure(Sentence where) const;

  PngState state_;
  png_structp png_ = nullptr;
  png_infop header_ = nullptr;
  bool interlaced_ = false;
  std::unique_ptr<uint8_t[]> whole_;  // An interlaced picture, once decoded.
  // Where the decoder is. Members, not locals: a local changed after setjmp is lost in the jump.
  int pass_ = 0;
  uint32_t row_ = 0;
};

Status CheckTransfer(const PngColor& color) {
  const double transfer = color.cicp[1];
  if (transfer == kPerceptualQuantizer) return Unsupported("png-hdr", {{"curve", "PQ"}});
  if (transfer == kHybridLogGamma) return Unsupported("png-hdr", {{"curve", "HLG"}});
  return OkStatus();
}

// The sides are checked by hand before libpng allocates anything that depends on them.
Status PngDecoder::CheckHeader() {
  std::array<uint8_t, kHeaderBytes> bytes{};
  if (state_.reader.size() < bytes.size()) {
    return Truncated("png-ends-in-header", {{"end", state_.reader.size()}});
  }
  RETURN_IF_ERROR(state_.reader.ReadAt(0, bytes));
  if (std::memcmp(bytes.data() + 12, "IHDR", 4) != 0) return InvalidInput("png-no-header");
  return CheckExtent(png_get_uint_32(bytes.data() + 16), png_get_uint_32(bytes.data() + 20));
}

void PngDecoder::SetUp() {
  png_set_read_fn(png_, &state_, OnRead);
  png_set_user_limits(png_, kMaxSide, kMaxSide);
  png_set_chunk_malloc_max(png_, kMaxChunkBytes);
  png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, reinterpret_cast<png_const_bytep>(kSkippedChunks),
                              sizeof kSkippedChunks / 5);
  png_read_info(png_, header_);

  if (png_get_color_type(png_, header_) == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png_);
  if (png_get_bit_depth(png_, header_) < 8) png_set_expand_gray_1_2_4_to_8(png_);
  if (png_get_bit_depth(png_, header_) == 16 && std::endian::native == std::endian::little) png_set_swap(png_);
  png_set_strip_alpha(png_);
  png_set_interlace_handling(png_);
}

Status PngDecoder::Open() {
  RETURN_IF_ERROR(CheckHeader());
  ASSIGN_OR_RETURN(PngChunks chunks, ReadPngChunks(state_.reader));
  info_.orientation = chunks.exif.orientation;
  info_.exif_color = chunks.exif.color;
  info_.exif = std::move(chunks.exif.entries);
  info_.xmp = std::move(chunks.xmp);
  info_.icc_profile = std::move(chunks.color.icc_profile);
  info_.profile_lost = std::move(chunks.color.profile_lost);
  info_.png_color = chunks.color.color;
  RETURN_IF_ERROR(CheckTransfer(info_.png_color));
  png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, &state_, OnError, OnWarning);
  if (png_ != nullptr) header_ = png_create_info_struct(png_);
  if (header_ == nullptr) return ResourceExhausted("png-memory");
  if (!Guarded(png_, [this] { SetUp(); })) return Failure({"png-before-picture"});
  DescribeSamples();
  if (!Guarded(png_, [this] { png_read_update_info(png_, header_); })) return Failure({"png-before-picture"});
  if (png_get_rowbytes(png_, header_) != info_.row_bytes()) return InvalidInput("png-header");
  const uint64_t bytes = uint64_t{info_.row_bytes()} * info_.size.height;
  if (interlaced_ && bytes > kMaxInterlacedBytes) {
    return TooLargeToHold("png-interlaced-large", info_.size, bytes, kMaxInterlacedBytes);
  }
  return OkStatus();
}

// Getters of an info struct neither fail nor jump.
void PngDecoder::DescribeSamples() {
  const int color_type = png_get_color_type(png_, header_);
  const bool palette = color_type == PNG_COLOR_TYPE_PALETTE;
  info_.container = "PNG";
  info_.size = {png_get_image_width(png_, header_), png_get_image_height(png_, header_)};
  info_.channels = (color_type & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1;
  info_.bits_in_file = palette ? 8 : png_get_bit_depth(png_, header_);
  info_.format = info_.bits_in_file == 16 ? SampleFormat::kUint16 : SampleFormat::kUint8;
  interlaced_ = png_get_interlace_type(png_, header_) != PNG_INTERLACE_NONE;
}

StatusOr<uint32_t> PngDecoder::ReadRows(MutableByteSpan rows) {
  const size_t row_bytes = info_.row_bytes();
  const uint32_t left = info_.size.height - row_;
  if (left == 0) return 0u;
  RETURN_IF_ERROR(CheckRowSpan(rows.size(), row_bytes));
  const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(rows.size() / row_bytes, left));
  if (interlaced_) {
    if (whole_ == nullptr) RETURN_IF_ERROR(DecodeInterlaced());
    std::memcpy(rows.data(), whole_.get() + row_ * row_bytes, count * row_bytes);
    row_ += count;
  } else {
    RETURN_IF_ERROR(DecodeRows(rows.data(), count));
  }
  if (row_ == info_.size.height) whole_.reset();
  return count;
}

Status PngDecoder::DecodeRows(uint8_t* out, uint32_t count) {
  const size_t row_bytes = info_.row_bytes();
  const bool done = Guarded(png_, [=, this] {
    for (uint32_t i = 0; i < count; ++i, ++row_) png_read_row(png_, out + i * row_bytes, nullptr);
  });
  if (done) return OkStatus();
  if (state_.read_status.code() == StatusCode::kTruncated) return TruncatedAfterRow(row_, info_.size.height);
  return Failure({"png-after-row", {{"row", row_}, {"rows", info_.size.height}}});
}

Status PngDecoder::DecodeInterlaced() {
  const size_t row_bytes = info_.row_bytes();
  // Zeroed: libpng writes only the pixels of each pass.
  whole_.reset(new (std::nothrow) uint8_t[row_bytes * info_.size.height]());
  if (whole_ == nullptr) return ResourceExhausted("png-interlaced-memory");
  const bool done = Guarded(png_, [this, row_bytes] {
    for (pass_ = 0; pass_ < PNG_INTERLACE_ADAM7_PASSES; ++pass_) {
      for (uint32_t y = 0; y < info_.size.height; ++y) png_read_row(png_, whole_.get() + y * row_bytes, nullptr);
    }
  });
  return done ? OkStatus() : Failure({"png-in-pass", {{"pass", pass_ + 1}, {"passes", PNG_INTERLACE_ADAM7_PASSES}}});
}

Status PngDecoder::Failure(Sentence where) const {
  if (state_.read_status.code() == StatusCode::kTruncated) return Truncated("png-ends", {{"where", std::move(where)}});
  if (!state_.read_status.ok()) return state_.read_status;
  return InvalidInput("png-damaged", {{"where", std::move(where)}, {"reason", state_.message}});
}

}  // namespace

StatusOr<std::unique_ptr<ScanDecoder>> OpenPng(ByteSource& source) {
  auto decoder = std::make_unique<PngDecoder>(source);
  RETURN_IF_ERROR(decoder->Open());
  return StatusOr<std::unique_ptr<ScanDecoder>>(std::move(decoder));
}

}  // namespace easelight
