// A scan in an engine of its own, as the commands that look at a whole scan need it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/engine/engine.h"

namespace easelight::cli {

struct OpenedScan {
  std::unique_ptr<Engine> engine;
  ScanNumber scan = 0;
};

// Opens a file to be read as a scan; with `dump` as samples alone, of a picture of that size. Errors: those of
// LocalFileSource, and kInvalidInput where the size is not the file's.
StatusOr<std::unique_ptr<ByteSource>> OpenScanFile(const std::string& input, std::optional<Extent> dump);

// What becomes of a file that ends early or is damaged.
enum class MissingRows { kRefuse, kLeaveOut };

// Opens such a file in an engine, its store in a temporary one. Where rows are missing and left out, that is said on
// stderr. Errors name the file.
StatusOr<OpenedScan> OpenInEngine(const std::string& input, int threads, std::optional<Extent> dump = std::nullopt,
                                  MissingRows missing = MissingRows::kRefuse);

}  // namespace easelight::cli
