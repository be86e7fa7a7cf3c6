// The proof of a link: what a recipe makes of a chart that every engine knows, so that a receiver can tell whether it
// sees the sender's pixels.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/recipe/recipe.h"

namespace easelight {

// The chart: 16-bit scan codes that step through red, green and blue at three rates.
inline constexpr size_t kProofChartSide = 64;
inline constexpr size_t kProofChartPixels = kProofChartSide * kProofChartSide;

// The interleaved codes of the chart, row by row.
std::vector<uint16_t> ProofChart();

// A hash says whether pixels differ, samples how much: R G B of the developed chart's pixels 0, 585, 1170, ... 4095.
inline constexpr size_t kProofSamples = 8;
inline constexpr size_t kProofSampleStep = (kProofChartPixels - 1) / (kProofSamples - 1);
using ProofHash = std::array<uint8_t, 8>;  // The beginning of the SHA-256.
using ProofPixels = std::array<uint16_t, 3 * kProofSamples>;

struct Proof {
  ProofHash hash{};
  ProofPixels pixels{};
  bool operator==(const Proof&) const = default;
};

// The proof of one or more valid recipes: the hash is over the chart as developed by each in turn to 16-bit sRGB,
// little-endian; the pixels are the first recipe's. No file has a say: `auto` is read as linear, and as the device's
// own primaries. Geometry is ignored. Errors: kOutOfRange where a recipe's primaries span no space.
StatusOr<Proof> ProofFromRecipes(std::span<const Recipe> recipes);

// What a link says of itself; pixels say nothing without the hash.
struct ClaimedProof {
  std::optional<ProofHash> hash;
  std::optional<ProofPixels> pixels;
  bool operator==(const ClaimedProof&) const = default;
};

enum class ProofState { kNone, kVerified, kDifferent };

struct ProofVerdict {
  ProofState state = ProofState::kNone;
  std::optional<int> largest_difference;  // Of 65535, over the samples; none where there is nothing to compare.
  Sentence sentence;                      // For people: "verified: same pixels".
};

// Develops the chart again and compares. Errors: as above.
StatusOr<ProofVerdict> CheckProof(std::span<const Recipe> recipes, const ClaimedProof& claimed);

}  // namespace easelight
