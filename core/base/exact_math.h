// Logarithms and powers that give the same bits on every machine.
//
// A C library's log, exp and pow differ between platforms in the last bits; one such bit can move a rounded pixel.
// These use IEEE-754 additions, multiplications and divisions only, in double precision, never contracted to FMA.
#pragma once

#include "core/base/exactness.h"

namespace easelight {

// Base-2 logarithm of x > 0 (normal). Maximum error 4e-15 absolute, or relative where the result exceeds 1.
double ExactLog2(double x);

// 2^x for |x| <= 1000. Maximum relative error 1e-14.
double ExactExp2(double x);

// Base-10 logarithm of x > 0. Maximum error as of ExactLog2.
double ExactLog10(double x);

// 10^x for |x| <= 300. Maximum relative error 2e-14.
double ExactExp10(double x);

// x^y for x >= 0 with 0^y = 0 (y > 0). Maximum relative error 1e-13 for |y log2 x| <= 64.
double ExactPow(double x, double y);

}  // namespace easelight
