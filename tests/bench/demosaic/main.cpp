// How near demosaicing comes to pictures that are known, and how long it takes: as JSON, for tests/bench/demosaic.mjs.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/stopwatch.h"
#include "core/io/raw/demosaic.h"
#include "core/io/raw/mean_demosaic.h"
#include "tests/bench/demosaic/malvar.h"
#include "tests/synthetic/dng.h"
#include "tests/synthetic/libraw_yardstick.h"
#include "tests/synthetic/sharp_chart.h"

namespace easelight {
namespace {

using synthetic::LibRawMethod;
using Mosaic = std::vector<uint16_t>;
using Method = std::function<Mosaic(const ColorFilter& filter, const Mosaic& mosaic)>;

constexpr Extent kSize = {576, 576};
constexpr int kRounds = 5;
// What light is left of each color behind the mask of a color negative.
constexpr Vector3 kMask(1, 0.45, 0.2);

const ColorFilter kBayer = {2, 2, {0, 1, 1, 2}};
const ColorFilter kXTrans = {
    6, 6, {1, 0, 1, 1, 2, 1, 2, 1, 2, 0, 1, 0, 1, 0, 1, 1, 2, 1, 1, 2, 1, 1, 0, 1, 0, 1, 0, 2, 1, 2, 1, 2, 1, 1, 0, 1}};

Mosaic Demosaic(const ColorFilter& filter, const Mosaic& mosaic, bool balanced) {
  ChannelMeans means;
  for (uint32_t y = 0; balanced && y < kSize.height; ++y) {
    means.AddRow(filter, y, std::span(mosaic).subspan(y * kSize.width, kSize.width));
  }
  Demosaicer demosaicer(filter, balanced ? means.Balance() : ChannelBalance());
  Mosaic rgb(3 * mosaic.size());
  const MutableByteSpan bytes(reinterpret_cast<uint8_t*>(rgb.data()), rgb.size() * sizeof(uint16_t));
  for (uint32_t y = 0; y < kSize.height; y += Demosaicer::kMostRows) {
    const uint32_t rows = std::min(Demosaicer::kMostRows, kSize.height - y);
    demosaicer.MakeRows({mosaic.data(), 0, kSize.height, kSize}, y, rows, bytes.subspan(size_t{6} * y * kSize.width));
  }
  return rgb;
}

Mosaic Average(const ColorFilter& filter, const Mosaic& mosaic) {
  Mosaic rgb;
  for (uint32_t i = 0; i < mosaic.size(); ++i) {
    const auto pixel = MeanColors(filter, {mosaic.data(), 0, kSize.height, kSize}, i / kSize.width, i % kSize.width);
    rgb.insert(rgb.end(), pixel.begin(), pixel.end());
  }
  return rgb;
}

Method ByLibRaw(LibRawMethod method) {
  return [=](const ColorFilter& filter, const Mosaic& mosaic) {
    DngSpec spec;
    spec.size = kSize;
    if (filter.rows == 6) spec.x_trans = filter.colors;
    return synthetic::DemosaicByLibRaw(WriteDng(spec, {mosaic.begin(), mosaic.end()}), method);
  };
}

// A picture, and what is left of its colors before they reach the sensor.
struct Scene {
  const char* name;
  synthetic::SharpPicture picture;
  Vector3 gains = Vector3::Constant(1);
};

std::vector<Scene> Scenes() {
  const auto chart = synthetic::SeeSharply(synthetic::SharpChart, kSize);
  const auto film = [](const synthetic::FilmStock& stock) {
    return synthetic::SeeSharply(synthetic::GrainyNegative(stock, 0.03), kSize);
  };
  return {{"chart", chart},
          {"color", film(synthetic::AmateurFilm())},
          {"silver", film(synthetic::SilverFilm())},
          {"masked", chart, kMask}};
}

double Judge(const Method& method, const ColorFilter& filter, const Scene& scene) {
  Mosaic mosaic = MosaicOf(scene.picture, filter);
  for (uint32_t i = 0; i < mosaic.size(); ++i) {
    const double gain = scene.gains[filter.ColorAt(i / kSize.width, i % kSize.width)];
    mosaic[i] = static_cast<uint16_t>(mosaic[i] * gain + 0.5);
  }
  Mosaic rgb = method(filter, mosaic);
  for (size_t i = 0; i < rgb.size(); ++i) {
    rgb[i] = static_cast<uint16_t>(std::min(65535.0, rgb[i] / scene.gains[i % 3] + 0.5));
  }
  return PeakSignalToNoise(scene.picture, rgb);
}

double Sharpness(const Method& method, const ColorFilter& filter) {
  const auto edge = synthetic::SeeSharply(synthetic::SlantedEdge(kSize), kSize);
  return synthetic::HalfContrastFrequency(kSize, method(filter, MosaicOf(edge, filter)));
}

// The fastest of several rounds, in nanoseconds a pixel.
double Time(const Method& method, const ColorFilter& filter, const Scene& scene) {
  const Mosaic mosaic = MosaicOf(scene.picture, filter);
  double least = 1e9;
  for (int i = 0; i < kRounds; ++i) {
    Stopwatch watch;
    method(filter, mosaic);
    least = std::min(least, watch.Lap());
  }
  return least * 1e6 / static_cast<double>(kSize.pixels());
}

void Run() {
  const std::vector<Scene> scenes = Scenes();
  const auto ours = [](bool balanced) {
    return [balanced](const ColorFilter& filter, const Mosaic& mosaic) { return Demosaic(filter, mosaic, balanced); };
  };
  const auto malvar = [](const ColorFilter& filter, const Mosaic& mosaic) {
    return DemosaicByMalvar(filter, kSize, mosaic);
  };
  const std::vector<std::tuple<const char*, const char*, Method>> methods = {
      {"bayer", "ours", ours(true)},
      {"bayer", "unbalanced", ours(false)},
      {"bayer", "malvar", malvar},
      {"bayer", "ppg", ByLibRaw(LibRawMethod::kAdaptive)},
      {"bayer", "ahd", ByLibRaw(LibRawMethod::kDirectional)},
      {"bayer", "dht", ByLibRaw(LibRawMethod::kTrueColor)},
      {"x-trans", "ours", ours(true)},
      {"x-trans", "unbalanced", ours(false)},
      {"x-trans", "mean", Average},
      {"x-trans", "one-pass", ByLibRaw(LibRawMethod::kAdaptive)},
      {"x-trans", "three-passes", ByLibRaw(LibRawMethod::kDirectional)},
  };
  std::string text = "[";
  for (const auto& [sensor, name, method] : methods) {
    const ColorFilter& filter = sensor == std::string("bayer") ? kBayer : kXTrans;
    text += std::string(text.size() > 1 ? "," : "") + "\n{\"sensor\": \"" + sensor + "\", \"method\": \"" + name + "\"";
    for (const Scene& scene : scenes) {
      text += std::string(", \"") + scene.name + "\": " + std::to_string(Judge(method, filter, scene));
    }
    text += ", \"sharpness\": " + std::to_string(Sharpness(method, filter));
    text += ", \"nanoseconds\": " + std::to_string(Time(method, filter, scenes[0])) + "}";
  }
  std::printf("%s\n]\n", text.c_str());
}

}  // namespace
}  // namespace easelight

int main() { easelight::Run(); }
