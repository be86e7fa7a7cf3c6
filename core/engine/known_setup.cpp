#include "core/engine/known_setup.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace easelight {
namespace {

constexpr uint16_t kMakeTag = 0x010F;
constexpr uint16_t kModelTag = 0x0110;
constexpr uint16_t kSoftwareTag = 0x0131;

// Upper case.
std::string TextOf(const ExifEntries& entries, uint16_t tag) {
  std::string text;
  for (const ExifEntry& entry : entries) {
    if (entry.directory != ExifDirectory::kPicture || entry.tag != tag) continue;
    for (const uint8_t byte : entry.value) {
      if (byte != 0) text += static_cast<char>(byte >= 'a' && byte <= 'z' ? byte - 'a' + 'A' : byte);
    }
  }
  return text;
}

// A part of a maker's or a model's name.
struct ScannerName {
  std::string_view part;
  std::string_view setup;
};

// Before makers that make cameras, too, come the models.
constexpr ScannerName kScanners[] = {
    {"COOLSCAN", "scanner"},  {"LS-", "scanner"},         {"OPTICFILM", "scanner"},   {"OPTICPRO", "flatbed"},
    {"PRIMEFILM", "scanner"}, {"PROSCAN", "scanner"},     {"REFLECTA", "scanner"},    {"PACIFIC IMAGE", "scanner"},
    {"PLUSTEK", "scanner"},   {"BRAUN", "scanner"},       {"DIMAGE SCAN", "scanner"}, {"FLEXTIGHT", "scanner"},
    {"IMACON", "scanner"},    {"CANOSCAN FS", "scanner"}, {"CANOSCAN", "flatbed"},    {"PERFECTION", "flatbed"},
    {"EPSON", "flatbed"},     {"MICROTEK", "flatbed"},    {"SP-3000", "minilab"},     {"SP-500", "minilab"},
    {"FRONTIER", "minilab"},  {"NORITSU", "minilab"}};

}  // namespace

std::string_view KnownSetup(const ScanInfo& info) {
  const std::string names = TextOf(info.exif, kMakeTag) + " " + TextOf(info.exif, kModelTag);
  const auto known = std::find_if(std::begin(kScanners), std::end(kScanners), [&](const ScannerName& scanner) {
    return names.find(scanner.part) != std::string::npos;
  });
  if (known != std::end(kScanners)) return known->setup;
  if (info.container == "Pakon raw") return "minilab";
  const bool raw = info.linear || info.container == "DNG" || info.container == "camera raw";
  return raw || names.size() > 1 ? "camera-white" : "";
}

std::string ScannedWith(const ScanInfo& info) {
  std::string with;
  for (const uint16_t tag : {kMakeTag, kModelTag, kSoftwareTag}) {
    const std::string text = TextOf(info.exif, tag);
    if (!with.empty() && !text.empty()) with += ", ";
    with += text;
  }
  return with;
}

}  // namespace easelight
