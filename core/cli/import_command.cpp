#include "core/cli/import_command.h"

#include <ostream>

#include "core/cli/recipe_input.h"
#include "core/english/english.h"
#include "core/recipe/import.h"

namespace easelight::cli {

Status ImportedRecipesText(const std::string& path, std::ostream& out, std::ostream& notes) {
  ASSIGN_OR_RETURN(const std::string text, TextOfFile(path, kMaxImportBytes));
  const auto imported = GradesFromText(text);
  if (!imported.ok()) return Named(path, imported.status());
  std::vector<Recipe> recipes;
  for (const ImportedGrade& grade : imported->grades) {
    recipes.push_back(grade.recipe);
    if (!grade.name.empty()) notes << "recipe " << recipes.size() << ": of " << grade.name << '\n';
  }
  out << RecipesText(recipes) << '\n';
  for (const Sentence& remark : imported->remarks) notes << "not imitated: " << EnglishText(remark) << '\n';
  return OkStatus();
}

}  // namespace easelight::cli
