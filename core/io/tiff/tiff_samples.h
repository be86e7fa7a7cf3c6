// Turns a TIFF's packed rows into rows of scan codes: extra channels dropped, samples of other widths made one of ours.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/image.h"
#include "core/io/tiff/tiff_layout.h"

namespace easelight {

class TiffSampleConverter {
 public:
  explicit TiffSampleConverter(const TiffLayout& layout);

  // Of a converted row.
  SampleFormat format() const { return format_; }
  uint8_t channels() const { return channels_; }

  // Whether the file's rows are scan codes already, so that Convert may be left out.
  bool is_identity() const;

  // Converts one row: all planes packed as TiffRows delivers them, to interleaved samples. What does not fit in 16 bits
  // becomes float32, and floats that are not finite 0.
  void Convert(const uint8_t* packed, uint8_t* out);

 private:
  template <typename T, typename Read>
  void Gather(const uint8_t* packed, uint8_t* out, const Read& read) const;
  template <typename Read>
  void GatherFloats(const uint8_t* packed, uint8_t* out, const Read& read) const;
  void ConvertFloats(const uint8_t* packed, uint8_t* out) const;
  void ConvertWideIntegers(const uint8_t* packed, uint8_t* out) const;
  void ConvertPacked(const uint8_t* packed, uint8_t* out);
  void ConvertPalette(const uint8_t* packed, uint8_t* out);
  void Unpack(const uint8_t* packed);

  const TiffLayout layout_;
  const bool invert_;
  SampleFormat format_;
  uint8_t channels_;
  std::vector<uint16_t> unpacked_;  // Samples of one plane's row: of no whole bytes, or indices of a palette.
};

}  // namespace easelight
