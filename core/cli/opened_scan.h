// A scan in an engine of its own, as the commands that look at a whole scan need it.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "core/engine/engine.h"
#include "core/english/english.h"

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

inline MissingRows MissingRowsWhere(bool allow_partial) {
  return allow_partial ? MissingRows::kLeaveOut : MissingRows::kRefuse;
}

// What `attempt` makes of a file's rows, given how many from the top there are to be, 0 for all: a StatusOr. Where rows
// are missing and left out, that is said on stderr, and it is tried again without them.
template <typename Attempt>
auto WithoutMissingRows(const std::string& input, MissingRows missing, const Attempt& attempt) -> decltype(attempt(0)) {
  auto made = attempt(0);
  const uint32_t there = RowsThere(made.status());
  if (there == 0) return made;
  if (missing == MissingRows::kRefuse) return Partial("tool-partial", {{"reason", made.status().sentence()}});
  std::fprintf(stderr, "%s: %s\n", input.c_str(), EnglishText(made.status()).c_str());
  return attempt(there);
}

// Says on stderr where a scan's profile cannot be used; it is developed all the same.
void SayWhatWasRefused(const ScanSummary& scan, const std::string& input);

// Opens such a file in an engine, its store in a temporary one. Where rows are missing and left out, that is said on
// stderr. Errors name the file.
StatusOr<OpenedScan> OpenInEngine(const std::string& input, int threads, std::optional<Extent> dump = std::nullopt,
                                  MissingRows missing = MissingRows::kRefuse);

}  // namespace easelight::cli
