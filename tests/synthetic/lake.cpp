// The lake: hills, a house, a boat and two people in the evening sun; the editor's sample picture.
#include "tests/synthetic/brush.h"
#include "tests/synthetic/scene.h"

namespace easelight::synthetic {
namespace {

constexpr double kShore = 0.56;

// Low sun from the left: how much of it a slope facing `facing` (0..1) gets.
double Sun(double facing) { return 0.35 + 0.9 * facing; }

Vector3 SkyAndClouds(double x, double y) {
  const Vector3 clear = Mix(Vector3(0.95, 0.80, 0.62), Vector3(0.17, 0.35, 0.75), Step(0.34, 0.42, 0.62 - y));
  // Clouds flatten towards the horizon.
  const double distance = 0.62 - y;
  const double u = (x - 0.75) / (0.35 + distance) * 1.4;
  const double v = 1.1 / (0.18 + distance);
  const double cover = FractalNoise(2.2 * u + 3.0, 2.2 * v, 6, 100);
  const double lit = FractalNoise(2.2 * u + 2.9, 2.2 * v + 0.12, 4, 100);
  const Vector3 cloud =
      Mix(Vector3(0.62, 0.62, 0.70), Vector3(1.55, 1.42, 1.25), std::clamp(0.5 + 3.0 * (cover - lit), 0.0, 1.0));
  return Mix(clear, cloud, 0.9 * Step(0.58, 0.15, cover));
}

// A range of hills with its top at `top`, seen through `haze`.
double Ridge(double x, double top, double height, double size, uint32_t seed) {
  return top - height * (FractalNoise(x / size, 0.5, 5, seed) - 0.5);
}

// Land above the shore line: far and near hills, woods, meadow, the house.
Vector3 Land(double x, double y) {
  Vector3 light = SkyAndClouds(x, y);
  const double far_ridge = Ridge(x, 0.38, 0.30, 0.5, 110);
  const double far_shade = FractalNoise(9.0 * x + 4.0 * y, 14.0 * y, 5, 111);
  const Vector3 rock = Mix(Vector3(0.16, 0.20, 0.30), Vector3(0.50, 0.45, 0.46), Step(0.5, 0.2, far_shade));
  light = Mix(light, Mix(rock, Gray(1.0), 0.85 * Step(0.56, 0.08, far_shade) * Step(y, 0.05, 0.36)),
              Step(far_ridge, 0.003, y));
  const double near_ridge = Ridge(x + 3.0, 0.47, 0.16, 0.35, 112) - 0.10 * Step(x, 0.5, 0.35);
  const Vector3 woods =
      Foliage(x, y, 0.007, 113) * 0.8 * Sun(FractalNoise(5.0 * x, 7.0 * y, 3, 115)) + Vector3(0.012, 0.018, 0.028);
  light = Mix(light, woods, Step(near_ridge, 0.004, y));
  const double meadow_top = 0.525 - 0.03 * FractalNoise(4.0 * x, 0.0, 3, 116);
  const Vector3 meadow =
      Mix(Vector3(0.22, 0.27, 0.06), Vector3(0.38, 0.33, 0.12), FractalNoise(15.0 * x, 80.0 * y, 4, 117));
  light = Mix(light, meadow, Step(meadow_top, 0.003, y));
  // The house: sunlit gable, shaded side, red roof, windows, a chimney.
  light = Mix(light, Vector3(0.95, 0.90, 0.80), Box(x, y, 1.03, 0.475, 1.08, 0.54));
  light = Mix(light, Vector3(0.30, 0.31, 0.36), Box(x, y, 1.08, 0.475, 1.17, 0.54));
  const double slope = std::abs(x - 1.055);
  light = Mix(light, Vector3(0.95, 0.90, 0.80), Box(x, y, 1.03, 0.44 + 1.3 * slope, 1.08, 0.48));
  light = Mix(light, Vector3(0.42, 0.075, 0.045), Box(x - 0.3 * (0.476 - y), y, 1.062, 0.438, 1.172, 0.478));
  light = Mix(light, Gray(0.18), Box(x, y, 1.125, 0.425, 1.137, 0.45));
  for (const double window : {1.045, 1.095, 1.115, 1.14})
    light = Mix(light, Gray(0.02), Box(x, y, window, 0.495, window + 0.011, 0.512, 0.002));
  // Trees by the house.
  for (const double tree : {0.98, 1.21, 1.26}) {
    const double crown =
        Disc(x + 0.012 * (FractalNoise(60.0 * x, 60.0 * y, 3, 118) - 0.5), y, tree, 0.495, 0.026, 0.05, 0.25);
    light = Mix(light, Foliage(x, y, 0.004, 119) * 0.7 * Sun(std::clamp((tree + 0.02 - x) * 25.0, 0.0, 1.0)), crown);
  }
  return light;
}

Vector3 Water(double x, double y) {
  const double depth = y - kShore;
  // Ripples stretch with nearness; they bend what is mirrored, more in depth than across.
  const double nearness = 0.02 + depth;
  const double ripple = FractalNoise(x / nearness * 0.35, 9.0 * std::sqrt(nearness) * 6.0 + 0.0, 1, 120);
  const double wave = FractalNoise(3.0 * x / (0.3 + nearness), 1.4 / nearness, 5, 121) - 0.5;
  const double mirrored_y = kShore - 0.92 * depth - 0.10 * wave * std::sqrt(nearness) - 0.004 * ripple;
  const Vector3 mirror = Land(x + 0.05 * wave * nearness, std::max(mirrored_y, 0.0));
  const double reflect = 0.72 - 0.45 * depth;
  const Vector3 below(0.010, 0.028, 0.032);
  const Vector3 glint = Gray(2.5) * Step(0.30, 0.02, wave) * Step(x, 0.3, 0.55);
  return mirror * reflect + below + glint * 0.6;
}

// A wooden pier in the foreground with a boy and a girl, seen from behind.
Vector3 Pier(double x, double y, const Vector3& behind) {
  Vector3 light = behind;
  const double left = 0.52 - 0.75 * (y - 0.74);
  const double right = 0.60 + 0.42 * (y - 0.74);
  const double depth = 1.0 / (y - 0.60);
  const double plank = depth * 5.0;
  Vector3 wood = Vector3(0.34, 0.25, 0.17) * (0.65 + 0.6 * FractalNoise(80.0 * x, 2.0 * plank, 3, 130));
  if (plank - std::floor(plank) < 0.10) wood = Vector3(0.015, 0.012, 0.010);
  light = Mix(light, wood, Box(x, y, left, 0.74, right, 1.2, 0.004));
  for (const double post : {0.505, 0.612}) {
    light = Mix(light, Vector3(0.11, 0.075, 0.05) * (0.6 + 8.0 * std::clamp(post + 0.012 - x, 0.0, 0.1)),
                Box(x, y, post - 0.011, 0.69, post + 0.011, 0.80));
  }
  return light;
}

// Someone standing: hair, skin, a shirt, trousers; the light comes from the left.
Vector3 Person(double x, double y, double cx, double foot, double height, const Vector3& shirt, const Vector3& trousers,
               const Vector3& hair, const Vector3& behind) {
  const double u = (x - cx) / height;
  const double v = (foot - y) / height;  // 0 at the feet, 1 at the top of the head.
  const double shade = std::clamp(0.62 - 4.2 * u, 0.16, 1.15);
  const double folds = 0.8 + 0.4 * FractalNoise(25.0 * u + 7.0, 14.0 * v, 3, 140);
  Vector3 light = behind;
  const Vector3 skin = Patch(0, 1) * shade;
  for (const double side : {-1.0, 1.0}) {
    light = Mix(light, Gray(0.05) * shade, Limb(u, v, side * 0.050, 0.018, side * 0.066, 0.012, 0.024, 0.020));
    light = Mix(light, trousers * shade * folds, Limb(u, v, side * 0.046, 0.46, side * 0.052, 0.05, 0.052, 0.032));
    light = Mix(light, skin, Limb(u, v, side * 0.118, 0.74, side * 0.140, 0.60, 0.034, 0.026));
    light = Mix(light, skin, Limb(u, v, side * 0.140, 0.60, side * 0.134, 0.45, 0.026, 0.021));
  }
  light = Mix(light, skin, Limb(u, v, 0.0, 0.86, 0.0, 0.79, 0.028, 0.030));
  light = Mix(light, trousers * shade * folds, Limb(u, v, -0.03, 0.485, 0.03, 0.485, 0.062, 0.062));
  const double trunk = std::max(Limb(u, v, -0.052, 0.735, -0.034, 0.53, 0.060, 0.056),
                                Limb(u, v, 0.052, 0.735, 0.034, 0.53, 0.060, 0.056));
  const double sleeves = std::max(Limb(u, v, -0.085, 0.755, -0.134, 0.665, 0.044, 0.042),
                                  Limb(u, v, 0.085, 0.755, 0.134, 0.665, 0.044, 0.042));
  light =
      Mix(light, shirt * shade * folds, std::max({trunk, sleeves, Limb(u, v, -0.05, 0.76, 0.05, 0.76, 0.042, 0.042)}));
  light = Mix(light, skin, Disc(u, v, 0.0, 0.90, 0.056, 0.072, 0.08));
  const Vector3 strands = hair * (0.4 + shade) * (0.6 + 0.8 * FractalNoise(80.0 * u + 9.0, 10.0 * v, 3, 141));
  return Mix(light, strands, Disc(u, v, 0.003, 0.922, 0.061, 0.070, 0.10));
}

// A small sailing boat on the lake.
Vector3 Boat(double x, double y, const Vector3& behind) {
  Vector3 light = behind;
  const double u = x - 0.26;
  const double sail = y - 0.48;
  if (sail > 0.0 && y < 0.625) {
    const double cloth = 0.85 + 0.3 * FractalNoise(30.0 * x, 12.0 * y, 2, 150);
    light = Mix(light, Vector3(1.25, 1.15, 1.0) * cloth, Box(u, y, 0.004, 0.48, 0.004 + 0.52 * sail, 0.625, 0.002));
    light = Mix(light, Vector3(0.85, 0.16, 0.05) * cloth, Box(u, y, -0.004 - 0.34 * sail, 0.50, -0.004, 0.62, 0.002));
  }
  light = Mix(light, Gray(0.25), Box(u, y, -0.003, 0.465, 0.003, 0.635, 0.002));
  const double keel = std::clamp((y - 0.632) * 1.5, 0.0, 0.1);
  return Mix(light, Vector3(0.06, 0.14, 0.36), Box(u, y, -0.085 + keel, 0.632, 0.095 - keel, 0.655, 0.002));
}

// Reeds at the lower right, flowers among them.
Vector3 Reeds(double x, double y, const Vector3& behind) {
  const double edge = 0.93 - 0.22 * Step(1.1, 0.5, x) - 0.10 * FractalNoise(45.0 * x, 0.3, 4, 160);
  Vector3 light = Mix(behind, Foliage(x * 2.2, y * 0.55, 0.012, 161) * 1.5 + Vector3(0.003, 0.004, 0.001),
                      Step(edge, 0.012, y) * Step(0.86, 0.06, x));
  if (y < edge + 0.02 || x < 0.92) return light;
  const double u = x * 34.0;
  const double v = y * 34.0;
  const auto column = static_cast<uint32_t>(u);
  const auto row = static_cast<uint32_t>(v);
  if (Uniform(column, row, 162) < 0.62) return light;
  const double cu = column + 0.3 + 0.4 * Uniform(column, row, 163);
  const double cv = row + 0.3 + 0.4 * Uniform(column, row, 164);
  const double size = 0.10 + 0.13 * Uniform(column, row, 166);
  static const Vector3 kPetals[] = {{0.80, 0.07, 0.09}, {0.92, 0.66, 0.05}, {0.92, 0.88, 0.86}, {0.34, 0.16, 0.55}};
  const Vector3& petal = kPetals[Hash(column, row, 165) % 4];
  return Mix(light, petal * (1.15 - 0.6 * (u - cu + 0.5)), Disc(u, v, cu, cv, size, 0.8 * size, 0.5));
}

// A color chart that leans on the pier's post, as a photographer would put one.
Vector3 ChartOnPier(double x, double y, const Vector3& behind) {
  Vector3 light = behind;
  const double u = (x - 0.535) / 0.105;
  const double v = (y - 0.885) / 0.072;
  Vector3 patch;
  if (ChartAt(u, v, patch)) light = patch * 0.8;
  return light;
}

}  // namespace

Vector3 LakeLight(double x, double y) {
  Vector3 light = y < kShore ? Land(x, y) : Water(x, y);
  light = Boat(x, y, light);
  light = Pier(x, y, light);
  light = Person(x, y, 0.475, 0.93, 0.40, Vector3(0.75, 0.58, 0.06), Vector3(0.05, 0.08, 0.20),
                 Vector3(0.16, 0.08, 0.03), light);
  light = Person(x, y, 0.665, 0.94, 0.34, Vector3(0.62, 0.07, 0.10), Vector3(0.55, 0.53, 0.48),
                 Vector3(0.02, 0.014, 0.010), light);
  light = ChartOnPier(x, y, light);
  return Reeds(x, y, light);
}

}  // namespace easelight::synthetic
