#include "core/io/raw/raw_exif.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string_view>

#include "core/io/metadata/exif_reader.h"

namespace easelight {
namespace {

using enum ExifDirectory;
using enum ExifType;

// A field of fixed size need not end with a NUL.
template <size_t kBytes>
std::string_view TextOf(const char (&field)[kBytes]) {
  return std::string_view(field, static_cast<size_t>(std::find(field, field + kBytes, '\0') - field));
}

// Gathers entries in the order of directories and tags.
class Entries {
 public:
  void Text(ExifDirectory directory, uint16_t tag, std::string_view text) {
    if (text.empty() || text.size() >= kMaxExifValueBytes) return;
    ExifEntry entry{directory, tag, kAscii, {text.begin(), text.end()}};
    entry.value.push_back(0);
    entries_.push_back(std::move(entry));
  }
  void Short(uint16_t tag, float value) {
    if (!(value >= 1 && value <= 65535)) return;
    ExifEntry entry{kCamera, tag, kShort, {}};
    Append(entry, static_cast<uint32_t>(std::lround(value)), 2);
    entries_.push_back(std::move(entry));
  }
  // To a tenth, as cameras write them; what is short of half as one part of a whole number.
  void Rational(uint16_t tag, float value) {
    if (!(value >= 1e-6f && value <= 1e6f)) return;
    ExifEntry entry{kCamera, tag, kRational, {}};
    const bool part = value < 0.5f;
    Append(entry, part ? 1 : static_cast<uint32_t>(std::lround(value * 10)), 4);
    Append(entry, part ? static_cast<uint32_t>(std::lround(1 / value)) : 10, 4);
    entries_.push_back(std::move(entry));
  }

  ExifEntries Take() { return std::move(entries_); }

 private:
  static void Append(ExifEntry& entry, uint32_t value, int bytes) {
    for (; bytes > 0; --bytes, value >>= 8) entry.value.push_back(static_cast<uint8_t>(value));
  }

  ExifEntries entries_;
};

// LibRaw made the seconds from the camera's clock, as if that were this machine's; so they are read the same way.
void AddDate(Entries& entries, time_t seconds) {
  const std::tm* date = seconds > 0 ? std::localtime(&seconds) : nullptr;
  char text[20] = "";
  if (date == nullptr || std::strftime(text, sizeof text, "%Y:%m:%d %H:%M:%S", date) != 19) return;
  entries.Text(kCamera, 0x9003, text);  // DateTimeOriginal
}

}  // namespace

ExifEntries ExifOfRaw(ByteSource& source, const libraw_data_t& found) {
  WindowedReader reader(source);
  ExifEntries own = ReadExif(reader, 0, source.size()).entries;
  if (!own.empty()) return own;
  Entries entries;
  entries.Text(kPicture, 0x010F, TextOf(found.idata.make));
  entries.Text(kPicture, 0x0110, TextOf(found.idata.model));
  entries.Text(kPicture, 0x013B, TextOf(found.other.artist));
  entries.Rational(0x829A, found.other.shutter);   // ExposureTime
  entries.Rational(0x829D, found.other.aperture);  // FNumber
  entries.Short(0x8827, found.other.iso_speed);    // PhotographicSensitivity
  AddDate(entries, found.other.timestamp);
  entries.Rational(0x920A, found.other.focal_len);  // FocalLength
  entries.Text(kCamera, 0xA434, TextOf(found.lens.Lens));
  return entries.Take();
}

}  // namespace easelight
