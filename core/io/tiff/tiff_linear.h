// The linear picture of a DNG: its linearization table, levels and crop, by which its codes become light.
#pragma once

#include <memory>

#include "core/io/tiff/tiff_finish.h"
#include "core/io/tiff/tiff_layout.h"
#include "core/io/tiff_directories.h"

namespace easelight {

// Light of 16 bits, black 0 and white 65535, whatever the width of the codes; floats stay as they are. Levels of
// rational numbers count to the nearest code. The picture is what of its active area the default crop leaves; a crop or
// an area that does not lie within the picture is none. Errors: kUnsupported for what the TIFF decoder cannot read of
// it, kInvalidInput for levels that leave no light.
StatusOr<std::unique_ptr<TiffFinish>> MakeLinearLight(TiffDirectories& directories, const TiffDirectory& picture,
                                                      const TiffLayout& layout);

// Significant bits of a code, as far as the white level tells.
uint8_t BitsOfLinear(TiffDirectories& directories, const TiffDirectory& picture, const TiffLayout& layout);

}  // namespace easelight
