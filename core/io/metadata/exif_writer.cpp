#include "core/io/metadata/exif_writer.h"

#include <algorithm>
#include <initializer_list>

namespace easelight {
namespace {

using enum ExifDirectory;
using Bytes = std::vector<uint8_t>;

constexpr uint64_t kHeaderBytes = 8;

void Put(Bytes& out, uint64_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

ExifEntry Numbers(ExifDirectory directory, uint16_t tag, ExifType type, std::initializer_list<uint32_t> numbers) {
  ExifEntry entry{directory, tag, type, {}};
  for (const uint32_t number : numbers) Put(entry.value, number, std::min<size_t>(BytesOf(type), 4));
  return entry;
}

bool Has(const ExifEntries& entries, ExifDirectory directory) {
  return std::any_of(entries.begin(), entries.end(), [=](const ExifEntry& e) { return e.directory == directory; });
}

// EXIF 2.32, 4.6.8: what a directory has to have where it has anything. Colors are as the profile says.
void AddRequired(ExifEntries& entries) {
  if (Has(entries, kCamera)) {
    entries.push_back({kCamera, 0x9000, ExifType::kUndefined, {'0', '2', '3', '2'}});  // ExifVersion
    entries.push_back({kCamera, 0xA000, ExifType::kUndefined, {'0', '1', '0', '0'}});  // FlashpixVersion
    entries.push_back(Numbers(kCamera, 0xA001, ExifType::kShort, {0xFFFF}));           // ColorSpace: another
  }
  if (Has(entries, kLocation)) {
    entries.push_back(Numbers(kLocation, 0x0000, ExifType::kByte, {2, 3, 0, 0}));  // GPSVersionID
  }
}

// What a block has to have beside that; in a TIFF file other tags say it.
void AddRequiredOfBlock(ExifEntries& entries, Extent size) {
  const uint32_t resolution = kUnknownResolution;
  entries.push_back(Numbers(kPicture, 0x011A, ExifType::kRational, {resolution, 1}));  // XResolution
  entries.push_back(Numbers(kPicture, 0x011B, ExifType::kRational, {resolution, 1}));  // YResolution
  entries.push_back(Numbers(kPicture, 0x0128, ExifType::kShort, {2}));                 // ResolutionUnit: inch
  entries.push_back(Numbers(kPicture, 0x0213, ExifType::kShort, {1}));                 // YCbCrPositioning: centered
  entries.push_back({kCamera, 0x9101, ExifType::kUndefined, {1, 2, 3, 0}});            // ComponentsConfiguration
  entries.push_back(Numbers(kCamera, 0xA002, ExifType::kLong, {size.width}));          // PixelXDimension
  entries.push_back(Numbers(kCamera, 0xA003, ExifType::kLong, {size.height}));         // PixelYDimension
}

// The entries of one directory, in the order of their tags.
ExifEntries OfDirectory(const ExifEntries& entries, ExifDirectory directory) {
  ExifEntries own;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(own),
               [=](const ExifEntry& entry) { return entry.directory == directory; });
  std::sort(own.begin(), own.end(), [](const ExifEntry& a, const ExifEntry& b) { return a.tag < b.tag; });
  return own;
}

// A directory at offset `at`: the number of entries, the entries, no next directory, then the values that do not fit
// into their entries.
Bytes DirectoryBytes(const ExifEntries& entries, uint64_t at, bool big) {
  const size_t offset_bytes = big ? 8 : 4;
  Bytes out, values;
  Put(out, entries.size(), big ? 8 : 2);
  const uint64_t values_at = at + out.size() + entries.size() * (4 + 2 * offset_bytes) + offset_bytes;
  for (const ExifEntry& entry : entries) {
    Put(out, entry.tag, 2);
    Put(out, static_cast<uint16_t>(entry.type), 2);
    Put(out, entry.value.size() / BytesOf(entry.type), offset_bytes);
    if (entry.value.size() > offset_bytes) {
      Put(out, values_at + values.size(), offset_bytes);
      values.insert(values.end(), entry.value.begin(), entry.value.end());
      values.resize((values.size() + 1) / 2 * 2);
    } else {
      out.insert(out.end(), entry.value.begin(), entry.value.end());
      Put(out, 0, offset_bytes - entry.value.size());
    }
  }
  Put(out, 0, offset_bytes);
  out.insert(out.end(), values.begin(), values.end());
  return out;
}

}  // namespace

std::vector<uint8_t> ExifBlockFromEntries(const ExifEntries& entries, Extent size) {
  if (entries.empty()) return {};
  ExifEntries all = entries;
  AddRequiredOfBlock(all, size);
  AddRequired(all);
  const ExifEntries camera = OfDirectory(all, kCamera);
  const ExifEntries location = OfDirectory(all, kLocation);

  // The first directory points to the others behind it; its length does not depend on where they are.
  const auto picture_bytes = [&](uint64_t camera_at, uint64_t location_at) {
    ExifEntries picture = OfDirectory(all, kPicture);
    picture.push_back(Numbers(kPicture, 0x8769, ExifType::kLong, {static_cast<uint32_t>(camera_at)}));
    if (!location.empty()) {
      picture.push_back(Numbers(kPicture, 0x8825, ExifType::kLong, {static_cast<uint32_t>(location_at)}));
    }
    return DirectoryBytes(OfDirectory(picture, kPicture), kHeaderBytes, false);
  };
  const uint64_t camera_at = kHeaderBytes + picture_bytes(0, 0).size();
  const Bytes camera_bytes = DirectoryBytes(camera, camera_at, false);
  const uint64_t location_at = camera_at + camera_bytes.size();

  Bytes block = {'I', 'I', 42, 0, kHeaderBytes, 0, 0, 0};
  const Bytes picture = picture_bytes(camera_at, location_at);
  block.insert(block.end(), picture.begin(), picture.end());
  block.insert(block.end(), camera_bytes.begin(), camera_bytes.end());
  if (location.empty()) return block;
  const Bytes location_bytes = DirectoryBytes(location, location_at, false);
  block.insert(block.end(), location_bytes.begin(), location_bytes.end());
  return block;
}

std::vector<uint8_t> TiffDirectoryFromEntries(const ExifEntries& entries, ExifDirectory directory, uint64_t at,
                                              bool big) {
  ExifEntries all = entries;
  AddRequired(all);
  const ExifEntries own = OfDirectory(all, directory);
  return own.empty() ? Bytes() : DirectoryBytes(own, at, big);
}

}  // namespace easelight
