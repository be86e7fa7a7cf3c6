// The grade: every number that decides how scan codes become a positive, without names or files.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/color/chromaticity.h"
#include "core/color/color_table.h"
#include "core/color/transfer_curve.h"
#include "core/film/print_curve.h"

namespace easelight {

enum class FilmKind : uint8_t { kColorNegative, kBwNegative, kColorSlide, kBwSlide, kDigital };

inline constexpr std::array<FilmKind, 5> kFilmKinds = {FilmKind::kColorNegative, FilmKind::kBwNegative,
                                                       FilmKind::kColorSlide, FilmKind::kBwSlide, FilmKind::kDigital};

constexpr bool IsNegative(FilmKind film) { return film == FilmKind::kColorNegative || film == FilmKind::kBwNegative; }
constexpr bool IsMonochrome(FilmKind film) { return film == FilmKind::kBwNegative || film == FilmKind::kBwSlide; }

// The density about which gamma turns.
inline constexpr double kDensityPivot = 0.7;

// The density stages: from the scan's density D to the positive's density d = A D + b.
struct DensityGrade {
  std::array<double, 3> base = {0, 0, 0};           // Film base (Dmin) per channel, 0..4.
  Matrix3 matrix = Matrix3::Identity();             // Crosstalk, entries -4..4; acts on density above base.
  double gamma = 1.0;                               // Slope of the printed density, 0.1..6.
  std::array<double, 3> channel_gamma = {1, 1, 1};  // Factor on gamma per channel, 0.25..4.
  double exposure = 0.0;                            // Printing exposure, -3..6; more is darker.
  std::array<double, 3> gains = {0, 0, 0};          // Printer lights, -3..3; 0.30 brightens by one stop.
  bool operator==(const DensityGrade&) const = default;
};

// The printing stages: from the positive's density to light.
struct PrintGrade {
  CurveInterpolation interpolation = CurveInterpolation::kMonotone;
  PrintCurve master;                   // "rgb": acts on all channels, before the channel's own.
  std::array<PrintCurve, 3> channels;  // "r", "g", "b".
  double glare = 0.0;                  // Light subtracted as screen glare, 0..0.2.
  bool operator==(const PrintGrade&) const = default;
};

// What becomes of colors that the output space does not hold: each channel is cut off, or the color is moved towards
// the gray of its lightness (core/film/gamut.h).
enum class GamutMapping : uint8_t { kClip, kCompress };

// What becomes of a camera's light before it is that of the input: it is balanced, clipped where it is then brighter
// than white, as its sensor may have been full there and tell no color any more, and led through a matrix.
struct CameraInput {
  std::array<double, 3> balance = {1, 1, 1};
  Matrix3 input_from_balanced = Matrix3::Identity();
  bool operator==(const CameraInput&) const = default;
};

// A grade with its color spaces resolved.
struct Grade {
  FilmKind film = FilmKind::kColorNegative;
  ChannelCurves input_encoding = AllChannels(TransferCurve::Linear());
  std::optional<Primaries> input;           // None: the scanner's RGB is taken as the working space.
  std::optional<CameraInput> camera;        // Of a camera raw file.
  std::shared_ptr<const ColorTable> table;  // In place of both: from codes to the light of the working space.
  Primaries working;
  // Where the working space is that of a file's profile: to light of other spaces as profiles lead there. None: by the
  // primaries.
  std::optional<Matrix3> profile_xyz;
  // Whether a channel without a print curve keeps its light past the range of the curves: black is black, where else
  // the darkest print has 1/65536 of the light; and what is lighter than white is clipped in the output space only.
  bool whole_range = false;
  DensityGrade density;
  PrintGrade print;
  GamutMapping gamut = GamutMapping::kClip;
  bool operator==(const Grade&) const = default;
};

}  // namespace easelight
