// Why an automatic start is as it is, as data for a panel, a log or a person.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/recipe/json.h"

namespace easelight {

// Of negatives: how the film base was found.
enum class BaseSource : uint8_t { kNone, kRebate, kShadows };

// Of color negatives: who says how the film was scanned.
enum class SetupSource : uint8_t { kNone, kRecipe, kFile, kBase };

struct StartReasons {
  BaseSource base = BaseSource::kNone;
  std::string setup;  // Of a color negative: the scan setup that it was started for.
  SetupSource setup_from = SetupSource::kNone;
  // How much of what was not known of a color negative's neutrals before the picture has told, beside film and setup:
  // 0 (nothing) to 1.
  double from_picture = 0;
  // How far red and blue of those neutrals may be off, in print density: standard deviations.
  std::array<double, 2> doubt = {0, 0};
};

Json JsonFromReasons(const StartReasons& reasons);

// The JSON schema of that.
Json ReasonsSchema();

}  // namespace easelight
