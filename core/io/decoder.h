// The decode facade: opens a scan of any supported format and reads its rows in order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"
#include "core/base/thread_pool.h"
#include "core/color/scan_color.h"
#include "core/io/metadata/exif.h"
#include "core/io/png/png_color.h"

namespace easelight {

// A channel beside those of color, which is not shown. A scanner's is infrared, whatever its file marks it as.
enum class FurtherChannel : uint8_t {
  kNone,
  kInfrared,
  kAlpha,         // Left out.
  kDividedAlpha,  // Colors were multiplied by it, and have been divided again.
  kUnnamed,       // The file does not say what it is.
};

// What a scan's header says. Rows come as stored: `orientation` has not been applied to them.
struct ScanInfo {
  std::string container;  // "PNG", "JPEG", "TIFF", "DNG", "Pakon raw" or "camera raw".
  Extent size;            // As stored, each side 1..kMaxSide, at most kMaxPixels.
  uint8_t channels = 3;   // 1 (gray) or 3 (RGB), interleaved; extra channels are dropped.
  SampleFormat format = SampleFormat::kUint8;
  uint8_t bits_in_file = 8;    // Significant bits of a sample in the file: 1..16, 24, 32 or 64.
  bool float_in_file = false;  // Its samples are floats; wide integers come as floats, too.
  uint8_t orientation = 1;     // EXIF/TIFF orientation, 1..8.
  bool linear = false;         // Codes are proportional to light, as a sensor counts it.
  double maker_power = 0;      // Of the curve that its maker encodes by; 0 where nobody knows of one.
  FurtherChannel further_channel = FurtherChannel::kNone;
  bool infrared_page = false;                 // Beside the picture; not read.
  std::optional<CameraColor> camera;          // What a camera raw file says of the colors of its sensor.
  std::vector<uint8_t> icc_profile;           // The embedded profile, unparsed; empty if there is none or it is lost.
  Sentence profile_lost;                      // Why an embedded profile was left out: damaged, or over 4 MiB.
  PngColor png_color;                         // What a PNG says of its color beside a profile.
  ExifColor exif_color = ExifColor::kUnsaid;  // What EXIF says of its color.
  ExifEntries exif;                           // What can be carried over to an export.
  std::vector<uint8_t> xmp;                   // The XMP packet, unparsed; empty if there is none or it is over 1 MiB.

  size_t row_bytes() const { return size_t{size.width} * channels * BytesPerSample(format); }
};

// Where a decoder may keep what it cannot read twice: bytes of a file from `offset` on.
struct Scratch {
  BlockFile* file = nullptr;
  uint64_t offset = 0;
};

// Reads a scan from top to bottom in bounded memory. Samples narrower than 8 bits, and between 9 and 15 bits, are
// scaled up to the full range of their format by round(v * max / (2^bits - 1)); integers of 24 and 32 bits become
// floats of v / (2^bits - 1), and floats of other widths float32. MinIsWhite is inverted.
class ScanDecoder {
 public:
  virtual ~ScanDecoder() = default;

  const ScanInfo& info() const { return info_; }

  // How many bytes of scratch Unpack takes; 0 where it is not needed.
  uint64_t scratch_bytes() const { return scratch_bytes_; }

  // To be called before ReadRows where scratch_bytes() is not 0; the file must outlive the decoder. A camera raw file
  // cannot be read from top to bottom, so it is unpacked whole in one long call, into a file that its rows then come
  // from. Meanwhile it takes up to kMaxUnpackedBytes from malloc, besides what the codec zone has: where that is so,
  // unpacks_whole() says it. Errors: as ReadRows, and those of the file. Throws nothing.
  virtual Status Unpack(const Scratch&) { return OkStatus(); }
  bool unpacks_whole() const { return unpacks_whole_; }

  // Whether the file must be read through before the first row, as that of a progressive JPEG. Then each ReadAhead does
  // a part of it, some ten milliseconds long, and returns how much is done, 0..1; with 1 the rows can come. ReadRows
  // does what is left of it. Errors: as ReadRows.
  bool reads_ahead() const { return reads_ahead_; }
  virtual StatusOr<double> ReadAhead() { return 1.0; }

  // Lets a decoder whose rows take long make them on all threads of `pool`, which outlives it; changes no byte. Returns
  // whether it will: then the pool must be free whenever ReadRows is called.
  virtual bool UsePool(ThreadPool&) { return false; }

  // Reads the next rows into `rows`: as many whole rows (info().row_bytes() each, native byte order) as fit or as the
  // codec has ready, at least one unless the picture has ended. Returns their number; 0 after the last row. Where a
  // file ends early or is damaged, what comes before that is returned first.
  // Errors: kTruncated, kInvalidInput, kIo, kResourceExhausted (the codec zone is full). After an error, destroy.
  virtual StatusOr<uint32_t> ReadRows(MutableByteSpan rows) = 0;

 protected:
  ScanInfo info_;
  uint64_t scratch_bytes_ = 0;
  bool unpacks_whole_ = false;
  bool reads_ahead_ = false;
};

// Opens the picture in `source`, which must outlive the decoder, after its first bytes, never its name.
// Errors name what the file is, or that it is no picture, and which limit it breaks: kUnsupported, kInvalidInput,
// kTruncated, kOutOfRange (sides, pixels), kResourceExhausted, kIo.
StatusOr<std::unique_ptr<ScanDecoder>> OpenScan(ByteSource& source);

}  // namespace easelight
