// The matrix from a scan's light to the working space, when it is fitted or measured: what space it stands for.
#pragma once

#include <string_view>

#include "core/base/status.h"
#include "core/color/chromaticity.h"

namespace easelight {

// How much a matrix magnifies noise, by the Frobenius norm: 1 for the identity, huge where it turns space over.
double ConditionOf(const Matrix3& matrix);

// The input space of a matrix whose rows sum to one, rounded as recipes are: its white is the working space's.
// Errors: kOutOfRange where its primaries span no area.
StatusOr<Primaries> PrimariesFromInput(const Matrix3& input, std::string_view working);

// To six digits: reads well, and is the same on every machine.
double RoundedForRecipe(double value);

}  // namespace easelight
