// Grades from files, our own and those of other programs, read into recipes; with what these do not imitate.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/recipe/recipe.h"

namespace easelight {

struct ImportedGrade {
  std::string name;  // The scan it was made for, as the file has it; may be empty.
  Recipe recipe;
};

struct ImportedGrades {
  std::vector<ImportedGrade> grades;  // At least one.
  std::vector<Sentence> remarks;      // What of the file the recipes do not follow, each said once.
};

// Reads one of our own recipes or an array of them, or a preset, a contact sheet or a folder's file of DiVERE
// (divere.h). Errors are those of RecipesFromJson and of GradesFromDivere; past kMaxImportBytes the text is refused.
inline constexpr size_t kMaxImportBytes = 4 * 1024 * 1024;
Status CheckImportSize(size_t bytes);
StatusOr<ImportedGrades> GradesFromText(std::string_view text);

}  // namespace easelight
