// The commands of the native tool. Each returns a Status whose sentence names the file and the reason.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "core/base/status.h"
#include "core/engine/engine.h"

namespace easelight::cli {

// How the scan is to be read, where that is said.
struct InputChoice {
  std::optional<std::string> space;
  std::optional<InputEncoding> encoding;  // `auto`, which is none, may be said, too.
};

struct DevelopOptions {
  std::string input;
  std::optional<Extent> dump;  // The input is samples alone, of a picture of that size.
  std::string output;
  std::string recipe_file;          // Empty: the default recipe of `film`.
  bool allow_partial = false;       // Of a file that ends early or is damaged, the rows that are there are taken.
  bool automatic = false;           // Replaces the density stages by the automatic start.
  InputChoice input_as;             // Goes over what the recipe says.
  RecipeNames known;                // Setup and stock, for the automatic start; empty: not known.
  std::optional<std::string> link;  // Its parts go over what the other options make.
  int frame = 0;                    // Which recipe of the link, from 1; 0 takes the only one.
  std::optional<FilmKind> film;
  std::string space = "srgb";
  std::optional<TransferCurve> encoding;  // None: the space's own.
  std::string output_profile;             // In place of both, an ICC profile's file; empty: none.
  ProfileRendering rendering;             // By that profile.
  int depth = 16;
  TiffCompression compression = TiffCompression::kDeflate;
  int quality = 92;
  int longest = 0;             // See ExportOptions.
  bool keep_grade = true;      // As a link in the file's metadata.
  bool keep_camera = true;     // Of the scan's EXIF.
  bool keep_location = false;  // Of the scan's EXIF, too.
  bool check = false;          // Says how far the picture is from what the editor shows of it.
  int threads = 1;
};

// Develops `input` into `output`. The file appears under its name only when it is complete. What a check has found is
// written to `out`.
Status Develop(const DevelopOptions& options, std::ostream& out);

// Writes what is known of a picture as JSON: from its header, and where that leaves the encoding in doubt, by its
// densities as those of this kind of film.
Status Info(const std::string& input, std::optional<Extent> dump, FilmKind film, int threads, std::ostream& out);

// Writes the JSON schemas of a recipe, of what is known of a scan, and of the reasons for an automatic start.
void SchemaText(std::ostream& out);

// Writes the recipe that a kind of film starts from.
void DefaultRecipeText(FilmKind film, std::ostream& out);

// Writes the recipe that `options` ask for with an automatic start; or, where `why` is set, the reasons for that start,
// as JSON.
Status AutomaticRecipeText(const DevelopOptions& options, bool why, std::ostream& out);

}  // namespace easelight::cli
