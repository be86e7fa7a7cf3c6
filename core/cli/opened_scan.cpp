#include "core/cli/opened_scan.h"

#include <filesystem>

#include "core/cli/recipe_input.h"
#include "core/io/dump_header.h"
#include "core/io/local_file.h"

namespace easelight::cli {

StatusOr<std::unique_ptr<ByteSource>> OpenScanFile(const std::string& input, std::optional<Extent> dump) {
  ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> source, LocalFileSource::Open(input));
  if (!dump) return StatusOr<std::unique_ptr<ByteSource>>(std::move(source));
  for (const uint32_t pixel_bits : {24u, 48u}) {
    if (source->size() == dump->pixels() * pixel_bits / 8) return WithDumpHeader(std::move(source), *dump, pixel_bits);
  }
  return InvalidInput("dump-size", {{"width", dump->width},
                                    {"height", dump->height},
                                    {"narrow", dump->pixels() * 3},
                                    {"wide", dump->pixels() * 6},
                                    {"bytes", source->size()}});
}

StatusOr<OpenedScan> OpenInEngine(const std::string& input, int threads, std::optional<Extent> dump) {
  ASSIGN_OR_RETURN(auto engine, Engine::Create(threads));
  auto source = OpenScanFile(input, dump);
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
