// Private to core/color: the tone curves of ICC profiles, read from their own bytes.
//
// lcms2 evaluates curves by the C library's pow, which is not the same everywhere, and in 16 bits.
#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/color/transfer_curve.h"

namespace easelight {

// The curve of a tag's bytes, of type `curv` or `para`: named (linear, sRGB, a power) where it is that. None where the
// bytes are damaged.
std::optional<TransferCurve> CurveFromTag(ByteSpan tag);

// The curve by its name where it has one: linear, sRGB or a power, if what differs is less than 1e-5 of light, or than
// 0.001 of the code; else the curve as it is.
TransferCurve Named(const TransferCurve& curve);

}  // namespace easelight
