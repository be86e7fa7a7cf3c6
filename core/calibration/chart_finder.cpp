#include "core/calibration/chart_finder.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/calibration/chart_likeness.h"
#include "core/calibration/small_picture.h"

namespace easelight {
namespace {

// The picture is looked at this large, at most.
constexpr double kLookedSide = 320;

// Of the first look: the chart's longer side, of the picture's longer one, and its shape; the steps, in patches.
constexpr double kLeastLength = 0.2;
constexpr double kLengthStep = 1.1;
constexpr double kStepInPatches = 0.5;
constexpr std::array<double, 3> kShapes = {1.3, 1.5, 1.75};
// In radians.
constexpr std::array<double, 3> kTilts = {-0.12, 0, 0.12};
// As many of the best places are looked at closer.
constexpr size_t kCloserLooks = 24;
constexpr size_t kClosestLooks = 3;

// Of the closer look: how much of a patch's sides is to be of one color, and where it is read, from -1 to 1.
constexpr double kEven = 0.7;
constexpr std::array<double, 5> kSpots = {-1, -0.5, 0, 0.5, 1};
constexpr double kSpot = 0.08;  // Half of what is averaged about a spot, of a patch's side.
// How far corners move, in patches: at first, at the end of the closer looks, and at the end.
constexpr double kFirstMove = 0.5;
constexpr double kMiddleMove = 0.12;
constexpr double kLastMove = 0.02;

// A place of the small picture, in its pixels: at A1, A6, D6 and D1.
struct Place {
  ChartCorners corners{};
  double likeness = 0;
};

bool IsLikelier(const Place& a, const Place& b) { return a.likeness > b.likeness; }

// The best places of the first look, the best one first; of neighbours only the best.
class BestPlaces {
 public:
  void Add(const Place& place) {
    const double reach = Distance(place.corners[0], place.corners[2]) / 8;
    for (Place& other : places_) {
      if (Distance(Middle(other), Middle(place)) > reach) continue;
      if (place.likeness > other.likeness) other = place;
      return Sort();
    }
    places_.push_back(place);
    Sort();
    if (places_.size() > kCloserLooks) places_.pop_back();
  }
  const std::vector<Place>& places() const { return places_; }
  double least() const { return places_.size() < kCloserLooks ? 0 : places_.back().likeness; }

 private:
  static double Distance(PicturePoint a, PicturePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }
  static PicturePoint Middle(const Place& place) {
    return {(place.corners[0].x + place.corners[2].x) / 2, (place.corners[0].y + place.corners[2].y) / 2};
  }
  void Sort() { std::stable_sort(places_.begin(), places_.end(), IsLikelier); }

  std::vector<Place> places_;
};

// A grid of columns and rows in the picture: from a corner on, along both of its sides.
struct Grid {
  PicturePoint corner;
  PicturePoint across;
  PicturePoint down;
  bool lies;  // Six across; else four.

  PicturePoint At(double u, double v) const {
    return {corner.x + u * across.x + v * down.x, corner.y + u * across.y + v * down.y};
  }
};

// The grid as each of the four charts that it can be.
void LookAtGrid(const SmallPicture& picture, const ChartLikeness& likeness, const Grid& grid, BestPlaces& best) {
  const size_t columns = grid.lies ? kPatchColumns : kPatchRows;
  const size_t rows = grid.lies ? kPatchRows : kPatchColumns;
  const double half = 0.25 * std::min(std::hypot(grid.across.x, grid.across.y) / static_cast<double>(columns),
                                      std::hypot(grid.down.x, grid.down.y) / static_cast<double>(rows));
  PatchColors patches;  // By rows of the chart: where it stands, by columns of the picture.
  for (size_t row = 0; row < rows; ++row) {
    for (size_t column = 0; column < columns; ++column) {
      const auto [x, y] = grid.At((static_cast<double>(column) + 0.5) / static_cast<double>(columns),
                                  (static_cast<double>(row) + 0.5) / static_cast<double>(rows));
      Vector3& mean = patches[grid.lies ? row * kPatchColumns + column : column * kPatchColumns + row];
      for (size_t c = 0; c < 3; ++c) mean[c] = picture.MeanAround(c, x, y, half);
    }
  }
  const PicturePoint a6 = grid.lies ? grid.At(1, 0) : grid.At(0, 1), d1 = grid.lies ? grid.At(0, 1) : grid.At(1, 0);
  for (const bool columns_back : {false, true}) {
    for (const bool rows_back : {false, true}) {
      PatchColors chart;
      for (size_t i = 0; i < kPatchCount; ++i) {
        const size_t row = i / kPatchColumns, column = i % kPatchColumns;
        chart[i] = patches[(rows_back ? kPatchRows - 1 - row : row) * kPatchColumns +
                           (columns_back ? kPatchColumns - 1 - column : column)];
      }
      Place place{{grid.corner, a6, grid.At(1, 1), d1}, likeness.Of(chart, 0)};
      if (place.likeness <= best.least()) continue;
      auto& [p0, p1, p2, p3] = place.corners;
      if (columns_back) std::swap(p0, p1), std::swap(p2, p3);
      if (rows_back) std::swap(p0, p3), std::swap(p1, p2);
      best.Add(place);
    }
  }
}

BestPlaces FirstLook(const SmallPicture& picture, const ChartLikeness& likeness) {
  BestPlaces best;
  const auto width = static_cast<double>(picture.width()), height = static_cast<double>(picture.height());
  const double longest = std::max(width, height);
  const auto look_at_all = [&](double w, double h, double tilt, double step) {
    // What a turned grid takes; its upper left corner lies on the upper or the left side of that.
    const double sine = std::sin(tilt), cosine = std::cos(tilt);
    const double room_x = width - w * cosine - h * std::abs(sine), room_y = height - h * cosine - w * std::abs(sine);
    const double left = std::max(0.0, h * sine), top = std::max(0.0, -w * sine);
    for (double y = 0; y <= room_y; y += step) {
      for (double x = 0; x <= room_x; x += step) {
        const Grid grid{{x + left, y + top}, {w * cosine, w * sine}, {-h * sine, h * cosine}, w >= h};
        LookAtGrid(picture, likeness, grid, best);
      }
    }
  };
  for (double length = longest; length >= kLeastLength * longest; length /= kLengthStep) {
    for (const double shape : kShapes) {
      for (const double tilt : kTilts) {
        const double step = kStepInPatches * length / kPatchColumns;
        look_at_all(length, length / shape, tilt, step);
        look_at_all(length / shape, length, tilt, step);
      }
    }
  }
  return best;
}

// How likely a place is by its patches' colors and their evenness; 0 where it is no quadrangle within the picture.
double LookCloser(const SmallPicture& picture, const ChartLikeness& likeness, const ChartCorners& corners) {
  ChartCorners parts = corners;
  const auto width = static_cast<double>(picture.width()), height = static_cast<double>(picture.height());
  for (PicturePoint& corner : parts) corner = {corner.x / width, corner.y / height};
  const auto place = Homography::FromCorners(parts);
  if (!place.ok()) return 0;
  // Large enough to average grain.
  const double spot = kSpot * std::hypot(corners[1].x - corners[0].x, corners[1].y - corners[0].y) / kPatchColumns;
  PatchColors means;
  double unevenness = 0;
  for (size_t i = 0; i < kPatchCount; ++i) {
    Vector3 sum, squares;
    for (const double down : kSpots) {
      for (const double across : kSpots) {
        const double u = (static_cast<double>(i % kPatchColumns) + 0.5 + 0.5 * kEven * across) / kPatchColumns;
        const double v = (static_cast<double>(i / kPatchColumns) + 0.5 + 0.5 * kEven * down) / kPatchRows;
        const auto [x, y] = (*place)(u, v);
        for (size_t c = 0; c < 3; ++c) {
          const double value = picture.MeanAround(c, x * width, y * height, spot);
          sum[c] += value;
          squares[c] += value * value;
        }
      }
    }
    constexpr double kCount = kSpots.size() * kSpots.size();
    means[i] = sum / kCount;
    for (size_t c = 0; c < 3; ++c) unevenness += squares[c] / kCount - means[i][c] * means[i][c];
  }
  return likeness.Of(means, unevenness);
}

// Ways in which corners move together: each by itself, all along, turned, and stretched.
std::vector<ChartCorners> MovesOf(const ChartCorners& corners) {
  std::vector<ChartCorners> moves;
  for (size_t i = 0; i < 4; ++i) {
    moves.emplace_back()[i].x = 1;
    moves.emplace_back()[i].y = 1;
  }
  PicturePoint middle;
  for (const PicturePoint& corner : corners) middle = {middle.x + corner.x / 4, middle.y + corner.y / 4};
  const double reach = std::hypot(corners[0].x - middle.x, corners[0].y - middle.y);
  ChartCorners along_x{}, along_y{}, turned{}, wider{}, higher{};
  for (size_t i = 0; i < 4; ++i) {
    const double x = (corners[i].x - middle.x) / reach, y = (corners[i].y - middle.y) / reach;
    along_x[i] = {1, 0};
    along_y[i] = {0, 1};
    turned[i] = {-y, x};
    wider[i] = {x, 0};
    higher[i] = {0, y};
  }
  moves.insert(moves.end(), {along_x, along_y, turned, wider, higher});
  return moves;
}

// Moves corners as long as the place becomes more likely.
Place Refined(const SmallPicture& picture, const ChartLikeness& likeness, Place place, double first_move,
              double last_move) {
  place.likeness = LookCloser(picture, likeness, place.corners);
  const double patch = std::hypot(place.corners[1].x - place.corners[0].x, place.corners[1].y - place.corners[0].y) /
                       static_cast<double>(kPatchColumns);
  for (double move = first_move; move >= last_move;) {
    bool moved = false;
    for (const ChartCorners& way : MovesOf(place.corners)) {
      for (const double by : {move * patch, -move * patch}) {
        ChartCorners corners = place.corners;
        for (size_t i = 0; i < 4; ++i) corners[i] = {corners[i].x + by * way[i].x, corners[i].y + by * way[i].y};
        const double closer = LookCloser(picture, likeness, corners);
        if (closer <= place.likeness) continue;
        place = {corners, closer};
        moved = true;
        break;
      }
    }
    if (!moved) move /= 2;
  }
  return place;
}

}  // namespace

std::optional<FoundChart> FindChart(const ConstPlanes& density, Extent size) {
  const SmallPicture picture(density, size, kLookedSide);
  const ChartLikeness likeness;
  std::vector<Place> places = FirstLook(picture, likeness).places();
  for (Place& place : places) place = Refined(picture, likeness, place, kFirstMove, kMiddleMove);
  std::stable_sort(places.begin(), places.end(), IsLikelier);
  Place best;
  for (size_t i = 0; i < std::min(places.size(), kClosestLooks); ++i) {
    const Place place = Refined(picture, likeness, places[i], kMiddleMove, kLastMove);
    if (place.likeness > best.likeness) best = place;
  }
  if (best.likeness < kLeastLikeness) return std::nullopt;
  FoundChart found{best.corners, best.likeness};
  for (PicturePoint& corner : found.corners) {
    corner = {corner.x / static_cast<double>(picture.width()), corner.y / static_cast<double>(picture.height())};
  }
  return found;
}

}  // namespace easelight
