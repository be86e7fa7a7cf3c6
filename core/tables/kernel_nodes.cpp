#include "core/tables/kernel_nodes.h"

#include <algorithm>

namespace easelight {
namespace {

constexpr size_t kRunPixels = 4096;

}  // namespace

KernelNodes::KernelNodes()
    : input_(std::make_unique<InputStage>()), program_(std::make_unique<PrintProgram>()), planes_(3 * kRunPixels) {}

StatusOr<KernelNodes> KernelNodes::Compile(const Grade& grade, const OutputSpace& output) {
  KernelNodes nodes;
  RETURN_IF_ERROR(nodes.input_->Compile(grade, SampleFormat::kFloat32));
  RETURN_IF_ERROR(nodes.program_->Compile(grade, output, static_cast<uint32_t>(kMaxTableCode)));
  return nodes;
}

void KernelNodes::Develop(std::span<const float> scan, std::span<uint16_t> output) {
  float* const plane = planes_.data();
  const Planes density = {plane, plane + kRunPixels, plane + 2 * kRunPixels};
  for (size_t start = 0; start < scan.size(); start += 3 * kRunPixels) {
    const size_t pixels = std::min(kRunPixels, (scan.size() - start) / 3);
    input_->DensityFromCodes(scan.data() + start, 3, pixels, density);
    RenderRgb16(*program_, {density[0], density[1], density[2]}, pixels, output.data() + start);
  }
}

}  // namespace easelight
