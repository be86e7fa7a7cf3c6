// What `auto` means for a scan: the curve and the primaries that its file states, or the custom of its format.
#pragma once

#include <string>

#include "core/color/scan_color.h"
#include "core/io/decoder.h"

namespace easelight {

// How far a file's word on its encoding holds.
enum class EncodingWord : uint8_t {
  kFirm,    // It says what only the encoding that it has would make it say, or its format leaves no choice.
  kCustom,  // It says nothing, and has 16 bits: scanner software writes both linear and encoded codes so.
  kTag,     // It says that its 16 bits are encoded: software that writes a scanner's linear codes tags them so, too.
};

struct ScanEncoding {
  ScanColor color;
  std::string space_name;  // As in a recipe, when the primaries are a named space's; else empty.
  std::string
      auto_space;  // What `auto` means for slides and digital pictures: a named space, "profile", "camera", "device".
  Sentence note;   // For the interface: "Linear: a 16-bit TIFF without a color profile".
  bool refused = false;  // Whether the file says what could not be used, and the note why.
  EncodingWord word = EncodingWord::kFirm;
};

// Linear, of the sensor's own colors, for a camera raw file. Else what the file states; of a PNG in the order of its
// specification (third edition): cICP, iCCP, sRGB, gAMA with cHRM; then EXIF's color space. Else the primaries of sRGB,
// linear for a 16-bit or float TIFF (what scanner software writes as raw), and by sRGB's curve for the rest (as the PNG
// specification and EXIF say).
ScanEncoding AutoEncoding(const ScanInfo& info);

}  // namespace easelight
