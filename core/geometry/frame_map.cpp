#include "core/geometry/frame_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace easelight {
namespace {

// A turn by quarters clockwise of a picture of `size`: from coordinates after to coordinates before.
Affine2 BeforeFromRotated(int degrees, Extent size) {
  const double w = size.width;
  const double h = size.height;
  switch (degrees) {
    case 90:
      return {0, 1, 0, -1, 0, h};  // after (x, y) shows before (y, h - x)
    case 180:
      return {-1, 0, w, 0, -1, h};
    case 270:
      return {0, -1, w, 1, 0, 0};
    default:
      return {};
  }
}

Affine2 MirrorLeftRight(double width) { return {-1, 0, width, 0, 1, 0}; }

Extent Turned(Extent size, int degrees) { return degrees % 180 == 0 ? size : Extent{size.height, size.width}; }

// What an orientation tag (TIFF 6.0; EXIF 2.3) asks for: mirror left-right first, then turn clockwise.
struct Turn {
  bool mirror;
  int degrees;
};
Turn TurnFromOrientation(int orientation) {
  constexpr std::array<Turn, 8> kTurns = {
      {{false, 0}, {true, 0}, {false, 180}, {true, 180}, {true, 270}, {false, 90}, {true, 90}, {false, 270}}};
  return kTurns[static_cast<size_t>(std::clamp(orientation, 1, 8) - 1)];
}

Affine2 StoredFromUpright(Extent stored, int orientation) {
  const Turn turn = TurnFromOrientation(orientation);
  const Affine2 rotated = BeforeFromRotated(turn.degrees, stored);
  return turn.mirror ? Compose(MirrorLeftRight(stored.width), rotated) : rotated;
}

// Crop to whole pixels: edges go to the nearest pixel edge, and at least one pixel stays.
PixelRect CropRect(const std::array<double, 4>& crop, Extent size) {
  const auto edges = [](double start, double length, uint32_t side) {
    const auto first = static_cast<uint32_t>(std::clamp(std::floor(start * side + 0.5), 0.0, side - 1.0));
    const auto last =
        static_cast<uint32_t>(std::clamp(std::floor((start + length) * side + 0.5), first + 1.0, double(side)));
    return std::pair{first, last - first};
  };
  const auto [x, width] = edges(crop[0], crop[2], size.width);
  const auto [y, height] = edges(crop[1], crop[3], size.height);
  return {x, y, width, height};
}

// Sine of an angle in degrees, |degrees| <= 45, by its series: the same bits on every machine. Error below 1e-16.
double SineOfDegrees(double degrees) {
  const double x = degrees * (3.14159265358979323846 / 180.0);
  double sum = 0.0;
  double term = x;
  for (int k = 1; k < 20; k += 2) {
    sum += term;
    term *= -x * x / ((k + 1) * (k + 2));
  }
  return sum;
}

Status CheckInside(const Affine2& upright_from_crop, const PixelRect& crop, Extent upright) {
  constexpr double kSlack = 0.5;  // Half a pixel: the edge pixel's own area.
  for (const double x : {0.0, double(crop.width)}) {
    for (const double y : {0.0, double(crop.height)}) {
      const auto p = upright_from_crop(x, y);
      if (p.x < -kSlack || p.y < -kSlack || p.x > upright.width + kSlack || p.y > upright.height + kSlack) {
        return OutOfRange(
            "crop-outside",
            {{"x", std::lround(p.x)}, {"y", std::lround(p.y)}, {"width", upright.width}, {"height", upright.height}});
      }
    }
  }
  return OkStatus();
}

}  // namespace

Affine2 Compose(const Affine2& a, const Affine2& b) {
  return {a.xx * b.xx + a.xy * b.yx, a.xx * b.xy + a.xy * b.yy, a.xx * b.x0 + a.xy * b.y0 + a.x0,
          a.yx * b.xx + a.yy * b.yx, a.yx * b.xy + a.yy * b.yy, a.yx * b.x0 + a.yy * b.y0 + a.y0};
}

Affine2 Inverse(const Affine2& m) {
  const double determinant = m.xx * m.yy - m.xy * m.yx;
  const Affine2 turn = {m.yy / determinant, -m.xy / determinant, 0, -m.yx / determinant, m.xx / determinant, 0};
  const auto start = turn(m.x0, m.y0);
  return {turn.xx, turn.xy, -start.x, turn.yx, turn.yy, -start.y};
}

Extent UprightSize(Extent stored, int orientation) { return Turned(stored, TurnFromOrientation(orientation).degrees); }

StatusOr<FrameMap> MakeFrameMap(const FrameGeometry& geometry, Extent stored, int orientation) {
  const Extent upright = UprightSize(stored, orientation);
  const PixelRect crop = CropRect(geometry.crop, upright);
  Affine2 upright_from_crop{1, 0, double(crop.x), 0, 1, double(crop.y)};
  if (geometry.straighten != 0) {
    // The picture turns clockwise as its rectangle turns counter-clockwise about its centre (y points down).
    const double s = SineOfDegrees(geometry.straighten);
    const double c = std::sqrt(1.0 - s * s);
    const double mx = crop.width / 2.0;
    const double my = crop.height / 2.0;
    upright_from_crop = {c, s, crop.x + mx - c * mx - s * my, -s, c, crop.y + my + s * mx - c * my};
    RETURN_IF_ERROR(CheckInside(upright_from_crop, crop, upright));
  }
  FrameMap map;
  map.exact = geometry.straighten == 0;
  map.size = Turned(crop.extent(), geometry.rotate);
  Affine2 crop_from_frame = BeforeFromRotated(geometry.rotate, crop.extent());
  if (geometry.flip) crop_from_frame = Compose(crop_from_frame, MirrorLeftRight(map.size.width));
  map.stored_from_frame = Compose(StoredFromUpright(stored, orientation), Compose(upright_from_crop, crop_from_frame));
  return map;
}

}  // namespace easelight
