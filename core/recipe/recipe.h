// The recipe: the complete grade of one frame, the only form in which a grade is stored, shared or sent.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/color/scan_color.h"
#include "core/film/grade.h"

namespace easelight {

// How the scan's codes stand for light: as its profile says, or by a stated curve.
using InputEncoding = std::optional<TransferCurve>;  // None: "auto".

// Primaries by name, or as figures. "device" takes the scanner's RGB as the working space. "auto" is what the kind of
// film asks for: "device" for negatives, as density wants the scanner's own channels; what the file says for slides and
// digital pictures, which are graded in the file's own colors. "camera" is what a camera raw file says of its sensor's:
// balance and matrix; for other files it is what "auto" is. In every other space a camera's light is balanced for
// daylight.
using InputSpace = std::variant<std::string, Primaries>;
inline constexpr std::string_view kAutoSpace = "auto";
inline constexpr std::string_view kDeviceSpace = "device";
inline constexpr std::string_view kCameraSpace = "camera";

// Which part of the scan, and which way up. Applied in the order crop, straighten, rotate, flip.
struct FrameGeometry {
  std::array<double, 4> crop = {0, 0, 1, 1};  // x, y, width, height, normalized to the upright scan.
  int rotate = 0;                             // 0, 90, 180 or 270 degrees clockwise.
  bool flip = false;                          // Mirrors left-right in the final picture.
  double straighten = 0;                      // -45..45 degrees; turns the picture clockwise.
  bool operator==(const FrameGeometry&) const = default;
};

// What the parts of a recipe were chosen by; for people and the automatic start, without effect on pixels.
struct RecipeNames {
  std::string setup;  // Of a scan setup, or empty: not known.
  std::string stock;  // Of a film, or empty: not known.
  std::string matrix = "Identity";
  std::string curve;
  std::string note;
  bool operator==(const RecipeNames&) const = default;
};

class Json;

struct Recipe {
  FilmKind film = FilmKind::kColorNegative;
  InputSpace input_space = std::string(kAutoSpace);
  InputEncoding input_encoding;
  std::string working = "endura-premier";
  DensityGrade density;
  PrintGrade print;
  GamutMapping gamut = GamutMapping::kClip;
  FrameGeometry geometry;
  RecipeNames names;
  bool operator==(const Recipe&) const = default;
};

// The recipe that a kind of film starts from.
Recipe DefaultRecipe(FilmKind film);

// The numbers of a valid recipe for one scan: the one place where `auto` becomes what the scan says.
Grade GradeFromRecipe(const Recipe& recipe, const ScanColor& scan);

// Parses and validates a recipe. Absent keys take the defaults of its kind of film. Errors (kInvalidInput,
// kOutOfRange) name the key, the value and the range; the text is refused past kMaxRecipeBytes.
inline constexpr size_t kMaxRecipeBytes = 64 * 1024;
StatusOr<Recipe> RecipeFromJson(std::string_view text);

// The same for one recipe, or an array of 1 to kMaxRecipes; errors name the recipe by its number, from 1.
inline constexpr size_t kMaxRecipes = 64;
inline constexpr size_t kMaxRecipesBytes = 256 * 1024;
StatusOr<std::vector<Recipe>> RecipesFromJson(std::string_view text);

// Canonical JSON: keys sorted, defaults left out, no space. Equal recipes have equal text.
std::string CanonicalJson(const Recipe& recipe);

// Every key of it.
Json JsonFromRecipe(const Recipe& recipe);

// The text of that; on one line unless `indent` is above 0.
std::string CompleteJson(const Recipe& recipe, int indent = 0);

}  // namespace easelight
