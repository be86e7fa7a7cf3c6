#include "core/io/metadata/scanner_names.h"

#include <algorithm>
#include <iterator>

namespace easelight {
namespace {

constexpr uint16_t kMakeTag = 0x010F;
constexpr uint16_t kModelTag = 0x0110;
constexpr uint16_t kSoftwareTag = 0x0131;

// A part of a maker's or a model's name.
struct ScannerName {
  std::string_view part;
  std::string_view kind;
};

// Before makers that make cameras, too, come the models.
constexpr ScannerName kScanners[] = {
    {"COOLSCAN", "scanner"},  {"LS-", "scanner"},         {"OPTICFILM", "scanner"},   {"OPTICPRO", "flatbed"},
    {"PRIMEFILM", "scanner"}, {"PROSCAN", "scanner"},     {"REFLECTA", "scanner"},    {"PACIFIC IMAGE", "scanner"},
    {"PLUSTEK", "scanner"},   {"BRAUN", "scanner"},       {"DIMAGE SCAN", "scanner"}, {"FLEXTIGHT", "scanner"},
    {"IMACON", "scanner"},    {"CANOSCAN FS", "scanner"}, {"CANOSCAN", "flatbed"},    {"PERFECTION", "flatbed"},
    {"EPSON", "flatbed"},     {"MICROTEK", "flatbed"},    {"SP-3000", "minilab"},     {"SP-500", "minilab"},
    {"FRONTIER", "minilab"},  {"NORITSU", "minilab"}};

// A part of the name of software that does nothing but scan.
constexpr std::string_view kSoftware[] = {"SILVERFAST", "LASERSOFT", "VUESCAN",   "NIKON SCAN",
                                          "NIKONSCAN",  "FLEXCOLOR", "EPSON SCAN"};

}  // namespace

std::string UpperText(const ExifEntries& entries, uint16_t tag) {
  std::string text;
  for (const ExifEntry& entry : entries) {
    if (entry.directory != ExifDirectory::kPicture || entry.tag != tag) continue;
    for (const uint8_t byte : entry.value) {
      if (byte != 0) text += static_cast<char>(byte >= 'a' && byte <= 'z' ? byte - 'a' + 'A' : byte);
    }
  }
  return text;
}

std::string_view ScannerKind(const ExifEntries& entries) {
  const std::string names = UpperText(entries, kMakeTag) + " " + UpperText(entries, kModelTag);
  const auto known = std::find_if(std::begin(kScanners), std::end(kScanners), [&](const ScannerName& scanner) {
    return names.find(scanner.part) != std::string::npos;
  });
  return known == std::end(kScanners) ? "" : known->kind;
}

bool IsOfScanner(const ExifEntries& entries) {
  const std::string software = UpperText(entries, kSoftwareTag);
  const auto named = [&](std::string_view part) { return software.find(part) != std::string::npos; };
  return !ScannerKind(entries).empty() || std::any_of(std::begin(kSoftware), std::end(kSoftware), named);
}

}  // namespace easelight
