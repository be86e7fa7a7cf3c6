// color_bench FOLDER: develops every negative of a folder by the automatic start, and by two simple rivals, and scores
// them against their scenes; JSON on standard output. Without FOLDER: the project's own synthetic negatives.
//
// A negative is NAME.tif with NAME-truth.png (the scene) and NAME.json (its facts: where the picture lies in the scan,
// the film, the scanner).
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "core/analysis/auto_start.h"
#include "core/english/english.h"
#include "core/film/input_stage.h"
#include "core/io/decoder.h"
#include "core/io/local_file.h"
#include "core/recipe/film_figures.h"
#include "core/recipe/json.h"
#include "core/recipe/presets.h"
#include "tests/bench/color/judge.h"
#include "tests/synthetic/first_print.h"

namespace easelight::bench {
namespace {

using synthetic::DensityPlanes;

template <typename T>
T Needed(StatusOr<T> value, const std::string& what) {
  if (value.ok()) return std::move(value).value();
  std::fprintf(stderr, "color_bench: %s: %s\n", what.c_str(), EnglishText(value.status()).c_str());
  std::exit(1);
}

// The linear light of a whole file, its codes taken as `encoding`.
LightPicture ReadLight(const std::string& path, const TransferCurve& encoding) {
  auto source = Needed(LocalFileSource::Open(path), path);
  auto decoder = Needed(OpenScan(*source), path);
  const ScanInfo& info = decoder->info();
  auto stage = std::make_unique<InputStage>();
  if (!stage
           ->Compile(GradeFromRecipe(DefaultRecipe(FilmKind::kColorNegative), {AllChannels(encoding), {}, {}, {}}),
                     info.format)
           .ok())
    std::exit(1);
  LightPicture picture{info.size, {}};
  std::array<std::vector<float>, 3> planes;
  std::vector<uint8_t> rows(info.row_bytes() * 64);
  while (const uint32_t count = Needed(decoder->ReadRows(rows), path)) {
    const size_t pixels = size_t{count} * info.size.width;
    for (auto& plane : planes) plane.resize(pixels);
    stage->LinearFromCodes(rows.data(), info.channels, pixels, {planes[0].data(), planes[1].data(), planes[2].data()});
    for (size_t i = 0; i < pixels; ++i) picture.pixels.emplace_back(planes[0][i], planes[1][i], planes[2][i]);
  }
  return picture;
}

DensityPlanes DensitiesOf(const LightPicture& scan) {
  DensityPlanes planes{scan.size, {}};
  for (size_t c = 0; c < 3; ++c) {
    for (const Vector3& light : scan.pixels) planes.planes[c].push_back(static_cast<float>(light[c]));
    DensityFromTransmittance(planes.planes[c].data(), planes.planes[c].size());
  }
  return planes;
}

LightPicture Part(const LightPicture& picture, const PixelRect& part) {
  LightPicture cut{part.extent(), {}};
  for (uint32_t y = part.y; y < part.y + part.height; ++y) {
    const auto row = picture.pixels.begin() + static_cast<ptrdiff_t>(size_t{y} * picture.size.width + part.x);
    cut.pixels.insert(cut.pixels.end(), row, row + part.width);
  }
  return cut;
}

// What is known of one negative.
struct Negative {
  std::string name;
  LightPicture scan;
  LightPicture scene;
  PixelRect frame;
  std::string setup;
  std::string stock;
  std::optional<PixelRect> card;  // A gray card in the scan.
};

LightPicture Developed(const Negative& negative, const DensityPlanes& density, const std::string& setup,
                       const std::string& stock) {
  Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  recipe.names.setup = setup;
  recipe.names.stock = stock;
  auto scratch = std::make_unique<DensityGrid>();
  recipe.density = AutomaticStart(recipe.film, density.view(), density.size, recipe, {}, *scratch).density;
  return {negative.scan.size, synthetic::Print(recipe, density)};
}

double Percentile(std::vector<double> values, double fraction) {
  const auto at = values.begin() + static_cast<ptrdiff_t>(fraction * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// A rival: each channel of the frame inverted and stretched between its ends, as pictures of sRGB.
LightPicture Stretched(const LightPicture& frame) {
  LightPicture picture{frame.size, {}};
  std::array<double, 3> low, high;
  for (size_t c = 0; c < 3; ++c) {
    std::vector<double> values;
    for (const Vector3& light : frame.pixels) values.push_back(light[c]);
    low[c] = Percentile(values, 0.005);
    high[c] = Percentile(values, 0.995);
  }
  for (const Vector3& light : frame.pixels) {
    Vector3 positive;
    for (size_t c = 0; c < 3; ++c) {
      const double code = std::clamp((high[c] - light[c]) / std::max(high[c] - low[c], 1e-6), 0.0, 1.0);
      positive[c] = TransferCurve::Srgb().LinearFromEncoded(code);
    }
    picture.pixels.push_back(positive);
  }
  return picture;
}

// The other rival: the film base divided out (the clearest twentieth of a percent of the frame), and one gamma.
LightPicture BaseDivided(const LightPicture& frame) {
  constexpr double kFilmGamma = 0.6;
  LightPicture picture{frame.size, {}};
  std::array<double, 3> base;
  for (size_t c = 0; c < 3; ++c) {
    std::vector<double> values;
    for (const Vector3& light : frame.pixels) values.push_back(light[c]);
    base[c] = Percentile(std::move(values), 0.9995);
  }
  std::vector<double> brightest;
  for (const Vector3& light : frame.pixels) {
    Vector3 positive;
    for (size_t c = 0; c < 3; ++c) positive[c] = std::pow(base[c] / std::max(light[c], 1e-6), 1.0 / kFilmGamma);
    brightest.push_back(std::max({positive[0], positive[1], positive[2]}));
    picture.pixels.push_back(positive);
  }
  const double white = Percentile(std::move(brightest), 0.995);
  for (Vector3& light : picture.pixels) light = Min(light / white, 1.0);
  return picture;
}

Json JsonOf(const Score& score) {
  return Json::Object{
      {"difference", score.difference}, {"cast", score.cast}, {"chroma", score.chroma}, {"stops", score.stops}};
}

Json Scored(const Negative& negative) {
  const DensityPlanes density = DensitiesOf(negative.scan);
  Json result = Json::Object{{"name", negative.name}, {"setup", negative.setup}};
  const auto add = [&](const std::string& how, const std::string& setup, const std::string& stock) {
    const LightPicture developed = Developed(negative, density, setup, stock);
    const Score score = Judge(Part(developed, negative.frame), negative.scene);
    Json& scores = result.Set(how, JsonOf(score));
    if (negative.card) scores.Set("card", ChromaOf(developed, *negative.card, score.stops));
  };
  add("guessed", "", "");
  add("given", negative.setup, "");
  if (FindFilmStock(negative.stock) != nullptr) add("stock", negative.setup, negative.stock);
  const LightPicture frame = Part(negative.scan, negative.frame);
  result.Set("stretch", JsonOf(Judge(Stretched(frame), negative.scene)));
  result.Set("divide", JsonOf(Judge(BaseDivided(frame), negative.scene)));
  return result;
}

PixelRect RectOf(const Json& json) {
  const auto at = [&](size_t i) { return static_cast<uint32_t>(*(*json.array())[i].number()); };
  return {at(0), at(1), at(2), at(3)};
}

// The facts call films by other names.
std::string StockName(std::string name) {
  std::replace(name.begin(), name.end(), '_', '-');
  static const std::array<std::array<std::string, 2>, 6> kOthers = {{{"fujifilm-", "fuji-"},
                                                                     {"fuji-xtra-", "fuji-superia-xtra-"},
                                                                     {"kodak-vision3-50d", "kodak-5203"},
                                                                     {"kodak-vision3-250d", "kodak-5207"},
                                                                     {"kodak-vision3-200t", "kodak-5213"},
                                                                     {"kodak-vision3-500t", "kodak-5219"}}};
  for (const auto& [from, to] : kOthers) {
    if (name.starts_with(from)) name.replace(0, from.size(), to);
  }
  return name;
}

Negative ReadNegative(const std::filesystem::path& facts_file) {
  std::ifstream file(facts_file);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const Json facts = Needed(JsonFromText(text, "document-recipe"), facts_file.string());
  Negative negative;
  negative.name = facts_file.stem();
  const std::string stem = (facts_file.parent_path() / negative.name).string();
  negative.scan = ReadLight(stem + ".tif", TransferCurve::Linear());
  negative.scene = ReadLight(stem + "-truth.png", TransferCurve::Srgb());
  negative.frame = RectOf(*facts.Find("rect"));
  negative.setup = facts.Find("scanner")->Is("cam") ? "camera-white" : "scanner";
  negative.stock = StockName(*facts.Find("stock")->text());
  if (const Json* card = facts.Find("card"); card != nullptr && card->array() != nullptr) negative.card = RectOf(*card);
  return negative;
}

Json ScoredFolder(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Json::Array all;
  for (const auto& file : files) all.push_back(Scored(ReadNegative(file)));
  return all;
}

Negative SyntheticNegative(const synthetic::Scene& scene, const synthetic::FilmStock& film,
                           const synthetic::ScanOptions& options) {
  const synthetic::SyntheticScan scan = ScanScene(scene, film, options);
  Negative negative;
  negative.name = std::string(scene.name) + ", " + std::string(film.name);
  negative.scan = {scan.size, scan.transmittance};
  negative.frame = scan.frame;
  negative.scene.size = scan.frame.extent();
  for (uint32_t y = 0; y < scan.frame.height; ++y) {
    for (uint32_t x = 0; x < scan.frame.width; ++x) {
      negative.scene.pixels.push_back(Max(Min(scan.truth.at(x, y), 1.0), 0.0));
    }
  }
  negative.setup = "scanner";
  return negative;
}

LightPicture DevelopedFrame(const Negative& negative) {
  return Part(Developed(negative, DensitiesOf(negative.scan), negative.setup, ""), negative.frame);
}

// Every scene on every film, as tests/analysis has them, with what surrounds a frame taking turns. Each is developed
// once more from a negative that got a stop more light: `apart` is how far the two pictures are.
Json ScoredSynthetic() {
  using namespace synthetic;
  const std::array<ScanLayout, 4> layouts = {ScanLayout{}, ScanLayout{.rebate = 0.04},
                                             ScanLayout{.rebate = 0.03, .holder = 0.05},
                                             ScanLayout{.rebate = 0.12, .holder = 0.05, .sprockets = true}};
  Json::Array all;
  for (const Scene& scene : Scenes()) {
    for (const FilmStock& film : {AmateurFilm(), PortraitFilm(), LandscapeFilm()}) {
      ScanOptions options;
      options.layout = layouts[all.size() % layouts.size()];
      options.exposure_stops = std::array{0.0, 1.5, -1.0}[all.size() / 4 % 3];
      const Negative negative = SyntheticNegative(scene, film, options);
      options.exposure_stops += 1.0;
      const Negative longer = SyntheticNegative(scene, film, options);
      Json scores = Scored(negative);
      scores.Set("apart", DifferenceOf(DevelopedFrame(negative), DevelopedFrame(longer)));
      all.push_back(std::move(scores));
    }
  }
  return all;
}

}  // namespace
}  // namespace easelight::bench

int main(int argc, char** argv) {
  using namespace easelight;
  if (argc > 2) {
    std::fprintf(stderr, "usage: color_bench [FOLDER]\n");
    return 2;
  }
  const Json scores = argc == 2 ? bench::ScoredFolder(argv[1]) : bench::ScoredSynthetic();
  std::printf("%s\n", TextFromJson(scores).c_str());
  return 0;
}
