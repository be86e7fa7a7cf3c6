// CreateEncoder: checks the options that all formats share and hands over to the format's encoder.
#include "core/io/encoder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <new>
#include <string>

#include "core/io/codecs.h"
#include "core/io/scan_limits.h"

namespace easelight {
namespace {

StatusOr<std::unique_ptr<ImageEncoder>> CreateByFormat(const EncodeOptions& options, BlockFile& file) {
  switch (options.format) {
    case FileFormat::kTiff:
      return CreateTiffEncoder(options, file);
    case FileFormat::kPng:
      return CreatePngEncoder(options, file);
    case FileFormat::kJpeg:
      return CreateJpegEncoder(options, file);
  }
  return InvalidInput("export-format");
}

}  // namespace

StatusOr<std::unique_ptr<ImageEncoder>> CreateEncoder(const EncodeOptions& options, BlockFile& file) {
  RETURN_IF_ERROR(CheckExtent(options.size.width, options.size.height));
  if (options.format != FileFormat::kJpeg && options.depth != 8 && options.depth != 16) {
    return OutOfRange("export-depth", {{"depth", options.depth}});
  }
  try {
    return CreateByFormat(options, file);
  } catch (const std::bad_alloc&) {
    return ResourceExhausted("memory-to-write");
  }
}

std::optional<FileFormat> FileFormatFromName(std::string_view name) {
  struct Extension {
    std::string_view text;
    FileFormat format;
  };
  static constexpr std::array<Extension, 5> kExtensions{{{"tif", FileFormat::kTiff},
                                                         {"tiff", FileFormat::kTiff},
                                                         {"png", FileFormat::kPng},
                                                         {"jpg", FileFormat::kJpeg},
                                                         {"jpeg", FileFormat::kJpeg}}};
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string extension(name.substr(dot + 1));
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const Extension& known : kExtensions) {
    if (known.text == extension) return known.format;
  }
  return std::nullopt;
}

}  // namespace easelight
