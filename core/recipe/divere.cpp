#include "core/recipe/divere.h"

#include <algorithm>
#include <cmath>

#include "core/recipe/divere_preset.h"

namespace easelight {
namespace {

// What the keys of a folder's file that are no name of a scan are called.
constexpr std::string_view kFolderDefault = "folder_default";

bool IsPreset(const Json& json) {
  return json.Find("cc_params") != nullptr || json.Find("idt") != nullptr || json.Find("grading_params") != nullptr;
}

// A preset of the versions before 3 has other keys with other meanings.
Status CheckVersion(const Json& preset) {
  const Json* version = preset.Find("version");
  const bool known = version == nullptr ? preset.Find("grading_params") == nullptr : version->Is(3.0);
  if (known) return OkStatus();
  return Unsupported("divere-version", {{"version", version == nullptr ? "2" : ShownValue(*version)}});
}

std::string TextOf(const Json& object, std::string_view key) {
  const Json* value = object.Find(key);
  return value != nullptr && value->text() != nullptr ? *value->text() : std::string();
}

// The members of a crop; what it leaves out is the sheet's.
Json WithInherited(const Json& crop, const Json& sheet) {
  Json own = crop;
  for (const char* key : {"idt", "cc_params"}) {
    const Json* inherited = sheet.Find(key);
    if (own.Find(key) == nullptr && inherited != nullptr) own.Set(key, *inherited);
  }
  const Json* metadata = sheet.Find("metadata");
  const Json* film = metadata == nullptr ? nullptr : metadata->Find("film_type");
  if (film == nullptr) return own;
  Json completed = own.Find("metadata") == nullptr ? Json(Json::Object()) : *own.Find("metadata");
  if (completed.object() != nullptr && completed.Find("film_type") == nullptr) completed.Set("film_type", *film);
  own.Set("metadata", std::move(completed));
  return own;
}

// Adds the grades of one preset, single or contact sheet.
Status AddPreset(const Json& preset, std::string_view known_name, ImportedGrades& imported) {
  if (preset.object() == nullptr) return InvalidInput("divere-no-preset");
  RETURN_IF_ERROR(CheckVersion(preset));
  const Json* metadata = preset.Find("metadata");
  const std::string own_name = metadata == nullptr ? "" : TextOf(*metadata, "raw_file");
  const std::string name = known_name.empty() ? own_name : std::string(known_name);

  const Json* crops =
      preset.Find("type") != nullptr && preset.Find("type")->Is("contactsheet") ? preset.Find("crops") : nullptr;
  const auto add = [&](const Json& one) -> Status {
    if (imported.grades.size() == kMaxImportedGrades) {
      return OutOfRange("divere-many", {{"limit", kMaxImportedGrades}});
    }
    ASSIGN_OR_RETURN(Recipe recipe, RecipeFromDiverePreset(one, imported.remarks));
    imported.grades.push_back({name, std::move(recipe)});
    return OkStatus();
  };
  if (crops == nullptr || crops->array() == nullptr || crops->array()->empty()) return add(preset);
  for (const Json& crop : *crops->array()) {
    if (crop.object() == nullptr) return InvalidInput("divere-no-preset");
    RETURN_IF_ERROR(add(WithInherited(crop, preset)));
  }
  return OkStatus();
}

// A folder's file: presets by the name of their scan.
Status AddFolder(const Json& folder, ImportedGrades& imported) {
  Status first_failure;
  for (const auto& [name, preset] : *folder.object()) {
    const size_t had = imported.grades.size();
    const Status added = AddPreset(preset, name == kFolderDefault ? "" : std::string_view(name), imported);
    if (added.ok()) continue;
    imported.grades.resize(had, {});
    AddRemark({"divere-left-out", {{"name", ShownValue(Json(name))}, {"reason", added.sentence()}}}, imported.remarks);
    if (first_failure.ok()) first_failure = added;
  }
  return imported.grades.empty() ? first_failure : OkStatus();
}

}  // namespace

bool IsDivere(const Json& document) {
  const Json::Object* members = document.object();
  if (members == nullptr || document.Find("easelight") != nullptr) return false;
  return IsPreset(document) ||
         std::any_of(members->begin(), members->end(), [](const JsonMember& member) { return IsPreset(member.value); });
}

StatusOr<ImportedGrades> GradesFromDivere(const Json& document) {
  ImportedGrades imported;
  RETURN_IF_ERROR(IsPreset(document) ? AddPreset(document, "", imported) : AddFolder(document, imported));
  AddRemark({"divere-working"}, imported.remarks);
  AddRemark({"divere-output"}, imported.remarks);
  return imported;
}

}  // namespace easelight
