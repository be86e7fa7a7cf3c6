// A grade as a table for other programs: from scan codes to the output space, in the formats that those read.
#pragma once

#include <array>
#include <string>

#include "core/base/bytes.h"
#include "core/color/scan_color.h"
#include "core/recipe/recipe.h"

namespace easelight {

enum class TableFormat {
  kClf,     // Common LUT Format, SMPTE ST 2136-1: the model's own steps, exact.
  kCube1d,  // .cube, a table a channel; only where no step mixes channels.
  kCube3d,  // .cube, a lattice behind a logarithmic shaper.
  kHald,    // HaldCLUT: a lattice as a PNG of 16 bits.
};

inline constexpr std::array<TableFormat, 4> kTableFormats = {TableFormat::kClf, TableFormat::kCube1d,
                                                             TableFormat::kCube3d, TableFormat::kHald};

// How a format is called: "clf", "cube1d", "cube3d", "hald".
std::string_view TableFormatName(TableFormat format);

struct TableOptions {
  TableFormat format = TableFormat::kCube3d;
  int size = 0;                 // Entries of a 1D table, nodes a side of a lattice; 0 takes the format's own.
  bool inversion_only = false;  // Without print curve, glare and compressed colors.
  bool shaper = true;           // Of kCube3d: many programs read a lattice only.
  ScanColor scan;               // What a recipe calls "auto".
  OutputSpace output;
  std::string output_title;  // As people call it.
  std::string creator;       // The program and its version, for the file's comment.
};

// How far a table is from the developed picture, in encoded values of 0..1, over kTableSamples colors such as film has:
// a density from 0 to 3, from which each channel is up to 0.5 away.
struct TableError {
  double largest = 0;
  double mean = 0;
};
inline constexpr size_t kTableSamples = 32768;

// Writes the table, with its error in the file's comment, to an empty file.
// Errors: kOutOfRange (size), kUnsupported (a 1D table of a grade that mixes channels, anything but a lattice of one
// that compresses colors), those of the file.
StatusOr<TableError> WriteTable(const Recipe& recipe, const TableOptions& options, BlockFile& file);

}  // namespace easelight
