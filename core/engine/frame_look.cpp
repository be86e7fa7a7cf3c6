#include "core/engine/frame_look.h"

#include "core/color/color_space.h"
#include "core/engine/exporting.h"

namespace easelight {

FrameLook PlainLook() {
  const ColorSpace& srgb = *FindColorSpace("srgb");
  return {{srgb.primaries, srgb.encoding}, std::nullopt};
}

StatusOr<FrameLook> FrameLookFrom(std::string_view screen, std::string_view warn_outside) {
  ASSIGN_OR_RETURN(const ColorSpace* space, OutputSpaceNamed(screen));
  FrameLook look = {{space->primaries, space->encoding}, std::nullopt};
  if (warn_outside.empty()) return look;
  ASSIGN_OR_RETURN(const ColorSpace* held, OutputSpaceNamed(warn_outside));
  look.warn_outside = held->primaries;
  return look;
}

}  // namespace easelight
