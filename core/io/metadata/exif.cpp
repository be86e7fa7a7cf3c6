#include "core/io/metadata/exif.h"

#include <algorithm>
#include <iterator>

namespace easelight {
namespace {

using enum ExifDirectory;
using enum ExifType;

constexpr uint32_t kAny = kMaxExifValueBytes;

// EXIF 2.32, tables 4, 7, 8 and 15. A text's count includes its NUL; dates are "YYYY:MM:DD HH:MM:SS".
constexpr ExifField kFields[] = {
    {kPicture, 0x010E, kAscii, 2, kAny},       // ImageDescription
    {kPicture, 0x010F, kAscii, 2, kAny},       // Make
    {kPicture, 0x0110, kAscii, 2, kAny},       // Model
    {kPicture, 0x0131, kAscii, 2, kAny},       // Software: the scanner's
    {kPicture, 0x013B, kAscii, 2, kAny},       // Artist
    {kPicture, 0x8298, kAscii, 2, kAny},       // Copyright
    {kCamera, 0x829A, kRational, 1, 1},        // ExposureTime
    {kCamera, 0x829D, kRational, 1, 1},        // FNumber
    {kCamera, 0x8827, kShort, 1, 3},           // PhotographicSensitivity
    {kCamera, 0x8830, kShort, 1, 1},           // SensitivityType
    {kCamera, 0x8831, kLong, 1, 1},            // StandardOutputSensitivity
    {kCamera, 0x8832, kLong, 1, 1},            // RecommendedExposureIndex
    {kCamera, 0x9003, kAscii, 20, 20},         // DateTimeOriginal
    {kCamera, 0x9004, kAscii, 20, 20},         // DateTimeDigitized
    {kCamera, 0x9011, kAscii, 2, 7},           // OffsetTimeOriginal
    {kCamera, 0x9012, kAscii, 2, 7},           // OffsetTimeDigitized
    {kCamera, 0x9204, kSignedRational, 1, 1},  // ExposureBiasValue
    {kCamera, 0x9207, kShort, 1, 1},           // MeteringMode
    {kCamera, 0x9209, kShort, 1, 1},           // Flash
    {kCamera, 0x920A, kRational, 1, 1},        // FocalLength
    {kCamera, 0x9291, kAscii, 2, 16},          // SubSecTimeOriginal
    {kCamera, 0x9292, kAscii, 2, 16},          // SubSecTimeDigitized
    {kCamera, 0xA405, kShort, 1, 1},           // FocalLengthIn35mmFilm
    {kCamera, 0xA432, kRational, 4, 4},        // LensSpecification
    {kCamera, 0xA433, kAscii, 2, kAny},        // LensMake
    {kCamera, 0xA434, kAscii, 2, kAny},        // LensModel
    {kLocation, 0x0001, kAscii, 2, 2},         // GPSLatitudeRef
    {kLocation, 0x0002, kRational, 3, 3},      // GPSLatitude
    {kLocation, 0x0003, kAscii, 2, 2},         // GPSLongitudeRef
    {kLocation, 0x0004, kRational, 3, 3},      // GPSLongitude
    {kLocation, 0x0005, kByte, 1, 1},          // GPSAltitudeRef
    {kLocation, 0x0006, kRational, 1, 1},      // GPSAltitude
    {kLocation, 0x0007, kRational, 3, 3},      // GPSTimeStamp
    {kLocation, 0x0010, kAscii, 2, 2},         // GPSImgDirectionRef
    {kLocation, 0x0011, kRational, 1, 1},      // GPSImgDirection
    {kLocation, 0x0012, kAscii, 2, 64},        // GPSMapDatum
    {kLocation, 0x001D, kAscii, 11, 11},       // GPSDateStamp
    {kLocation, 0x001F, kRational, 1, 1},      // GPSHPositioningError
};

}  // namespace

size_t BytesOf(ExifType type) {
  switch (type) {
    case kByte:
    case kAscii:
    case kUndefined:
      return 1;
    case kShort:
      return 2;
    case kLong:
      return 4;
    case kRational:
    case kSignedRational:
      return 8;
  }
  return 1;
}

const ExifField* FindExifField(ExifDirectory directory, uint16_t tag) {
  const auto* found = std::find_if(std::begin(kFields), std::end(kFields), [=](const ExifField& field) {
    return field.directory == directory && field.tag == tag;
  });
  return found == std::end(kFields) ? nullptr : found;
}

}  // namespace easelight
