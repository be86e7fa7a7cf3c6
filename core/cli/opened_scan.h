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

// Opens a file, its store in a temporary one. Errors name the file.
StatusOr<OpenedScan> OpenInEngine(const std::string& input, int threads);

}  // namespace easelight::cli
