#include "core/cli/opened_scan.h"

#include <filesystem>

#include "core/cli/recipe_input.h"
#include "core/io/local_file.h"

namespace easelight::cli {

StatusOr<OpenedScan> OpenInEngine(const std::string& input, int threads) {
  ASSIGN_OR_RETURN(auto engine, Engine::Create(threads));
  auto source = LocalFileSource::Open(input);
  if (!source.ok()) return Named(input, source.status());
  ASSIGN_OR_RETURN(auto store, LocalBlockFile::CreateTemporary(std::filesystem::temp_directory_path().string()));
  const std::string name = std::filesystem::path(input).filename().string();
  const auto scan = engine->BeginOpen(name, std::move(source).value(), std::move(store));
  if (!scan.ok()) return Named(input, scan.status());
  for (;;) {
    const auto progress = engine->OpenStep();
    if (!progress.ok()) return Named(input, progress.status());
    if (progress->finished()) return OpenedScan{std::move(engine), *scan};
  }
}

}  // namespace easelight::cli
