// The command of the native tool that fits a grade to the scan of a chart.
#pragma once

#include <iosfwd>
#include <string>

#include "core/calibration/chart_fit.h"
#include "core/calibration/patch_sampler.h"

namespace easelight::cli {

struct ChartCommand {
  std::string input;
  ChartCorners corners{};  // In the upright scan.
  std::string reference;   // The name of a chart, or a CGATS file.
  ChartFit fit = ChartFit::kMatrix;
  std::string recipe_file;  // What the fit starts from; empty: the default of a color negative.
  std::string output;       // Empty: the table alone.
};

// Writes the patches before and after to `out`, and the fitted recipe to the file of `output`, which appears under its
// name only when it is complete.
Status CalibrateByChart(const ChartCommand& command, std::ostream& out);

}  // namespace easelight::cli
