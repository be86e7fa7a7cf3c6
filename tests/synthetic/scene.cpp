#include "tests/synthetic/scene.h"

#include "tests/synthetic/brush.h"

namespace easelight::synthetic {
namespace {

const Vector3 kDaylight(1.0, 1.0, 1.0);
const Vector3 kOpenShade(0.80, 1.0, 1.25);
const Vector3 kTungsten(1.65, 1.0, 0.52);
const Vector3 kFluorescent(0.90, 1.12, 0.85);

Vector3 Chart(double x, double y) {
  Vector3 light = Gray(0.10 + 0.05 * FractalNoise(8.0 * x, 8.0 * y, 3, 1));
  ChartAt((x - 0.15) / 1.2, (y - 0.1) / 0.8, light);
  return light;
}

// A face by a window: skin from light to shade, dark hair, a shirt, a plain wall.
Vector3 Portrait(double x, double y) {
  Vector3 light = Gray(0.22 + 0.06 * FractalNoise(4.0 * x, 4.0 * y, 2, 2)) * (1.2 - 0.5 * x);
  light = Mix(light, Vector3(0.10, 0.14, 0.30), Disc(x, y, 0.75, 1.15, 0.55, 0.4));
  light = Mix(light, Gray(0.85), Disc(x, y, 0.75, 1.0, 0.10, 0.18));
  light = Mix(light, Vector3(0.03, 0.02, 0.015) * (0.5 + FractalNoise(40.0 * x, 8.0 * y, 3, 3)),
              Disc(x, y, 0.75, 0.36, 0.27, 0.32));
  const double shade = std::clamp(1.25 - 1.3 * (x - 0.5), 0.18, 1.25);
  const Vector3 skin = Patch(0, 1) * (1.0 + 0.1 * (FractalNoise(30.0 * x, 30.0 * y, 3, 4) - 0.5));
  light = Mix(light, skin * shade, Disc(x, y, 0.75, 0.45, 0.20, 0.28));
  light = Mix(light, Vector3(0.35, 0.08, 0.07) * shade, Disc(x, y, 0.75, 0.6, 0.06, 0.02));
  for (const double eye : {0.67, 0.83}) light = Mix(light, Gray(0.01), Disc(x, y, eye, 0.40, 0.025, 0.015));
  return light;
}

// Leaves nearly everywhere, a path, flowers, a glimpse of sky.
Vector3 Forest(double x, double y) {
  Vector3 light = Foliage(x, y, 0.02, 10);
  light = Mix(light, Vector3(0.22, 0.17, 0.12), Disc(x, y, 0.8, 1.05, 0.25, 0.3, 0.3));
  light = Mix(light, Sky(0.1) * 1.6, Step(0.62, 0.05, FractalNoise(5.0 * x, 5.0 * y, 4, 12)) * Step(y, 0.1, 0.25));
  if (Uniform(static_cast<uint32_t>(60.0 * x), static_cast<uint32_t>(60.0 * y), 13) > 0.985) light = Patch(2, 2) * 1.2;
  return light;
}

// Blue above and blue below, with a strip of sand and a white sail.
Vector3 Sea(double x, double y) {
  Vector3 light = Sky(1.0 - y / 0.5) * 1.1;
  light = Mix(light, Gray(1.5), 0.7 * Step(0.6, 0.15, FractalNoise(3.0 * x, 9.0 * y, 5, 20)));
  const Vector3 water =
      Mix(Vector3(0.03, 0.13, 0.25), Vector3(0.10, 0.30, 0.38), FractalNoise(6.0 * x, 60.0 * y, 4, 21));
  light = Mix(light, water, Step(0.5, 0.003, y));
  light = Mix(light, Vector3(0.62, 0.52, 0.38) * (0.8 + 0.3 * FractalNoise(90.0 * x, 90.0 * y, 2, 22)),
              Step(0.86 + 0.05 * x, 0.01, y));
  light = Mix(light, Gray(1.1), Box(x, y, 0.5, 0.33, 0.5 + 0.25 * (y - 0.33), 0.54));
  light = Mix(light, Patch(2, 2), Box(x, y, 0.46, 0.54, 0.60, 0.57));
  return light;
}

// High key: sunlit snow with blue shadows, a hut, dark firs.
Vector3 Snow(double x, double y) {
  const double ridge = 0.30 + 0.15 * FractalNoise(3.0 * x, 0.5, 4, 30);
  Vector3 light = Sky(1.1 - y) * 0.9;
  const double slope = FractalNoise(5.0 * x, 9.0 * y, 5, 31);
  const Vector3 snow = Mix(Vector3(0.42, 0.50, 0.66), Gray(1.05), Step(0.45, 0.2, slope));
  light = Mix(light, snow, Step(ridge, 0.006, y));
  light = Mix(light, Vector3(0.015, 0.03, 0.02),
              Step(0.63, 0.03, FractalNoise(25.0 * x, 4.0 * y, 3, 32)) * Box(x, y, 0, 0.42, 1.5, 0.6));
  light = Mix(light, Vector3(0.16, 0.08, 0.04), Box(x, y, 0.9, 0.55, 1.15, 0.75));
  return light;
}

// Low key: a street after dark, lit windows, lamps and their pools of light.
Vector3 Night(double x, double y) {
  Vector3 light = Vector3(0.002, 0.003, 0.006) * (1.0 + y);
  const double facade = Box(x, y, 0.05, 0.25, 0.6, 0.8) + Box(x, y, 0.85, 0.15, 1.4, 0.8);
  light =
      Mix(light, Vector3(0.02, 0.017, 0.014) * (0.5 + FractalNoise(60.0 * x, 60.0 * y, 2, 40)), std::min(facade, 1.0));
  light = Mix(light, Vector3(0.03, 0.027, 0.025) * (0.4 + 1.2 * FractalNoise(40.0 * x, 90.0 * y, 3, 41)),
              Step(0.8, 0.004, y));
  const double u = 14.0 * x;
  const double v = 12.0 * y;
  const bool lit = Uniform(static_cast<uint32_t>(u), static_cast<uint32_t>(v), 42) > 0.7;
  if (lit && facade > 0.5 && u - std::floor(u) > 0.4 && v - std::floor(v) > 0.4) light = Vector3(0.9, 0.62, 0.30);
  for (const double lamp : {0.72, 1.45}) {
    const double dx = x - lamp;
    const double dy = y - 0.45;
    light += Vector3(0.012, 0.010, 0.007) / (dx * dx + dy * dy + 0.004);
    light = Mix(light, Gray(8.0), Disc(x, y, lamp, 0.45, 0.012, 0.012));
  }
  return light + Vector3(0.25, 0.02, 0.01) * Disc(x, y, 0.35, 0.85, 0.03, 0.015);
}

// Someone in front of a bright window: most of the picture is either bright or in shade.
Vector3 Backlit(double x, double y) {
  Vector3 light = Gray(0.05 + 0.03 * FractalNoise(6.0 * x, 6.0 * y, 3, 50));
  const double window = Box(x, y, 0.3, 0.05, 1.2, 0.75);
  Vector3 outside = Mix(Sky(0.6) * 4.0, Foliage(x, y, 0.02, 51) * 4.0 + Gray(0.1), Step(0.4, 0.02, y));
  outside = Mix(outside, Gray(6.0), Step(0.6, 0.1, FractalNoise(4.0 * x, 7.0 * y, 4, 52)) * Step(y, 0.05, 0.35));
  light = Mix(light, outside, window);
  light = Mix(light, Gray(0.2), Box(x, y, 0.74, 0.05, 0.77, 0.75));
  light = Mix(light, Vector3(0.06, 0.02, 0.03), Disc(x, y, 0.75, 1.0, 0.3, 0.38));
  light = Mix(light, Patch(0, 1) * 0.16, Disc(x, y, 0.75, 0.48, 0.11, 0.15));
  return Mix(light, Patch(0, 0) * 0.05, Disc(x, y, 0.75, 0.38, 0.12, 0.09));
}

// A room under lamps: wood, a white cloth, fruit.
Vector3 Room(double x, double y) {
  const double lamp = 1.0 / (0.35 + 1.5 * ((x - 0.4) * (x - 0.4) + (y - 0.1) * (y - 0.1)));
  Vector3 light = Vector3(0.35, 0.31, 0.25) * (0.8 + 0.2 * FractalNoise(5.0 * x, 5.0 * y, 3, 60));
  light = Mix(light, Vector3(0.13, 0.07, 0.035) * (0.6 + 0.8 * FractalNoise(6.0 * x, 50.0 * y, 4, 61)),
              Step(0.62, 0.004, y));
  light =
      Mix(light, Gray(0.8) * (0.9 + 0.1 * FractalNoise(20.0 * x, 20.0 * y, 2, 62)), Disc(x, y, 0.75, 0.85, 0.4, 0.14));
  light = Mix(light, Patch(2, 2), Disc(x, y, 0.62, 0.78, 0.06, 0.06));
  light = Mix(light, Patch(1, 0), Disc(x, y, 0.78, 0.77, 0.06, 0.06));
  light = Mix(light, Patch(1, 4), Disc(x, y, 0.70, 0.84, 0.05, 0.05));
  light = Mix(light, Vector3(0.02, 0.02, 0.03), Box(x, y, 1.1, 0.2, 1.35, 0.62));
  return light * lamp * 0.5;
}

// Fog: everything within two stops.
Vector3 Fog(double x, double y) {
  const double tree =
      Step(0.55, 0.05, FractalNoise(12.0 * x, 3.0 * y, 4, 70)) * Step(0.3, 0.1, y) * Step(y, 0.05, 0.75);
  const Vector3 air = Vector3(0.46, 0.48, 0.50) * (1.1 - 0.25 * y);
  const Vector3 ground = Mix(Vector3(0.22, 0.24, 0.18), air, 0.55);
  return Mix(Mix(air, ground, Step(0.7, 0.08, y)), Vector3(0.16, 0.18, 0.18), 0.8 * tree);
}

// Overcast city: grays, with a red bus and a few signs.
Vector3 Street(double x, double y) {
  Vector3 light = Vector3(1.0, 1.05, 1.1) * (1.3 - 0.4 * FractalNoise(2.0 * x, 4.0 * y, 3, 80));
  for (int i = 0; i < 5; ++i) {
    const double left = 0.32 * i - 0.05;
    const double top = 0.12 + 0.25 * Uniform(static_cast<uint32_t>(i), 0, 81);
    Vector3 wall = Mix(Vector3(0.30, 0.22, 0.17), Gray(0.42), Uniform(static_cast<uint32_t>(i), 1, 81));
    wall *= 0.5 + 0.5 * FractalNoise(20.0 * x, 20.0 * y, 3, 82);
    const double u = 30.0 * x;
    const double v = 22.0 * y;
    if (u - std::floor(u) > 0.5 && v - std::floor(v) > 0.45)
      wall = Gray(0.02 + 0.1 * Uniform(static_cast<uint32_t>(u), static_cast<uint32_t>(v), 83));
    light = Mix(light, wall, Box(x, y, left, top, left + 0.31, 0.75));
  }
  light = Mix(light, Gray(0.16) * (0.7 + 0.5 * FractalNoise(50.0 * x, 80.0 * y, 3, 84)), Step(0.74, 0.004, y));
  light = Mix(light, Patch(2, 2), Box(x, y, 0.55, 0.55, 0.95, 0.82));
  light = Mix(light, Gray(0.05), Box(x, y, 0.58, 0.6, 0.92, 0.67));
  return Mix(light, Patch(2, 3), Box(x, y, 1.2, 0.5, 1.3, 0.56));
}

// Red and orange nearly everywhere: bricks with a gray window and a person.
Vector3 Bricks(double x, double y) {
  const double v = y * 24.0;
  const double u = x * 10.0 + (static_cast<int>(v) % 2 == 0 ? 0.5 : 0.0);
  const bool mortar = u - std::floor(u) < 0.08 || v - std::floor(v) < 0.16;
  const double age = Uniform(static_cast<uint32_t>(u), static_cast<uint32_t>(v), 90);
  Vector3 light = mortar ? Gray(0.30) : Vector3(Mix(Vector3(0.28, 0.09, 0.05), Vector3(0.42, 0.17, 0.10), age));
  light *= 0.6 + 0.5 * FractalNoise(30.0 * x, 30.0 * y, 3, 91);
  light = Mix(light, Gray(0.75), Box(x, y, 0.95, 0.15, 1.3, 0.6));
  light = Mix(light, Gray(0.03), Box(x, y, 0.98, 0.19, 1.27, 0.56));
  light = Mix(light, Vector3(0.05, 0.08, 0.20), Disc(x, y, 0.5, 1.0, 0.17, 0.38));
  return Mix(light, Patch(0, 1), Disc(x, y, 0.5, 0.52, 0.08, 0.1));
}

}  // namespace

std::span<const Scene> Scenes() {
  static const Scene scenes[] = {{"lake", LakeLight, kDaylight},
                                 {"chart", Chart, kDaylight},
                                 {"portrait", Portrait, kDaylight},
                                 {"forest", Forest, kDaylight},
                                 {"sea", Sea, kDaylight},
                                 {"snow", Snow, kDaylight},
                                 {"night", Night, kDaylight},
                                 {"backlit", Backlit, kDaylight},
                                 {"room", Room, kTungsten},
                                 {"fog", Fog, kDaylight},
                                 {"street", Street, kOpenShade},
                                 {"bricks", Bricks, kDaylight},
                                 {"chart-shade", Chart, kOpenShade},
                                 {"portrait-lamp", Portrait, kFluorescent}};
  return scenes;
}

const Scene& FindScene(std::string_view name) {
  for (const Scene& scene : Scenes()) {
    if (scene.name == name) return scene;
  }
  return Scenes().front();
}

Vector3 Picture::at(uint32_t x, uint32_t y) const {
  const float* pixel = rgb.data() + (size_t{y} * size.width + x) * 3;
  return {pixel[0], pixel[1], pixel[2]};
}

Picture TakePicture(SceneLight light, Extent size) {
  Picture picture{size, std::vector<float>(static_cast<size_t>(size.pixels()) * 3)};
  float* out = picture.rgb.data();
  for (uint32_t y = 0; y < size.height; ++y) {
    for (uint32_t x = 0; x < size.width; ++x) {
      const Vector3 rgb = light(1.5 * (x + 0.5) / size.width, (y + 0.5) / size.height);
      for (int c = 0; c < 3; ++c) *out++ = static_cast<float>(rgb[c]);
    }
  }
  return picture;
}

}  // namespace easelight::synthetic
