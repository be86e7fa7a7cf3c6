// A scan in an engine of its own, as the commands that look at a whole scan need it.
#pragma once

#include <memory>
#include <string>

#include "core/engine/engine.h"

namespace easelight::cli {

struct OpenedScan {
  std::unique_ptr<Engine> engine;
  ScanNumber scan = 0;
};

// What becomes of a file that ends early or is damaged.
enum class MissingRows { kRefuse, kLeaveOut };

// Opens a file, its store in a temporary one. Where rows are missing and left out, that is said on stderr. Errors name
// the file.
StatusOr<OpenedScan> OpenInEngine(const std::string& input, int threads, MissingRows missing = MissingRows::kRefuse);

}  // namespace easelight::cli
