// The header that Pakon's software puts before a dump of samples, for dumps that came without one.
#pragma once

#include <memory>

#include "core/base/bytes.h"
#include "core/base/image.h"

namespace easelight {

// Four numbers of 32 bits, little-endian: bytes of the header, width, height, bits of a pixel (48, or 24 for samples of
// 8 bits). All red follows, row by row, and then all green and all blue.
inline constexpr uint32_t kDumpHeaderBytes = 16;

// The file of samples alone, with that header: once the shape is known it opens as any other.
std::unique_ptr<ByteSource> WithDumpHeader(std::unique_ptr<ByteSource> source, Extent size, uint32_t pixel_bits);

}  // namespace easelight
