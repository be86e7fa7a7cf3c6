// libFuzzer's two entrances. `--seeds=FOLDER`, which libFuzzer itself passes over, writes the seeds there first.
#include <fstream>
#include <string>

#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  constexpr std::string_view kOption = "--seeds=";
  for (int i = 1; i < *count; ++i) {
    const std::string_view argument = (*arguments)[i];
    if (!argument.starts_with(kOption)) continue;
    const std::string folder(argument.substr(kOption.size()));
    const auto seeds = easelight::FuzzSeeds();
    for (size_t k = 0; k < seeds.size(); ++k) {
      std::ofstream file(folder + "/seed-" + std::to_string(k), std::ios::binary);
      file << easelight::TextOf(seeds[k]);
    }
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  easelight::FuzzOne({bytes, count});
  return 0;
}
