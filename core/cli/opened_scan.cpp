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

namespace {

// `rows`: as of Engine::BeginOpen.
StatusOr<ScanNumber> OpenRows(Engine& engine, const std::string& input, std::optional<Extent> dump, uint32_t rows) {
  ASSIGN_OR_RETURN(auto source, OpenScanFile(input, dump));
  ASSIGN_OR_RETURN(auto store, LocalBlockFile::CreateTemporary(std::filesystem::temp_directory_path().string()));
  const std::string name = std::filesystem::path(input).filename().string();
  ASSIGN_OR_RETURN(const ScanNumber scan, engine.BeginOpen(name, std::move(source), std::move(store), rows));
  for (;;) {
    ASSIGN_OR_RETURN(const Progress progress, engine.OpenStep());
    if (progress.finished()) return scan;
  }
}

}  // namespace

void SayWhatWasRefused(const ScanSummary& scan, const std::string& input) {
  const ScanEncoding& encoding = scan.encoding;
  if (encoding.refused) std::fprintf(stderr, "%s: %s\n", input.c_str(), EnglishText(encoding.note).c_str());
}

StatusOr<OpenedScan> OpenInEngine(const std::string& input, int threads, std::optional<Extent> dump,
                                  MissingRows missing) {
  ASSIGN_OR_RETURN(auto engine, Engine::Create(threads));
  const auto scan =
      WithoutMissingRows(input, missing, [&](uint32_t rows) { return OpenRows(*engine, input, dump, rows); });
  if (!scan.ok()) return Named(input, scan.status());
  return OpenedScan{std::move(engine), *scan};
}

}  // namespace easelight::cli
