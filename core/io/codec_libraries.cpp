#include "core/io/codec_libraries.h"

#include <cstdio>

#include <jpeglib.h>
#include <lcms2.h>
#include <libraw/libraw.h>
#include <png.h>
#include <tiffio.h>
#include <zlib.h>

#include <string_view>

#define EASELIGHT_TEXT_OF(words) #words
#define EASELIGHT_TEXT(macro) EASELIGHT_TEXT_OF(macro)

namespace easelight {
namespace {

// "0.22.2-Release".
std::string LibRawVersion() {
  const std::string_view version = LibRaw::version();
  return std::string(version.substr(0, version.find('-')));
}

// "LIBTIFF, Version 4.5.0", and lines about its authors.
std::string TiffVersion() {
  std::string_view text = TIFFGetVersion();
  text = text.substr(0, text.find('\n'));
  return std::string(text.substr(text.rfind(' ') + 1));
}

// 2140 for 2.14, 2121 for 2.12.1.
std::string LcmsVersion() {
  const int version = cmsGetEncodedCMMversion();
  std::string text = std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
  if (version % 10 != 0) text += "." + std::to_string(version % 10);
  return text;
}

}  // namespace

std::vector<LibraryVersion> CodecLibraries() {
  return {{"zlib", zlibVersion()},
          {"libpng", png_get_libpng_ver(nullptr)},
          {"libjpeg-turbo", EASELIGHT_TEXT(LIBJPEG_TURBO_VERSION)},
          {"LibTIFF", TiffVersion()},
          {"LibRaw", LibRawVersion()},
          {"Little CMS", LcmsVersion()}};
}

std::span<const char* const> KnownCameras() {
  return {LibRaw::cameraList(), static_cast<size_t>(LibRaw::cameraCount())};
}

}  // namespace easelight
