// The commands of the native tool that write and read grading links.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/recipe/recipe_parts.h"

namespace easelight::cli {

struct LinkOptions {
  std::vector<std::string> recipe_files;
  RecipeParts parts = RecipeParts::All();
  std::string site;  // The editor's address, to stand before the fragment.
};

// Writes the link of the recipes.
Status LinkText(const LinkOptions& options, std::ostream& out);

// Writes what a link holds: to `out` the complete recipe as JSON (an array of several), to `notes` a line on its proof
// and, where it holds chosen parts only, a line that names them.
Status LinkedRecipeText(const std::string& link_text, std::ostream& out, std::ostream& notes);

}  // namespace easelight::cli
