#include "tests/synthetic/scanner_files.h"

#include <algorithm>

#include "tests/synthetic/tiff_writer.h"

namespace easelight {
namespace {

using enum TiffType;

// TIFF 6.0 and Adobe DNG 1.4.
constexpr uint16_t kSubfileType = 0x00FE, kMake = 0x010F, kModel = 0x0110, kOrientation = 0x0112, kSoftware = 0x0131,
                   kExtraSamples = 0x0152;
constexpr uint16_t kDngVersion = 0xC612, kCameraModel = 0xC614, kLinearization = 0xC618, kBlack = 0xC61A,
                   kWhite = 0xC61D, kCropOrigin = 0xC61F, kCropSize = 0xC620, kColorMatrix = 0xC621, kNeutral = 0xC628,
                   kActiveArea = 0xC68D;
constexpr uint16_t kMinIsBlack = 1, kRgb = 2, kLinearRaw = 34892;
constexpr uint32_t kReduced = 1, kMask = 4;

constexpr Extent kSize = {36, 24};

// No two channels, rows or columns are alike.
std::vector<uint32_t> Codes(Extent size, uint32_t samples, uint32_t most, uint32_t seed) {
  std::vector<uint32_t> codes;
  for (uint32_t i = 0; i < size.pixels() * samples; ++i)
    codes.push_back((i * 2654435761u + seed * 40503u) % (most + 1));
  return codes;
}

WrittenPage Color(Extent size, uint32_t samples = 3, uint32_t seed = 1) {
  return {size, 16, samples, kRgb, Codes(size, samples, 65535, seed), {}, {}, {}};
}
WrittenPage Gray(Extent size) { return {size, 16, 1, kMinIsBlack, Codes(size, 1, 65535, 2), {}, {}, {}}; }
WrittenPage Thumbnail() { return {{6, 4}, 8, 3, kRgb, Codes({6, 4}, 3, 255, 3), {}, {}, {}}; }

WrittenPage Marked(WrittenPage page, uint32_t kind) {
  page.entries.push_back({kSubfileType, kLong, {kind}});
  return page;
}

WrittenPage MadeBy(WrittenPage page, const char* make, const char* model, const char* software) {
  page.texts = {{kMake, make}, {kModel, model}, {kSoftware, software}};
  return page;
}

// What a DNG has in its first directory: the scanner's colors are XYZ.
WrittenPage AsDng(WrittenPage page) {
  page.entries.push_back({kDngVersion, kByte, {1, 4, 0, 0}});
  page.entries.push_back({kOrientation, kShort, {6}});
  std::vector<uint32_t> matrix;
  for (uint32_t i = 0; i < 9; ++i) matrix.insert(matrix.end(), {i % 4 == 0 ? 10000u : 0u, 10000u});
  page.entries.push_back({kColorMatrix, kSignedRational, matrix});
  page.entries.push_back({kNeutral, kRational, {1, 2, 1, 1, 4, 5}});
  page.texts.emplace_back(kCameraModel, "Easelight Test");
  return page;
}

WrittenPage Linear(WrittenPage page) {
  page.photometric = kLinearRaw;
  return page;
}

// The first `kept` of each pixel's `samples`.
std::vector<uint32_t> Kept(const std::vector<uint32_t>& codes, uint32_t samples, uint32_t kept) {
  std::vector<uint32_t> rest;
  for (size_t i = 0; i < codes.size(); ++i) {
    if (i % samples < kept) rest.push_back(codes[i]);
  }
  return rest;
}

// Levels a third of the range apart, so that light is thrice what a code is above black.
constexpr uint32_t kBlackOfLevels = 300, kWhiteOfLevels = kBlackOfLevels + 65535 / 3;

uint32_t Light(uint32_t code) { return 3 * (std::clamp(code, kBlackOfLevels, kWhiteOfLevels) - kBlackOfLevels); }

ScannerFile SilverFastTiff() {
  const WrittenPage picture = MadeBy(Color(kSize), "Plustek", "OpticFilm 8200i", "SilverFast 8.8");
  ScannerFile file{"silverfast-hdri.tif",
                   WritePages({Marked(picture, 0), Marked(Thumbnail(), kReduced), Marked(Gray(kSize), kMask)})};
  file.size = kSize;
  file.infrared_page = true;
  file.codes = picture.codes;
  return file;
}

// With levels, margins and a crop within what they leave.
ScannerFile SilverFastDng() {
  WrittenPage picture = Linear(Color(kSize));
  picture.entries = {{kBlack, kLong, {kBlackOfLevels, kBlackOfLevels, kBlackOfLevels}},
                     {kWhite, kLong, {kWhiteOfLevels, kWhiteOfLevels, kWhiteOfLevels}},
                     {kActiveArea, kLong, {2, 4, kSize.height, kSize.width}},
                     {kCropOrigin, kRational, {1, 1, 2, 1}},
                     {kCropSize, kRational, {20, 1, 15, 1}}};
  WrittenPage first = AsDng(MadeBy(Marked(Thumbnail(), kReduced), "Plustek", "OpticFilm 8200i", "SilverFast 8.8"));
  first.children = {Marked(picture, 0)};
  ScannerFile file{"silverfast-hdri.dng", WritePages({first, Marked(Gray(kSize), kMask)})};
  file.container = "DNG";
  file.size = {20, 15};
  file.infrared_page = true;
  for (uint32_t y = 4; y < 19; ++y) {
    for (uint32_t i = 5 * 3; i < 25 * 3; ++i) file.codes.push_back(Light(picture.codes[y * kSize.width * 3 + i]));
  }
  return file;
}

// 8-bit codes by a table, and infrared as a fourth channel.
ScannerFile VueScanDng() {
  WrittenPage picture = Linear(Color(kSize, 4));
  picture.bits = 8;
  picture.codes = Codes(kSize, 4, 255, 4);
  std::vector<uint32_t> table;
  for (uint32_t code = 0; code < 256; ++code) table.push_back(code * code);
  picture.entries = {{kLinearization, kShort, table}, {kWhite, kLong, {65535}}, {kExtraSamples, kShort, {1}}};
  ScannerFile file{"vuescan-rgbi.dng",
                   WritePages({AsDng(MadeBy(picture, "Nikon", "LS-5000 ED", "VueScan 9 x64 (9.8.40)"))}, true)};
  file.container = "DNG";
  file.size = kSize;
  file.further_channel = FurtherChannel::kInfrared;
  for (const uint32_t code : Kept(picture.codes, 4, 3)) file.codes.push_back(code * code);
  return file;
}

ScannerFile VueScanTiff() {
  WrittenPage picture = Color(kSize, 4);
  picture.entries = {{kExtraSamples, kShort, {1}}};
  ScannerFile file{"vuescan-rgbi.tif", WritePages({MadeBy(picture, "Nikon", "LS-5000 ED", "VueScan 9 x64 (9.8.40)")})};
  file.size = kSize;
  file.further_channel = FurtherChannel::kInfrared;
  file.codes = Kept(picture.codes, 4, 3);
  return file;
}

ScannerFile CoolscanNef() {
  const WrittenPage picture = Color(kSize);
  WrittenPage first = MadeBy(Marked(Thumbnail(), kReduced), "Nikon", "LS-5000 ED", "Nikon Scan 4.0.3");
  first.entries.push_back({kOrientation, kShort, {8}});
  first.children = {Marked(Thumbnail(), kReduced), Marked(picture, 0)};
  ScannerFile file{"coolscan.nef", WritePages({first}, true)};
  file.size = kSize;
  file.codes = picture.codes;
  return file;
}

// Kinds of pages are not marked, or wrongly.
ScannerFile FlextightFff() {
  constexpr uint16_t kFlextight = 46275;
  const WrittenPage picture = Color(kSize);
  WrittenPage first = MadeBy(Marked(Thumbnail(), 0), "Hasselblad", "Flextight X5", "FlexColor 4.8.13");
  first.entries.push_back({kFlextight, kLong, {1}});
  ScannerFile file{"flextight.fff", WritePages({first, picture, Marked(Color({12, 8}), 0)}, true)};
  file.size = kSize;
  file.maker_power = 1.8;
  file.codes = picture.codes;
  return file;
}

ScannerFile ThumbnailFirst() {
  const WrittenPage picture = Color(kSize);
  ScannerFile file{"thumbnail-first.tif", WritePages({Thumbnail(), picture})};
  file.size = kSize;
  file.codes = picture.codes;
  return file;
}

ScannerFile InfraredFirst() {
  const WrittenPage picture = Color(kSize);
  ScannerFile file{"infrared-first.tif", WritePages({Gray(kSize), picture})};
  file.size = kSize;
  file.infrared_page = true;
  file.codes = picture.codes;
  return file;
}

// A black-and-white scan, with a thumbnail in color that nobody marked.
ScannerFile GrayScan() {
  const WrittenPage picture = Gray(kSize);
  ScannerFile file{"gray.tif", WritePages({Thumbnail(), picture})};
  file.size = kSize;
  file.channels = 1;
  file.codes = picture.codes;
  return file;
}

// Colors of which an alpha of half leaves half.
ScannerFile Premultiplied() {
  WrittenPage picture = Color(kSize, 4);
  picture.entries = {{kExtraSamples, kShort, {1}}};
  ScannerFile file{"premultiplied.tif", {}};
  for (size_t i = 0; i < picture.codes.size(); i += 4) {
    const uint32_t alpha = i / 4 % 3 == 0 ? 65535 : i / 4 % 3 == 1 ? 65535 / 3 : 0;
    for (size_t c = i; c < i + 3; ++c) {
      const uint32_t part = alpha == 0 ? 0 : picture.codes[c] / (65535 / alpha);
      picture.codes[c] = part;
      file.codes.push_back(alpha == 0 ? 0 : part * (65535 / alpha));
    }
    picture.codes[i + 3] = alpha;
  }
  file.bytes = WritePages({MadeBy(picture, "", "", "Adobe Photoshop 25")});
  file.size = kSize;
  file.further_channel = FurtherChannel::kDividedAlpha;
  return file;
}

}  // namespace

std::vector<ScannerFile> ScannerFiles() {
  return {SilverFastTiff(), SilverFastDng(),  VueScanDng(),    VueScanTiff(), CoolscanNef(),
          FlextightFff(),   ThumbnailFirst(), InfraredFirst(), GrayScan(),    Premultiplied()};
}

}  // namespace easelight
