// The arithmetic of weighing what is likely, the same on every machine.
#pragma once

#include <algorithm>

#include "core/base/exact_math.h"

namespace easelight {

inline double Square(double x) { return x * x; }

// The natural exponential; nearly 0 below -600.
inline double ExactExp(double x) {
  constexpr double kLog2E = 1.4426950408889634;
  return ExactExp2(std::max(x * kLog2E, -900.0));
}

// The natural logarithm of x > 0.
inline double ExactLn(double x) {
  constexpr double kLn2 = 0.6931471805599453;
  return ExactLog2(x) * kLn2;
}

// A normal distribution of this mean and standard deviation.
struct Normal {
  double mean = 0;
  double spread = 1;

  double At(double value) const {
    constexpr double kRootOfTwoPi = 2.5066282746310002;
    return ExactExp(-0.5 * Square((value - mean) / spread)) / (kRootOfTwoPi * spread);
  }
};

}  // namespace easelight
