// Developing a file straight into another, where nothing of the scan must be known for it but its header.
#pragma once

#include "core/cli/commands.h"
#include "core/engine/export_options.h"

namespace easelight::cli {

// Whether that can be done; then it has been. Errors name the file that they are of.
StatusOr<bool> DevelopedDirectly(const DevelopOptions& options, const Recipe& recipe,
                                 const ExportOptions& export_options);

}  // namespace easelight::cli
