// Colors that were multiplied by their alpha (ExtraSamples 1), divided by it again.
#pragma once

#include <memory>

#include "core/io/tiff/tiff_finish.h"
#include "core/io/tiff/tiff_layout.h"

namespace easelight {

// For a layout whose channels are those of color and then alpha, and which the converter does not invert: `invert` says
// that it stands for ink. Where nothing is opaque there is no color, which is black; what is brighter than its alpha is
// white.
std::unique_ptr<TiffFinish> MakeAlphaDivision(const TiffLayout& layout, SampleFormat format, bool invert);

}  // namespace easelight
