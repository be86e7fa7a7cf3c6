// What a picture is written as: file format, depth, output space, and what its metadata keeps.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/color/color_space.h"
#include "core/film/program.h"
#include "core/io/encoder.h"

namespace easelight {

struct ExportOptions {
  FileFormat format = FileFormat::kTiff;
  int depth = 16;  // Bits a channel: 8 or 16; JPEG always has 8.
  TiffCompression compression = TiffCompression::kDeflate;
  int quality = 92;  // Of JPEG: 1 to 100.
  // The most pixels of the longer side, to which the picture is reduced; 0 keeps all that it has.
  int longest = 0;
  OutputSpace space;
  std::string space_title;           // The embedded profile's name; of a space without a profile of its own.
  std::vector<uint8_t> icc_profile;  // The space's own, embedded as it is.
  std::string grade_link;            // Kept in the file's metadata; empty keeps none.
  bool keep_camera = true;           // What the scan's file says of camera, lens, exposure, dates and authors.
  bool keep_location = false;        // Where the picture was taken; only together with the camera data.
};

// Whether a picture can be written so: what the tool and the page ask for comes through here before anything is opened.
// Errors: kOutOfRange (depth; quality; longest side; an encoding's power: beyond 1 to 4 the encode table's error is not
// as stated).
Status CheckExportOptions(const ExportOptions& options);

// The space of that name, if pictures can be exported to it. Errors: kOutOfRange.
StatusOr<const ColorSpace*> OutputSpaceNamed(std::string_view name);

// The options for an output space by name, with its own curve unless another is given. Errors: kOutOfRange,
// also those of CheckExportOptions.
StatusOr<ExportOptions> MakeExportOptions(FileFormat format, std::string_view space,
                                          const std::optional<TransferCurve>& encoding);

// The options for the space that an ICC profile describes. Errors: those of ReadOutputProfile.
StatusOr<ExportOptions> MakeExportOptions(FileFormat format, std::vector<uint8_t> icc_profile,
                                          const ProfileRendering& rendering);

}  // namespace easelight
