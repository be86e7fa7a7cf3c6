#include "core/recipe/import.h"

#include "core/recipe/divere.h"

namespace easelight {

Status CheckImportSize(size_t bytes) {
  if (bytes <= kMaxImportBytes) return OkStatus();
  return OutOfRange("document-large",
                    {{"document", Sentence("document-grades")}, {"bytes", bytes}, {"limit", kMaxImportBytes}});
}

StatusOr<ImportedGrades> GradesFromText(std::string_view text) {
  RETURN_IF_ERROR(CheckImportSize(text.size()));
  ASSIGN_OR_RETURN(const Json document, JsonFromText(text, "document-grades"));
  if (IsDivere(document)) return GradesFromDivere(document);
  ASSIGN_OR_RETURN(std::vector<Recipe> recipes, RecipesFromJson(text));
  ImportedGrades imported;
  for (Recipe& recipe : recipes) imported.grades.push_back({"", std::move(recipe)});
  return imported;
}

}  // namespace easelight
