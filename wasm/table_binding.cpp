#include "wasm/table_binding.h"

#include "core/engine/exporting.h"
#include "core/engine/version.h"
#include "core/recipe/json_forms.h"
#include "core/tables/table.h"

namespace easelight {
namespace {

constexpr size_t kMostNameBytes = 100;

ChoiceForm<TableFormat> FormatForm() {
  ChoiceForm<TableFormat> form;
  for (const TableFormat format : kTableFormats) {
    form.names.push_back(TableFormatName(format));
    form.values.push_back(format);
  }
  return form;
}

StatusOr<TableOptions> TableOptionsFromJson(const std::string& text) {
  ASSIGN_OR_RETURN(const Json json, JsonFromText(text, "document-export-options"));
  Status status;
  ObjectReader reader(json, "", status);
  TableOptions options;
  std::string space = "srgb";
  FormatForm().Read(reader, "format", options.format);
  WholeForm{{0, 65536}}.Read(reader, "size", options.size);
  reader.Boolean("inversionOnly", options.inversion_only);
  reader.Boolean("shaper", options.shaper);
  reader.Text("space", kMostNameBytes, space);
  reader.Finish();
  RETURN_IF_ERROR(status);
  ASSIGN_OR_RETURN(const ExportOptions exported, MakeExportOptions(FileFormat::kPng, space, std::nullopt));
  options.output = exported.space;
  options.output_title = exported.space_title;
  options.creator = "Easelight " + std::string(kEngineVersion);
  return options;
}

}  // namespace

StatusOr<Json> WriteTableOf(const std::string& recipe_text, const ScanColor& scan, const std::string& options_text,
                            BlockFile& file) {
  ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(recipe_text));
  ASSIGN_OR_RETURN(TableOptions options, TableOptionsFromJson(options_text));
  options.scan = scan;
  ASSIGN_OR_RETURN(const TableError error, WriteTable(recipe, options, file));
  return Json(Json::Object{{"largest", error.largest}, {"mean", error.mean}});
}

}  // namespace easelight
