// Private to core/io: the factory of each format's codec, which the two facades choose from.
#pragma once

#include <memory>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/status.h"
#include "core/io/decoder.h"
#include "core/io/encoder.h"

namespace easelight {

StatusOr<std::unique_ptr<ScanDecoder>> OpenPng(ByteSource& source);
StatusOr<std::unique_ptr<ScanDecoder>> OpenJpeg(ByteSource& source);
// `camera_color` is asked about a picture in a sensor's linear colors.
using CameraColorReader = std::optional<CameraColor> (*)(ByteSource& source);
StatusOr<std::unique_ptr<ScanDecoder>> OpenTiff(ByteSource& source, CameraColorReader camera_color);
StatusOr<std::unique_ptr<ScanDecoder>> OpenRaw(ByteSource& source);
// A file that no other format's first bytes tell. Errors: kUnsupported where it is no dump either.
StatusOr<std::unique_ptr<ScanDecoder>> OpenDump(ByteSource& source);
// What a camera raw file, or one like it, says of its sensor's colors; none where it says nothing.
std::optional<CameraColor> CameraColorOf(ByteSource& source);

StatusOr<std::unique_ptr<ImageEncoder>> CreatePngEncoder(const EncodeOptions& options, BlockFile& file);
StatusOr<std::unique_ptr<ImageEncoder>> CreateJpegEncoder(const EncodeOptions& options, BlockFile& file);
StatusOr<std::unique_ptr<ImageEncoder>> CreateTiffEncoder(const EncodeOptions& options, BlockFile& file);

}  // namespace easelight
