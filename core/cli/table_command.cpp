#include "core/cli/table_command.h"

#include <cstdio>
#include <ostream>

#include "core/cli/partial_file.h"
#include "core/cli/recipe_input.h"
#include "core/color/color_space.h"
#include "core/engine/exporting.h"
#include "core/engine/version.h"
#include "core/io/local_file.h"

namespace easelight::cli {
namespace {

StatusOr<TableError> WriteInto(const Recipe& recipe, const TableOptions& options, const std::string& output) {
  PartialFile partial(output);
  ASSIGN_OR_RETURN(const auto file, LocalBlockFile::Create(partial.path()));
  ASSIGN_OR_RETURN(const TableError error, WriteTable(recipe, options, *file));
  RETURN_IF_ERROR(file->Close());
  RETURN_IF_ERROR(partial.Commit());
  return error;
}

}  // namespace

Status MakeTable(const TableCommand& command, std::ostream& out) {
  ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromFile(command.recipe_file));
  // The output spaces are those of exports.
  ASSIGN_OR_RETURN(const ExportOptions exported, MakeExportOptions(FileFormat::kPng, command.space, command.encoding));
  TableOptions options;
  options.format = command.format;
  options.size = command.size;
  options.inversion_only = command.inversion_only;
  options.shaper = command.shaper;
  options.scan.curves = AllChannels(command.scan_encoding);
  // As of a file that says nothing of its primaries.
  options.scan.primaries = FindColorSpace("srgb")->primaries;
  options.output = exported.space;
  options.output_title = exported.space_title;
  options.creator = "Easelight " + std::string(kEngineVersion);
  const auto error = WriteInto(recipe, options, command.output);
  if (!error.ok()) return Named(command.output, error.status());
  char line[96];
  std::snprintf(line, sizeof line, "error: at most %.6f, mean %.6f of full scale, over %zu colors", error->largest,
                error->mean, kTableSamples);
  out << line << '\n';
  return OkStatus();
}

}  // namespace easelight::cli
