// What a fuzz target is: its seeds, and what is done with any bytes at all. fuzz_main.cpp hands both to libFuzzer.
//
// Fuzzed pictures are small: past kMostFuzzedBytes of pixels a target stops reading, or a thousand files a second would
// be one.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

namespace easelight {

using FuzzInput = std::vector<uint8_t>;

// Honest inputs to begin with, from the generators that the tests have. Written to a folder before fuzzing begins.
std::vector<FuzzInput> FuzzSeeds();

// Whatever the bytes are, this returns. What it does besides is for the sanitizers, and for FuzzCheck.
void FuzzOne(ByteSpan input);

inline constexpr size_t kMostFuzzedBytes = size_t{8} << 20;

inline std::string_view TextOf(ByteSpan bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
inline FuzzInput InputOf(std::string_view text) { return {text.begin(), text.end()}; }

// Ends the process, which libFuzzer reports with the input.
inline void FuzzCheck(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace easelight
