// Colors developed by the kernel itself: what tables are made of, and what they are compared with.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/film/input_stage.h"
#include "core/film/program.h"

namespace easelight {

inline constexpr double kMaxTableCode = 65535;

class KernelNodes {
 public:
  // Errors: kOutOfRange when the primaries span no space.
  static StatusOr<KernelNodes> Compile(const Grade& grade, const OutputSpace& output);

  // Interleaved output codes of 0..65535 from interleaved scan codes of 0..1, as many of each.
  void Develop(std::span<const float> scan, std::span<uint16_t> output);

 private:
  KernelNodes();

  std::unique_ptr<InputStage> input_;
  std::unique_ptr<PrintProgram> program_;
  std::vector<float> planes_;
};

}  // namespace easelight
