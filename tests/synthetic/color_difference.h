// CIELAB and the CIEDE2000 color difference.
#pragma once

#include "core/color/chromaticity.h"

namespace easelight::synthetic {

// L*, a*, b* (CIE 15:2004).
struct Lab {
  double l = 0;
  double a = 0;
  double b = 0;
};

// Of linear sRGB light, relative to its own white.
Lab LabFromLinearSrgb(const Vector3& rgb);

// CIEDE2000 with unit weights (CIE 142-2001; the formulas as in Sharma, Wu, Dalal, Color Res. Appl. 30, 2005).
double Ciede2000(const Lab& first, const Lab& second);

}  // namespace easelight::synthetic
