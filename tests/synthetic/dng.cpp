#include "tests/synthetic/dng.h"

#include <algorithm>
#include <cmath>

#include "tests/synthetic/lossless_jpeg_file.h"
#include "tests/synthetic/tiff_writer.h"

namespace easelight {
namespace {

using enum TiffType;

// Two pixels, which nobody looks at.
constexpr uint32_t kPreviewBytes = 6;

// Codes of rows of `width`, one after the other.
std::vector<uint8_t> PackRows(const DngSpec& spec, size_t width, const std::vector<uint32_t>& codes) {
  std::vector<uint8_t> bytes;
  uint64_t held = 0;
  uint32_t held_bits = 0;
  for (size_t i = 0; i < codes.size(); ++i) {
    if (spec.bits % 16 == 0) {
      AppendNumber(bytes, codes[i], spec.bits / 8, spec.big_endian);
      continue;
    }
    held = held << spec.bits | codes[i];
    for (held_bits += spec.bits; held_bits >= 8; held_bits -= 8) {
      bytes.push_back(static_cast<uint8_t>(held >> (held_bits - 8)));
    }
    if ((i + 1) % width == 0 && held_bits > 0) {
      bytes.push_back(static_cast<uint8_t>(held << (8 - held_bits)));
      held_bits = 0;
    }
  }
  return bytes;
}

// What the picture is cut into: strips or tiles, one after the other, and how they lie in what they become together.
struct Pieces {
  std::vector<uint8_t> bytes;
  std::vector<uint32_t> places;
  std::vector<uint32_t> sizes;

  void Add(const std::vector<uint8_t>& piece) {
    places.push_back(static_cast<uint32_t>(bytes.size()));
    sizes.push_back(static_cast<uint32_t>(piece.size()));
    bytes.insert(bytes.end(), piece.begin(), piece.end());
  }
};

// Samples of a piece from (x, y) on; what lies beyond the picture is code 1.
std::vector<uint32_t> Cut(const DngSpec& spec, const std::vector<uint32_t>& codes, size_t x, size_t y, Extent piece) {
  const size_t row = size_t{spec.size.width} * spec.samples, piece_row = size_t{piece.width} * spec.samples;
  std::vector<uint32_t> cut(piece_row * piece.height, 1);
  for (size_t i = 0; i < piece.height && y + i < spec.size.height; ++i) {
    for (size_t j = 0; j < piece_row && x + j < row; ++j) cut[i * piece_row + j] = codes[(y + i) * row + x + j];
  }
  return cut;
}

std::vector<uint8_t> PackPiece(const DngSpec& spec, Extent piece, const std::vector<uint32_t>& codes) {
  if (spec.lossless == 0) return PackRows(spec, size_t{piece.width} * spec.samples, codes);
  const uint32_t width = piece.width * spec.samples * spec.rows_at_once / spec.components;
  return WriteLosslessJpeg({width, piece.height / spec.rows_at_once, spec.components, spec.bits, spec.lossless}, codes);
}

Pieces PackPieces(const DngSpec& spec, const std::vector<uint32_t>& codes) {
  const bool tiled = spec.tile.width != 0;
  Pieces pieces;
  if (!tiled && spec.lossless == 0) {
    pieces.Add(PackRows(spec, size_t{spec.size.width} * spec.samples, codes));
    // As it says, also where it ends early.
    const uint64_t bits = uint64_t{spec.size.width} * spec.samples * spec.bits;
    pieces.sizes = {static_cast<uint32_t>((bits + 7) / 8 * spec.size.height)};
    return pieces;
  }
  Extent piece = spec.tile;
  if (!tiled) piece = {spec.size.width, spec.strip_rows != 0 ? spec.strip_rows : spec.size.height};
  for (uint32_t y = 0; y < spec.size.height; y += piece.height) {
    Extent whole = piece;
    if (!tiled) whole.height = std::min(piece.height, spec.size.height - y);
    for (size_t x = 0; x < size_t{spec.size.width} * spec.samples; x += size_t{piece.width} * spec.samples) {
      if (!spec.same_tiles) {
        pieces.Add(PackPiece(spec, whole, Cut(spec, codes, x, y, whole)));
      } else if (pieces.places.empty()) {
        pieces.Add(PackPiece(spec, whole, codes));
      } else {
        pieces.places.push_back(pieces.places.front());
        pieces.sizes.push_back(pieces.sizes.front());
      }
    }
  }
  return pieces;
}

void AddCamera(DirectoryWriter& directory, const DngSpec& spec) {
  directory.AddText(0x010F, spec.make);
  directory.AddText(0x0110, spec.model);
  directory.Add(0x0112, kShort, {spec.orientation});
  if (!spec.dng) return;
  directory.Add(0xC612, kByte, {1, 4, 0, 0});               // DNGVersion
  directory.AddText(0xC614, spec.make + " " + spec.model);  // UniqueCameraModel
  // ColorMatrix1: the sensor's colors are XYZ.
  std::vector<uint32_t> matrix;
  for (int i = 0; i < 9; ++i) matrix.insert(matrix.end(), {i % 4 == 0 ? 10000u : 0u, 10000u});
  if (!spec.gray) directory.Add(0xC621, kSignedRational, matrix);
  const bool by_light = spec.white_xy[0] != 0;
  std::vector<uint32_t> neutral;
  const auto add = [&](double value) {
    neutral.insert(neutral.end(), {static_cast<uint32_t>(std::lround(value * 1e6)), 1000000});
  };
  if (by_light) {
    for (const double value : spec.white_xy) add(value);
  } else {
    for (const double value : spec.neutral) add(value);
  }
  if (!spec.gray) directory.Add(by_light ? 0xC629 : 0xC628, kRational, neutral);
}

void AddPicture(DirectoryWriter& directory, const DngSpec& spec, uint32_t data_at, const Pieces& pieces) {
  const bool mosaic = spec.samples == 1 && !spec.gray;
  directory.Add(0x00FE, kLong, {0});
  directory.Add(0x0100, kLong, {spec.size.width});
  directory.Add(0x0101, kLong, {spec.size.height});
  directory.Add(0x0102, kShort, std::vector<uint32_t>(spec.samples, spec.bits));
  directory.Add(0x0103, kShort, {spec.lossless != 0 ? uint16_t{7} : spec.compression});
  const uint32_t photometric = mosaic ? 32803 : 34892;
  directory.Add(0x0106, kShort, {spec.photometric != 0 ? spec.photometric : photometric});
  directory.Add(0x0115, kShort, {spec.samples});
  std::vector<uint32_t> places = pieces.places;
  for (uint32_t& place : places) place += data_at;
  if (spec.tile.width == 0) {
    directory.Add(0x0111, kLong, places);
    directory.Add(0x0116, kLong, {spec.strip_rows != 0 ? spec.strip_rows : spec.size.height});
    directory.Add(0x0117, kLong, pieces.sizes);
  } else {
    directory.Add(0x0142, kLong, {spec.tile.width});
    directory.Add(0x0143, kLong, {spec.tile.height});
    directory.Add(0x0144, kLong, places);
    directory.Add(0x0145, kLong, pieces.sizes);
  }
  if (!spec.curve.empty()) directory.Add(0xC618, kShort, spec.curve);
  directory.Add(0x011C, kShort, {1});
  if (spec.is_float) directory.Add(0x0153, kShort, std::vector<uint32_t>(spec.samples, 3));
  if (mosaic) {
    const bool x_trans = !spec.x_trans.empty();
    const uint32_t side = x_trans ? 6 : 2;
    directory.Add(0x828D, kShort, {side, side});
    directory.Add(0x828E, kByte,
                  x_trans ? std::vector<uint32_t>(spec.x_trans.begin(), spec.x_trans.end())
                          : std::vector<uint32_t>(spec.filter.begin(), spec.filter.end()));
    directory.Add(0xC616, kByte, {0, 1, 2});
    directory.Add(0xC617, kShort, {1});
  }
  if (spec.active_area[2] != 0) {
    directory.Add(0xC68D, kLong, {spec.active_area.begin(), spec.active_area.end()});
  }
  if (spec.masked_area[2] != 0) {
    directory.Add(0xC68E, kLong, {spec.masked_area.begin(), spec.masked_area.end()});
  }
  if (!spec.black.empty()) {
    const bool tile = spec.black.size() == 4;
    directory.Add(0xC619, kShort, tile ? std::vector<uint32_t>{2, 2} : std::vector<uint32_t>{1, 1});
    directory.Add(0xC61A, kLong, spec.black);
  }
  directory.Add(0xC61D, kLong, std::vector<uint32_t>(spec.samples, spec.white));
}

}  // namespace

std::vector<uint8_t> WriteDng(const DngSpec& spec, const std::vector<uint32_t>& codes) {
  const Pieces pieces = PackPieces(spec, codes);
  std::vector<uint8_t> file(2, spec.big_endian ? 'M' : 'I');
  AppendNumber(file, 42, 2, spec.big_endian);
  AppendNumber(file, 8, 4, spec.big_endian);

  // Places depend on sizes, which depend on no places: laid out once with zeros, once in earnest.
  uint32_t camera_at = 0, picture_at = 0, preview_at = 0, data_at = 0;
  for (const bool earnest : {false, true}) {
    DirectoryWriter first(spec.big_endian), picture(spec.big_endian), camera(spec.big_endian);
    camera.AddText(0xA434, spec.extra_camera_text);
    AddCamera(first, spec);
    if (!spec.extra_camera_text.empty()) first.Add(0x8769, kLong, {camera_at});
    DirectoryWriter& main = spec.preview_first ? picture : first;
    AddPicture(main, spec, data_at, pieces);
    if (spec.preview_first) {
      first.Add(0x00FE, kLong, {1});
      first.Add(0x0100, kLong, {2});
      first.Add(0x0101, kLong, {1});
      first.Add(0x0102, kShort, {8, 8, 8});
      first.Add(0x0103, kShort, {1});
      first.Add(0x0106, kShort, {2});
      first.Add(0x0111, kLong, {preview_at});
      first.Add(0x0115, kShort, {3});
      first.Add(0x0116, kLong, {1});
      first.Add(0x0117, kLong, {6});
      first.Add(0x014A, kLong, {picture_at});
    }
    if (!earnest) {
      camera_at = static_cast<uint32_t>(8 + first.bytes());
      picture_at = static_cast<uint32_t>(camera_at + camera.bytes());
      preview_at = static_cast<uint32_t>(picture_at + (spec.preview_first ? picture.bytes() : 0));
      data_at = preview_at + kPreviewBytes;
      continue;
    }
    first.Write(file);
    camera.Write(file);
    if (spec.preview_first) picture.Write(file);
  }
  file.resize(data_at);
  file.insert(file.end(), pieces.bytes.begin(), pieces.bytes.end());
  return file;
}

std::vector<uint32_t> FlatCodes(const DngSpec& spec, const std::array<uint32_t, 3>& color) {
  std::vector<uint32_t> codes;
  for (uint32_t y = 0; y < spec.size.height; ++y) {
    for (uint32_t x = 0; x < spec.size.width; ++x) {
      const uint8_t seen = spec.x_trans.empty() ? spec.filter[y % 2 * 2 + x % 2] : spec.x_trans[y % 6 * 6 + x % 6];
      codes.push_back(color[seen]);
    }
  }
  return codes;
}

}  // namespace easelight
