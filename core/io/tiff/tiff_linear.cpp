#include "core/io/tiff/tiff_linear.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>

#include "core/io/light_from_code.h"

namespace easelight {
namespace {

// Adobe DNG 1.4.
constexpr uint16_t kLinearizationTag = 50712;
constexpr uint16_t kBlackRepeatTag = 50713;
constexpr uint16_t kBlackTag = 50714;
constexpr uint16_t kBlackByColumnTag = 50715;
constexpr uint16_t kBlackByRowTag = 50716;
constexpr uint16_t kWhiteTag = 50717;
constexpr uint16_t kCropOriginTag = 50719;
constexpr uint16_t kCropSizeTag = 50720;
constexpr uint16_t kActiveAreaTag = 50829;

// A tile of black levels that repeats has two rows and columns, hardly more.
constexpr size_t kMostBlacks = 4096;
constexpr size_t kMostCodes = 65536;

int32_t Nearest(double level) { return static_cast<int32_t>(std::lround(std::clamp(level, -65535.0, 65535.0))); }
uint32_t NearestAbove0(double level) { return static_cast<uint32_t>(std::max(0, Nearest(level))); }

// One for each in turn; the last stands for all that follow.
double InTurn(const std::vector<double>& values, size_t index) { return values[std::min(index, values.size() - 1)]; }

// The largest code that a file's samples have; those that TiffSampleConverter makes of them reach further.
uint32_t MostCode(const TiffLayout& layout) { return (1u << layout.bits) - 1; }
uint32_t MostConverted(const TiffLayout& layout) { return layout.bits <= 8 ? 255 : 65535; }

// What a converted sample counts, after the linearization table.
std::vector<uint16_t> ReadTable(TiffDirectories& directories, const TiffDirectory& picture, const TiffLayout& layout) {
  const std::vector<double> table = directories.Numbers(picture, kLinearizationTag, kMostCodes);
  const uint32_t most = MostConverted(layout);
  std::vector<uint16_t> counts;
  for (uint32_t converted = 0; converted <= most; ++converted) {
    const uint32_t code = (converted * MostCode(layout) + most / 2) / most;
    counts.push_back(static_cast<uint16_t>(table.empty() ? code : NearestAbove0(InTurn(table, code))));
  }
  return counts;
}

std::vector<double> WhitesOf(TiffDirectories& directories, const TiffDirectory& picture, const TiffLayout& layout) {
  std::vector<double> whites = directories.Numbers(picture, kWhiteTag, kMostBlacks);
  if (!whites.empty()) return whites;
  const std::vector<double> table = directories.Numbers(picture, kLinearizationTag, kMostCodes);
  return {table.empty() ? MostCode(layout) : table.back()};
}

// Black levels lie row by row, column by column, sample by sample; of a pixel those of the kept channels are taken.
void ReadBlacks(TiffDirectories& directories, const TiffDirectory& picture, const TiffLayout& layout,
                RawLevels& levels) {
  const std::vector<double> blacks = directories.Numbers(picture, kBlackTag, kMostBlacks);
  const std::vector<double> repeat = directories.Numbers(picture, kBlackRepeatTag, 2);
  const uint32_t rows = repeat.size() == 2 ? NearestAbove0(repeat[0]) : 1;
  const uint32_t columns = repeat.size() == 2 ? NearestAbove0(repeat[1]) : 1;
  const uint64_t places = uint64_t{rows} * columns;
  if (places > 1 && places * layout.samples == blacks.size()) {
    levels.tile_rows = rows;
    levels.tile_columns = columns * layout.channels;
    for (size_t pixel = 0; pixel < places; ++pixel) {
      for (size_t c = 0; c < layout.channels; ++c) {
        levels.tile_black.push_back(NearestAbove0(blacks[pixel * layout.samples + c]));
      }
    }
  } else if (!blacks.empty()) {
    for (size_t c = 0; c < layout.channels; ++c) levels.color_black[c] = NearestAbove0(InTurn(blacks, c));
  }
  for (const double black : directories.Numbers(picture, kBlackByRowTag, kMaxSide)) {
    levels.row_black.push_back(Nearest(black));
  }
  for (const double black : directories.Numbers(picture, kBlackByColumnTag, kMaxSide)) {
    levels.column_black.insert(levels.column_black.end(), layout.channels, Nearest(black));
  }
}

RawLevels ReadLevels(TiffDirectories& directories, const TiffDirectory& picture, const TiffLayout& layout) {
  RawLevels levels;
  const std::vector<double> whites = WhitesOf(directories, picture, layout);
  for (size_t c = 0; c < levels.white.size(); ++c) {
    levels.white[c] = NearestAbove0(InTurn(whites, std::min<size_t>(c, layout.channels - 1)));
  }
  ReadBlacks(directories, picture, layout, levels);
  return levels;
}

bool HasFloatLevels(TiffDirectories& directories, const TiffDirectory& picture) {
  const auto differ = [&](uint16_t tag, double plain) {
    const std::vector<double> levels = directories.Numbers(picture, tag, kMostBlacks);
    return std::any_of(levels.begin(), levels.end(), [plain](double level) { return level != plain; });
  };
  return differ(kBlackTag, 0) || differ(kWhiteTag, 1);
}

// The rectangle of these edges, whole numbers, where it lies within `whole`; else `whole`.
PixelRect Within(const PixelRect& whole, double left, double top, double right, double bottom) {
  const bool inside = left >= whole.x && top >= whole.y && right <= whole.x + whole.width &&
                      bottom <= whole.y + whole.height && left < right && top < bottom;
  if (!inside) return whole;
  const auto x = static_cast<uint32_t>(left), y = static_cast<uint32_t>(top);
  return {x, y, static_cast<uint32_t>(right) - x, static_cast<uint32_t>(bottom) - y};
}

PixelRect ReadActiveArea(TiffDirectories& directories, const TiffDirectory& picture, Extent size) {
  const PixelRect whole = {0, 0, size.width, size.height};
  std::vector<double> edges = directories.Numbers(picture, kActiveAreaTag, 4);
  for (double& edge : edges) edge = std::round(edge);
  return edges.size() == 4 ? Within(whole, edges[1], edges[0], edges[3], edges[2]) : whole;
}

PixelRect ReadCrop(TiffDirectories& directories, const TiffDirectory& picture, const PixelRect& active) {
  const std::vector<double> origin = directories.Numbers(picture, kCropOriginTag, 2);
  const std::vector<double> size = directories.Numbers(picture, kCropSizeTag, 2);
  if (origin.size() != 2 || size.size() != 2) return active;
  const double left = active.x + std::round(origin[0]), top = active.y + std::round(origin[1]);
  return Within(active, left, top, left + std::round(size[0]), top + std::round(size[1]));
}

// Of one picture: where it lies among the stored samples.
struct LinearPlace {
  PixelRect active;  // Where levels that repeat begin.
  PixelRect crop;    // Within the active area.
  uint32_t channels;
};

// Floats, of which only the crop is taken.
class LinearFloats final : public TiffFinish {
 public:
  explicit LinearFloats(const LinearPlace& place) : place_(place) {}

  SampleFormat format() const override { return SampleFormat::kFloat32; }
  uint8_t channels() const override { return static_cast<uint8_t>(place_.channels); }
  PixelRect part() const override { return place_.crop; }
  void Finish(uint32_t, const uint8_t* converted, uint8_t* out) override {
    const size_t pixel_bytes = place_.channels * sizeof(float);
    std::memcpy(out, converted + place_.crop.x * pixel_bytes, place_.crop.width * pixel_bytes);
  }

 private:
  const LinearPlace place_;
};

class LinearCodes final : public TiffFinish {
 public:
  LinearCodes(const LinearPlace& place, bool narrow, std::vector<uint16_t> counts, LightFromCode light)
      : place_(place),
        narrow_(narrow),
        counts_(std::move(counts)),
        light_(std::move(light)),
        row_(size_t{place.active.width} * place.channels) {}

  SampleFormat format() const override { return SampleFormat::kUint16; }
  uint8_t channels() const override { return static_cast<uint8_t>(place_.channels); }
  PixelRect part() const override { return place_.crop; }
  void Finish(uint32_t y, const uint8_t* converted, uint8_t* out) override {
    constexpr uint8_t kColors[] = {0, 1, 2};
    const size_t first = size_t{place_.active.x} * place_.channels;
    for (size_t i = 0; i < row_.size(); ++i) row_[i] = counts_[SampleAt(converted, first + i)];
    light_.ConvertRow(y - place_.active.y, std::span(kColors).first(place_.channels), row_);
    const size_t skipped = size_t{place_.crop.x - place_.active.x} * place_.channels;
    std::memcpy(out, row_.data() + skipped, size_t{place_.crop.width} * place_.channels * sizeof(uint16_t));
  }

 private:
  uint16_t SampleAt(const uint8_t* converted, size_t index) const {
    if (narrow_) return converted[index];
    uint16_t sample = 0;
    std::memcpy(&sample, converted + index * sizeof sample, sizeof sample);
    return sample;
  }

  const LinearPlace place_;
  const bool narrow_;  // Converted samples have 8 bits.
  const std::vector<uint16_t> counts_;
  LightFromCode light_;
  std::vector<uint16_t> row_;
};

}  // namespace

StatusOr<std::unique_ptr<TiffFinish>> MakeLinearLight(TiffDirectories& directories, const TiffDirectory& picture,
                                                      const TiffLayout& layout) {
  LinearPlace place;
  place.active = ReadActiveArea(directories, picture, layout.size);
  place.crop = ReadCrop(directories, picture, place.active);
  place.channels = layout.channels;
  if (layout.is_float) {
    if (HasFloatLevels(directories, picture)) return Unsupported("tiff-linear-float");
    return StatusOr<std::unique_ptr<TiffFinish>>(std::make_unique<LinearFloats>(place));
  }
  if (layout.bits > 16) return Unsupported("tiff-integer-bits", {{"bits", layout.bits}});
  ASSIGN_OR_RETURN(LightFromCode light, LightFromCode::Create(ReadLevels(directories, picture, layout)));
  return StatusOr<std::unique_ptr<TiffFinish>>(std::make_unique<LinearCodes>(
      place, layout.bits <= 8, ReadTable(directories, picture, layout), std::move(light)));
}

uint8_t BitsOfLinear(TiffDirectories& directories, const TiffDirectory& picture, const TiffLayout& layout) {
  if (layout.is_float || picture.Find(kLinearizationTag) != nullptr) return static_cast<uint8_t>(layout.bits);
  const std::vector<double> whites = WhitesOf(directories, picture, layout);
  const auto bits =
      static_cast<uint32_t>(std::bit_width(NearestAbove0(*std::max_element(whites.begin(), whites.end()))));
  return static_cast<uint8_t>(std::min(layout.bits, std::max(8u, bits)));
}

}  // namespace easelight
