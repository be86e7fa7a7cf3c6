#include "wasm/import_binding.h"

#include "core/recipe/import.h"
#include "core/recipe/sentence_json.h"
#include "wasm/outcome.h"

namespace easelight {

emscripten::val ImportGrades(const emscripten::val& text) {
  return Outcome([&]() -> StatusOr<Json> {
    // Before it is copied into the heap, whatever its length. Characters are at least as many bytes.
    RETURN_IF_ERROR(CheckImportSize(text["length"].as<unsigned>()));
    ASSIGN_OR_RETURN(const ImportedGrades imported, GradesFromText(text.as<std::string>()));
    Json::Array grades;
    for (const auto& [name, recipe] : imported.grades) {
      grades.push_back(Json::Object{{"name", name}, {"recipe", CompleteJson(recipe)}});
    }
    Json::Array remarks;
    for (const Sentence& remark : imported.remarks) remarks.push_back(JsonFromSentence(remark));
    return Json(Json::Object{{"grades", grades}, {"remarks", remarks}});
  });
}

}  // namespace easelight
