#include "core/color/file_space.h"

#include <vector>

#include "core/color/color_space.h"

namespace easelight {
namespace {

FileSpace Colors(std::string_view name, bool usual) {
  const ColorSpace& space = *FindColorSpace(name);
  return {space.name, space.title, {space.primaries, space.encoding}, usual};
}

FileSpace Grays(std::string_view name, std::string_view title, const TransferCurve& encoding) {
  return {name, title, {{}, encoding, true}, true};
}

}  // namespace

std::span<const FileSpace> FileSpaces() {
  static const std::vector<FileSpace> spaces = {
      Colors("srgb", true),
      Colors("display-p3", true),
      Colors("adobe-rgb", true),
      Colors("prophoto", true),
      Colors("rec2020", true),
      Colors("acescg", true),
      // As near to 2.2 as a profile of version 2 can say, as with Adobe RGB.
      Grays("gray-gamma-2.2", "Gray, gamma 2.2", TransferCurve::Power(563.0 / 256.0)),
      Grays("gray-srgb", "Gray, sRGB curve", TransferCurve::Srgb()),
      Colors("endura-premier", false),
      Colors("kodak-2383", false),
  };
  return spaces;
}

const FileSpace* FindFileSpace(std::string_view name) {
  for (const FileSpace& space : FileSpaces()) {
    if (space.name == name) return &space;
  }
  return nullptr;
}

}  // namespace easelight
