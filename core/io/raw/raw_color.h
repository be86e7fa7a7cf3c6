// What a camera raw file says of its sensor's colors: the balance for neutral light, and a matrix.
#pragma once

#include <libraw/libraw.h>

#include <optional>

#include "core/color/scan_color.h"
#include "core/io/tiff_directories.h"

namespace easelight {

// The matrix is the file's own, of a DNG, or that of LibRaw's table, and the multipliers for daylight are those that it
// leads to. They stand for the camera's, too, where the file has none that can be used. `white` is the color of the
// light that is to be neutral, of a DNG with a matrix that says so instead. None of a sensor without colors.
std::optional<CameraColor> ColorOfRaw(const libraw_data_t& raw, const std::optional<Chromaticity>& white);

// The color of the light that a DNG says is to be neutral; LibRaw does not tell of it.
std::optional<Chromaticity> AsShotWhite(TiffDirectories& directories);

}  // namespace easelight
