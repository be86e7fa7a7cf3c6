#include "core/io/raw/raw_container.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/io/tiff_directories.h"

namespace easelight {
namespace {

using std::string_view_literals::operator""sv;

// Containers of their own, or TIFF with another number than 42.
constexpr std::pair<size_t, std::string_view> kContainers[] = {
    {8, "CR\x02"sv},           // Canon CR2
    {4, "ftypcrx "sv},         // Canon CR3
    {6, "HEAPCCDR"sv},         // Canon CRW
    {0, "FUJIFILMCCD-RAW"sv},  // Fujifilm RAF
    {0, "IIU\0"sv},            // Panasonic RW2, Leica RWL
    {0, "IIRO"sv},             // Olympus ORF
    {0, "IIRS"sv},             // Olympus ORF
    {0, "MMOR"sv},             // Olympus ORF
    {0, "IIII"sv},             // Phase One IIQ
    {0, "MMMM"sv},             // Phase One IIQ
    {8, "IIII"sv},             // Phase One IIQ, with a TIFF's head
    {8, "MMMM"sv},             // Phase One IIQ, with a TIFF's head
    {0, "\0MRM"sv},            // Minolta MRW
};

// TIFF 6.0 and Adobe DNG 1.4.
constexpr uint16_t kPhotometricTag = 0x0106;
constexpr uint16_t kDngVersionTag = 0xC612;
constexpr uint64_t kPhotometricCfa = 32803;
constexpr uint64_t kPhotometricLinearRaw = 34892;

RawSigns SignsOfDirectories(ByteSource& source) {
  TiffDirectories directories(source);
  bool mosaic = false, linear = false, dng = false;
  for (const TiffDirectory& directory : directories.all()) {
    const auto photometric = directories.Whole(directory, kPhotometricTag);
    mosaic = mosaic || photometric == kPhotometricCfa;
    linear = linear || photometric == kPhotometricLinearRaw;
    dng = dng || directory.Find(kDngVersionTag) != nullptr;
  }
  if (linear && !mosaic) return RawSigns::kLinear;
  return mosaic || dng ? RawSigns::kRaw : RawSigns::kNone;
}

}  // namespace

RawSigns SignsOfRaw(std::string_view head, ByteSource& source) {
  const auto starts = [head](const auto& container) {
    return head.size() > container.first && head.substr(container.first).starts_with(container.second);
  };
  if (std::any_of(std::begin(kContainers), std::end(kContainers), starts)) return RawSigns::kRaw;
  return SignsOfDirectories(source);
}

}  // namespace easelight
