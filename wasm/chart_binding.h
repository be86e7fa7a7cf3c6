// Calibration by a chart and by flat frames, as JavaScript asks for it.
#pragma once

#include <emscripten/val.h>

#include "core/calibration/patch_sampler.h"
#include "core/recipe/json.h"

namespace easelight {

// The references that come with the editor: [{name, title}].
Json ReferencesJson();

// Corners as eight numbers: x and y of each, in the upright scan.
Json ArrayFromCorners(const ChartCorners& corners);

// The way back. Errors: kInvalidInput.
StatusOr<ChartCorners> CornersFromArray(const emscripten::val& corners);

// Fits `recipe` to what was read. `reference`: {name} of one of the editor's own, or {title, text} of a CGATS or IT8
// file. `fit`: "matrix", "primaries" or "both". Returns web/src/engine/protocol.ts' FittedChart, its recipe as text.
StatusOr<Json> FitChartTo(const SampledChart& sampled, const std::string& recipe, const emscripten::val& reference,
                          const std::string& fit);

// The input space of what a camera or scanner sees under three lights (nine numbers), set in `recipe`. Returns
// web/src/engine/protocol.ts' PartedLights, its recipe as text.
StatusOr<Json> PartLights(const std::string& recipe, const emscripten::val& lights);

}  // namespace easelight
