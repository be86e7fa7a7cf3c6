#include "core/recipe/proof.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "core/base/sha256.h"
#include "core/color/color_space.h"
#include "core/film/input_stage.h"
#include "core/film/program.h"

namespace easelight {
namespace {

constexpr uint32_t kMaxCode = 65535;

// Develops the chart with one recipe after another. Large: it belongs on the heap.
class ChartDeveloper {
 public:
  // The interleaved codes of the developed chart, until the next one.
  StatusOr<std::span<const uint16_t>> Develop(const Recipe& recipe) {
    const Grade grade = GradeFromRecipe(recipe, {});
    const ColorSpace& srgb = *FindColorSpace("srgb");
    if (!input_.Matches(grade, SampleFormat::kUint16)) {
      RETURN_IF_ERROR(input_.Compile(grade, SampleFormat::kUint16));
    }
    RETURN_IF_ERROR(program_.Compile(grade, {srgb.primaries, srgb.encoding}, kMaxCode));
    const Planes planes = {planes_[0].data(), planes_[1].data(), planes_[2].data()};
    input_.DensityFromCodes(chart_.data(), 3, kProofChartPixels, planes);
    RenderRgb16(program_, {planes[0], planes[1], planes[2]}, kProofChartPixels, developed_.data());
    return std::span<const uint16_t>(developed_);
  }

 private:
  const std::vector<uint16_t> chart_ = ProofChart();
  InputStage input_;
  PrintProgram program_;
  std::array<std::array<float, kProofChartPixels>, 3> planes_;
  std::array<uint16_t, 3 * kProofChartPixels> developed_;
};

std::vector<uint8_t> LittleEndianFromCodes(std::span<const uint16_t> codes) {
  std::vector<uint8_t> bytes;
  bytes.reserve(2 * codes.size());
  for (const uint16_t code : codes) {
    bytes.push_back(static_cast<uint8_t>(code & 0xFF));
    bytes.push_back(static_cast<uint8_t>(code >> 8));
  }
  return bytes;
}

ProofPixels PixelsOf(std::span<const uint16_t> developed) {
  ProofPixels pixels;
  for (size_t k = 0; k < kProofSamples; ++k) {
    const auto pixel = developed.subspan(3 * kProofSampleStep * k, 3);
    std::copy(pixel.begin(), pixel.end(), pixels.begin() + static_cast<ptrdiff_t>(3 * k));
  }
  return pixels;
}

int LargestDifference(const ProofPixels& a, const ProofPixels& b) {
  int largest = 0;
  for (size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(int{a[i]} - int{b[i]}));
  return largest;
}

ProofVerdict VerdictOnDifference(const Proof& own, const ClaimedProof& claimed) {
  if (!claimed.pixels) return {ProofState::kDifferent, {}, {"proof-different"}};
  const int largest = LargestDifference(own.pixels, *claimed.pixels);
  if (largest == 0) return {ProofState::kDifferent, 0, {"proof-same-samples"}};
  return {ProofState::kDifferent, largest, {"proof-difference", {{"difference", largest}, {"most", kMaxCode}}}};
}

}  // namespace

std::vector<uint16_t> ProofChart() {
  // Odd factors, so that each channel meets 4096 different codes.
  std::vector<uint16_t> codes;
  codes.reserve(3 * kProofChartPixels);
  for (uint32_t i = 0; i < kProofChartPixels; ++i) {
    codes.push_back(static_cast<uint16_t>(40503 * i));
    codes.push_back(static_cast<uint16_t>(30011 * i + 21845));
    codes.push_back(static_cast<uint16_t>(20011 * i + 43690));
  }
  return codes;
}

StatusOr<Proof> ProofFromRecipes(std::span<const Recipe> recipes) {
  const auto developer = std::make_unique<ChartDeveloper>();
  Proof proof;
  Sha256 sha;
  for (const Recipe& recipe : recipes) {
    ASSIGN_OR_RETURN(const auto developed, developer->Develop(recipe));
    if (&recipe == &recipes.front()) proof.pixels = PixelsOf(developed);
    sha.Update(LittleEndianFromCodes(developed));
  }
  const Sha256::Digest digest = sha.Finish();
  std::copy_n(digest.begin(), proof.hash.size(), proof.hash.begin());
  return proof;
}

StatusOr<ProofVerdict> CheckProof(std::span<const Recipe> recipes, const ClaimedProof& claimed) {
  if (!claimed.hash) return ProofVerdict{ProofState::kNone, {}, {"proof-none"}};
  ASSIGN_OR_RETURN(const Proof own, ProofFromRecipes(recipes));
  if (own.hash == *claimed.hash) return ProofVerdict{ProofState::kVerified, 0, {"proof-verified"}};
  return VerdictOnDifference(own, claimed);
}

}  // namespace easelight
