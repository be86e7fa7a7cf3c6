// The commands of the native tool that calibrate film and scanner: by the scan of a chart, and by flat frames.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "core/calibration/chart_fit.h"
#include "core/calibration/patch_sampler.h"
#include "core/calibration/sensor_crosstalk.h"

namespace easelight::cli {

struct ChartCommand {
  std::string input;
  std::optional<ChartCorners> corners;  // In the upright scan; none: looked for.
  std::string reference;                // The name of a chart, or a CGATS file.
  ChartFit fit = ChartFit::kMatrix;
  std::string recipe_file;  // What the fit starts from; empty: the default of a color negative.
  std::string output;       // Empty: the table alone.
};

struct FlatsCommand {
  std::array<std::string, 3> frames;  // Without film, under red, green and blue light.
  std::string recipe_file;            // What the input space is set in; empty: the default of a color negative.
  std::string output;                 // Empty: the matrix alone.
};

// Writes the patches before and after to `out`, and the fitted recipe to the file of `output`, which appears under its
// name only when it is complete.
Status CalibrateByChart(const ChartCommand& command, std::ostream& out);

// Writes the matrix that parts the lights, and its condition, to `out`; and the recipe as above.
Status CalibrateByFlats(const FlatsCommand& command, std::ostream& out);

}  // namespace easelight::cli
