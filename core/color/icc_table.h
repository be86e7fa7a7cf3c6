// Private to core/color: what a profile's tables make of codes, asked of lcms2 when a scan is opened.
#pragma once

#include <memory>

#include "core/color/color_table.h"
#include "core/color/lcms.h"
#include "core/color/transfer_curve.h"

namespace easelight {

// Whether lcms2 reads codes of this profile by a table, for the relative colorimetric intent.
bool HasTable(cmsHPROFILE profile);

struct TableColor {
  TransferCurve curve = TransferCurve::Linear();  // Luminance along the axis of grays.
  std::shared_ptr<const ColorTable> table;        // None for a profile of one channel.
};

// Samples a profile of `channels` 1 or 3. Against lcms2, in 8-bit sRGB: 0.3 of a code for tables of up to 33 nodes a
// side without curves behind them; finer tables are thinned out to 33. Errors: kInvalidInput for tables that lcms2
// does not read.
StatusOr<TableColor> SampleTable(cmsContext context, cmsHPROFILE profile, size_t channels);

}  // namespace easelight
