// What code must be compiled with to give the same bits in every build; what the exact parts rest on includes it.
//
// CMake sets the flags (cmake/CompileOptions.cmake), tools/check_exactness.mjs looks at what the parts call, and
// tests/determinism compares what comes out.
#pragma once

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "fast-math rounds as it likes: the same recipe would give other pixels in this build"
#endif

#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0
#error "floats are worked on in another precision than their own: build for a machine that has one for each"
#endif
