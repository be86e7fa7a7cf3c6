#include "core/cli/direct_development.h"

#include <filesystem>

#include "core/cli/opened_scan.h"
#include "core/cli/partial_file.h"
#include "core/cli/recipe_input.h"
#include "core/engine/direct_export.h"
#include "core/engine/within_memory.h"
#include "core/io/local_file.h"
#include "core/memory/workspace.h"

namespace easelight::cli {
namespace {

Status AllSteps(DirectExport& task) {
  while (!task.progress().finished()) RETURN_IF_ERROR(task.Step());
  return OkStatus();
}

// Writes the picture of a scan that fits. What is missing of the scan stays kPartial, all other errors have their
// file's name.
Status Write(ScanRows scan, const Grade& grade, const FrameMap& map, const DevelopOptions& options,
             const ExportOptions& export_options) {
  PartialFile partial(options.output);
  auto file = LocalBlockFile::Create(partial.path());
  if (!file.ok()) return Named(options.output, file.status());
  ThreadPool pool(options.threads);
  ASSIGN_OR_RETURN(const auto workspace, Workspace::Create());
  auto task = WithinMemory([&] {
    return DirectExport::Begin(std::move(scan), grade, map, export_options, std::move(*file), pool, workspace->decode,
                               workspace->encode);
  });
  if (!task.ok()) return Named(options.output, task.status());
  const Status status = WithinMemory([&] { return AllSteps(**task); });
  const Status& reading = (*task)->reading();
  if (reading.code() == StatusCode::kPartial) return reading;
  if (!reading.ok()) return Named(options.input, reading);
  if (!status.ok()) return Named(options.output, status);
  const Status committed = partial.Commit();
  return committed.ok() ? committed : Named(options.output, committed);
}

// `rows`: as of ScanRows::Open.
StatusOr<bool> Attempt(const DevelopOptions& options, const Recipe& recipe, const ExportOptions& export_options,
                       uint32_t rows) {
  auto source = OpenScanFile(options.input, options.dump);
  if (!source.ok()) return Named(options.input, source.status());
  const std::string name = std::filesystem::path(options.input).filename().string();
  auto scan = WithinMemory([&] { return ScanRows::Open(name, std::move(*source), rows); });
  if (!scan.ok()) return Named(options.input, scan.status());
  const auto map = MapOf(scan->summary(), recipe);
  if (!map.ok()) return Named(options.output, map.status());
  if (!DirectExport::Fits(*scan, *map, export_options)) return false;
  SayWhatWasRefused(scan->summary(), options.input);
  const Grade grade = GradeOf(scan->summary(), recipe);
  RETURN_IF_ERROR(Write(std::move(*scan), grade, *map, options, export_options));
  return true;
}

}  // namespace

StatusOr<bool> DevelopedDirectly(const DevelopOptions& options, const Recipe& recipe,
                                 const ExportOptions& export_options) {
  const auto made = WithoutMissingRows(options.input, MissingRowsWhere(options.allow_partial),
                                       [&](uint32_t rows) { return Attempt(options, recipe, export_options, rows); });
  if (made.status().code() == StatusCode::kPartial) return Named(options.input, made.status());
  return made;
}

}  // namespace easelight::cli
