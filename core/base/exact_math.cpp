#include "core/base/exact_math.h"

#include <cstdint>

#include "core/base/bits.h"

namespace easelight {
namespace {

constexpr double kLn2 = 0.69314718055994530942;
constexpr double kLog2E = 1.44269504088896340736;
constexpr double kLog2Of10 = 3.32192809488736234787;
constexpr double kLog10Of2 = 0.30102999566398119521;
constexpr double kSqrt2 = 1.41421356237309504880;

constexpr uint64_t kMantissaMask = (uint64_t{1} << 52) - 1;
constexpr int kExponentBias = 1023;

}  // namespace

double ExactLog2(double x) {
  const uint64_t bits = BitCast<uint64_t>(x);
  int exponent = static_cast<int>(bits >> 52) - kExponentBias;
  double mantissa = BitCast<double>((bits & kMantissaMask) | (uint64_t{kExponentBias} << 52));
  if (mantissa > kSqrt2) {
    mantissa *= 0.5;
    ++exponent;
  }
  // ln m = 2 artanh(s) with s = (m - 1) / (m + 1), |s| < 0.1716: terms fall by s^2 < 0.0295, so 11 leave < 1e-17.
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  const double s2 = s * s;
  double sum = 0.0;
  for (int k = 21; k >= 1; k -= 2) sum = sum * s2 + 1.0 / k;
  return exponent + 2.0 * s * sum * kLog2E;
}

double ExactExp2(double x) {
  // 2^x = 2^n * e^r with n whole and |r| <= ln 2 / 2; the series' 18th term is below 1e-23 there.
  const int whole = static_cast<int>(x < 0 ? x - 0.5 : x + 0.5);
  const double r = (x - whole) * kLn2;
  double sum = 1.0;
  for (int k = 17; k >= 1; --k) sum = 1.0 + sum * r / k;
  return sum * BitCast<double>(static_cast<uint64_t>(whole + kExponentBias) << 52);
}

double ExactLog10(double x) { return ExactLog2(x) * kLog10Of2; }

double ExactExp10(double x) { return ExactExp2(x * kLog2Of10); }

double ExactPow(double x, double y) { return x <= 0.0 ? 0.0 : ExactExp2(y * ExactLog2(x)); }

}  // namespace easelight
