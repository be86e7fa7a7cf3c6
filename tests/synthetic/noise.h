// Deterministic randomness: the same numbers on every machine, from integer arithmetic and IEEE basic operations alone.
#pragma once

#include <cstdint>

namespace easelight::synthetic {

// A well-mixed 32-bit value of two coordinates and a seed.
uint32_t Hash(uint32_t x, uint32_t y, uint32_t seed);

// Uniform in 0..1 (below 1), by coordinates.
double Uniform(uint32_t x, uint32_t y, uint32_t seed);

// Nearly normal with mean 0 and deviation 1 (the sum of four uniform values: within 3.5), by coordinates.
double Gaussian(uint32_t x, uint32_t y, uint32_t seed);

// Smooth noise, 0..1, with features of size 1. Negative coordinates are fine down to -1000.
double SmoothNoise(double x, double y, uint32_t seed);

// Sum of `octaves` of smooth noise, each of half the size and half the weight; 0..1.
double FractalNoise(double x, double y, int octaves, uint32_t seed);

}  // namespace easelight::synthetic
