#include "tests/synthetic/noise.h"

#include <cmath>

namespace easelight::synthetic {
namespace {

// Multiplication and shift rounds as in the finalizer of MurmurHash3 (public domain).
uint32_t Mix(uint32_t h) {
  h ^= h >> 16;
  h *= 0x85EBCA6Bu;
  h ^= h >> 13;
  h *= 0xC2B2AE35u;
  return h ^ (h >> 16);
}

double Smooth(double t) { return t * t * (3.0 - 2.0 * t); }

}  // namespace

uint32_t Hash(uint32_t x, uint32_t y, uint32_t seed) { return Mix(x + Mix(y + Mix(seed + 0x9E3779B9u))); }

double Uniform(uint32_t x, uint32_t y, uint32_t seed) { return Hash(x, y, seed) / 4294967296.0; }

double Gaussian(uint32_t x, uint32_t y, uint32_t seed) {
  double sum = 0.0;
  for (uint32_t i = 0; i < 4; ++i) sum += Uniform(x, y, seed * 4 + i);
  // The variance of the sum is 4 / 12.
  return (sum - 2.0) * 1.7320508075688772;
}

double SmoothNoise(double x, double y, uint32_t seed) {
  const double sx = x + 1000.0;
  const double sy = y + 1000.0;
  const double fx = std::floor(sx);
  const double fy = std::floor(sy);
  // The lattice goes round where a scene reaches left of it or above.
  const auto ix = static_cast<uint32_t>(static_cast<int64_t>(fx));
  const auto iy = static_cast<uint32_t>(static_cast<int64_t>(fy));
  const double tx = Smooth(sx - fx);
  const double ty = Smooth(sy - fy);
  const double top = Uniform(ix, iy, seed) * (1.0 - tx) + Uniform(ix + 1, iy, seed) * tx;
  const double bottom = Uniform(ix, iy + 1, seed) * (1.0 - tx) + Uniform(ix + 1, iy + 1, seed) * tx;
  return top * (1.0 - ty) + bottom * ty;
}

double FractalNoise(double x, double y, int octaves, uint32_t seed) {
  double sum = 0.0;
  double weight = 0.5;
  double total = 0.0;
  for (int i = 0; i < octaves; ++i) {
    sum += weight * SmoothNoise(x, y, seed + static_cast<uint32_t>(i));
    total += weight;
    x *= 2.0;
    y *= 2.0;
    weight *= 0.5;
  }
  return sum / total;
}

}  // namespace easelight::synthetic
