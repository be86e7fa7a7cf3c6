#include "core/engine/known_setup.h"

#include "core/io/metadata/scanner_names.h"

namespace easelight {
namespace {

constexpr uint16_t kMakeTag = 0x010F;
constexpr uint16_t kModelTag = 0x0110;
constexpr uint16_t kSoftwareTag = 0x0131;

}  // namespace

std::string_view KnownSetup(const ScanInfo& info) {
  if (const std::string_view scanner = ScannerKind(info.exif); !scanner.empty()) return scanner;
  if (IsOfScanner(info.exif)) return "";
  if (info.container == "Pakon raw") return "minilab";
  const bool raw = info.linear || info.container == "DNG" || info.container == "camera raw";
  const bool named = !UpperText(info.exif, kMakeTag).empty() || !UpperText(info.exif, kModelTag).empty();
  return raw || named ? "camera-white" : "";
}

std::string ScannedWith(const ScanInfo& info) {
  std::string with;
  for (const uint16_t tag : {kMakeTag, kModelTag, kSoftwareTag}) {
    const std::string text = UpperText(info.exif, tag);
    if (!with.empty() && !text.empty()) with += ", ";
    with += text;
  }
  return with;
}

}  // namespace easelight
