#include "core/io/raw/raw_container.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "core/io/windowed_reader.h"

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

// TIFF 6.0, its supplement 1, and Adobe DNG 1.4.
constexpr uint16_t kPhotometricTag = 0x0106;
constexpr uint16_t kSubDirectoriesTag = 0x014A;
constexpr uint16_t kDngVersionTag = 0xC612;
constexpr uint32_t kPhotometricCfa = 32803;
constexpr uint32_t kPhotometricLinearRaw = 34892;
constexpr uint16_t kShort = 3;

// A raw file has fewer; no search goes on for ever.
constexpr size_t kMaxDirectories = 16;
constexpr uint32_t kMaxEntries = 512;

// Walks the directories of a classic TIFF: the chain of the first, and their children.
class DirectoryWalk {
 public:
  DirectoryWalk(ByteSource& source, bool big_endian) : reader_(source), big_endian_(big_endian) {}

  RawSigns Signs() {
    if (const auto first = Number(4, 4)) places_.push_back(*first);
    for (size_t i = 0; i < places_.size(); ++i) Visit(i);
    if (linear_first_) return RawSigns::kLinearTiff;
    return mosaic_ || dng_ ? RawSigns::kRaw : RawSigns::kNone;
  }

 private:
  std::optional<uint32_t> Number(uint64_t at, size_t bytes) {
    std::array<uint8_t, 4> field{};
    if (!reader_.ReadAt(at, MutableByteSpan(field).first(bytes)).ok()) return std::nullopt;
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; ++i) value = value << 8 | field[big_endian_ ? i : bytes - 1 - i];
    return value;
  }

  void Add(std::optional<uint32_t> place) {
    if (!place || *place == 0 || places_.size() == kMaxDirectories) return;
    if (std::find(places_.begin(), places_.end(), *place) == places_.end()) places_.push_back(*place);
  }

  void Visit(size_t i) {
    const uint64_t at = places_[i];
    const auto entries = Number(at, 2);
    if (!entries || *entries > kMaxEntries) return;
    for (uint64_t entry = at + 2; entry < at + 2 + 12 * *entries; entry += 12) Look(entry, i == 0);
    Add(Number(at + 2 + 12 * *entries, 4));
  }

  // An entry: tag, type, count, value or where that is.
  void Look(uint64_t entry, bool first) {
    const auto tag = Number(entry, 2);
    if (tag == kDngVersionTag) dng_ = true;
    if (tag == kPhotometricTag) {
      const auto photometric = Number(entry + 8, Number(entry + 2, 2) == kShort ? 2 : 4);
      if (photometric == kPhotometricCfa) mosaic_ = true;
      if (photometric == kPhotometricLinearRaw && first) linear_first_ = true;
    }
    if (tag != kSubDirectoriesTag) return;
    const uint32_t count = Number(entry + 4, 4).value_or(0);
    if (count == 1) return Add(Number(entry + 8, 4));
    const auto list = Number(entry + 8, 4);
    for (uint64_t i = 0; list && i < std::min<uint64_t>(count, kMaxDirectories); ++i) Add(Number(*list + 4 * i, 4));
  }

  WindowedReader reader_;
  bool big_endian_;
  std::vector<uint64_t> places_;
  bool mosaic_ = false;
  bool dng_ = false;
  bool linear_first_ = false;
};

}  // namespace

RawSigns SignsOfRaw(std::string_view head, ByteSource& source) {
  const auto starts = [head](const auto& container) {
    return head.size() > container.first && head.substr(container.first).starts_with(container.second);
  };
  if (std::any_of(std::begin(kContainers), std::end(kContainers), starts)) return RawSigns::kRaw;
  if (!head.starts_with("II*\0"sv) && !head.starts_with("MM\0*"sv)) return RawSigns::kNone;
  return DirectoryWalk(source, head[0] == 'M').Signs();
}

}  // namespace easelight
