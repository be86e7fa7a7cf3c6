// The kernel on one thread, per pixel. Each benchmark checks its result against the float64 model before it times.
#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <vector>

#include "core/base/thread_pool.h"
#include "core/color/color_space.h"
#include "core/film/input_stage.h"
#include "core/film/kernel.h"
#include "core/recipe/recipe.h"
#include "tests/film/reference_model.h"

namespace easelight {
namespace {

constexpr size_t kPixels = 1 << 20;

// A scan's codes: smooth, with grain, as tables and caches meet them.
std::vector<uint16_t> ScanCodes() {
  std::vector<uint16_t> codes(3 * kPixels);
  uint32_t random = 1;
  for (size_t i = 0; i < kPixels; ++i) {
    for (size_t c = 0; c < 3; ++c) {
      random = random * 1664525u + 1013904223u;
      const double light = 0.25 + 0.2 * std::sin(double(i % 1024) / 90 + double(c)) * std::cos(double(i / 1024) / 70);
      codes[3 * i + c] = static_cast<uint16_t>(65535 * (light + 0.04 * (random >> 16) / 65536.0));
    }
  }
  return codes;
}

struct Bench {
  Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  OutputSpace out;
  std::vector<uint16_t> codes = ScanCodes();
  std::unique_ptr<InputStage> input = std::make_unique<InputStage>();
  std::unique_ptr<PrintProgram> program = std::make_unique<PrintProgram>();
  std::vector<float> planes = std::vector<float>(3 * kPixels);

  explicit Bench(uint32_t max_code) {
    recipe.density.base = {0.15, 0.4, 0.6};
    recipe.density.matrix = Matrix3{{1.08, 0.05, -0.02}, {-0.03, 1.0, 0.01}, {0.02, -0.04, 0.98}};
    const ColorSpace& srgb = *FindColorSpace("srgb");
    out = {srgb.primaries, srgb.encoding};
    const Grade grade = GradeFromRecipe(recipe, {});
    if (!input->Compile(grade, SampleFormat::kUint16).ok() || !program->Compile(grade, out, max_code).ok())
      std::abort();
    Fill(0, kPixels);
  }
  Planes densities(size_t first) { return {&planes[first], &planes[kPixels + first], &planes[2 * kPixels + first]}; }
  ConstPlanes densities(size_t first) const {
    return {&planes[first], &planes[kPixels + first], &planes[2 * kPixels + first]};
  }
  void Fill(size_t first, size_t count) { input->DensityFromCodes(&codes[3 * first], 3, count, densities(first)); }

  // Whether every 997th pixel is within `bound` codes of the model.
  template <typename T>
  bool Holds(const std::vector<T>& pixels, size_t channels, double bound) const {
    const Grade grade = GradeFromRecipe(recipe, {});
    for (size_t i = 0; i < kPixels; i += 997) {
      const auto expected = ReferenceDevelop(
          grade, out, {codes[3 * i] / 65535.0, codes[3 * i + 1] / 65535.0, codes[3 * i + 2] / 65535.0});
      for (size_t c = 0; c < 3; ++c) {
        if (std::abs(pixels[channels * i + c] - expected[c] * program->max_code) > bound) return false;
      }
    }
    return true;
  }
};

// Times a stage, run(first, count), over all pixels in bands shared by as many threads as the benchmark's argument
// says.
template <typename Run>
void TimeStage(benchmark::State& state, const Run& run) {
  constexpr size_t kBand = 32768;
  static_assert(kPixels % kBand == 0);
  ThreadPool pool(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    pool.ForEach(kPixels / kBand, [&](int band) { run(kBand * static_cast<size_t>(band), kBand); });
  }
  state.counters["ns/pixel"] = benchmark::Counter(double(state.iterations()) * kPixels / 1e9,
                                                  benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void BM_DensitiesToRgba8(benchmark::State& state) {
  const Bench bench(255);
  std::vector<uint8_t> pixels(4 * kPixels);
  const auto run = [&](size_t first, size_t count) {
    RenderRgba8(*bench.program, bench.densities(first), count, &pixels[4 * first]);
  };
  run(0, kPixels);
  if (!bench.Holds(pixels, 4, 0.52)) return state.SkipWithError("the result is wrong");
  TimeStage(state, run);
}
BENCHMARK(BM_DensitiesToRgba8)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

// The same, with a print curve that even steps are too coarse for: its tables are looked up twice.
void BM_SteepCurveToRgba8(benchmark::State& state) {
  Bench steep(255);
  const std::vector<CurvePoint> points = {{0, 0}, {0.75, 0.3}, {0.8, 0.9}, {1, 1}};
  steep.recipe.print.master = PrintCurve(points);
  if (!steep.program->Compile(GradeFromRecipe(steep.recipe, {}), steep.out, 255).ok()) std::abort();
  if (!steep.program->LightTable(0).is_steep) return state.SkipWithError("the curve is not steep");
  const Bench& bench = steep;
  std::vector<uint8_t> pixels(4 * kPixels);
  const auto run = [&](size_t first, size_t count) {
    RenderRgba8(*bench.program, bench.densities(first), count, &pixels[4 * first]);
  };
  run(0, kPixels);
  if (!bench.Holds(pixels, 4, 0.52)) return state.SkipWithError("the result is wrong");
  TimeStage(state, run);
}
BENCHMARK(BM_SteepCurveToRgba8)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

// The same, with colors moved into sRGB, which tests/film/gamut_test.cpp compares with the model.
void BM_CompressedToRgba8(benchmark::State& state) {
  Bench compressed(255);
  compressed.recipe.gamut = GamutMapping::kCompress;
  if (!compressed.program->Compile(GradeFromRecipe(compressed.recipe, {}), compressed.out, 255).ok()) std::abort();
  const Bench& bench = compressed;
  std::vector<uint8_t> pixels(4 * kPixels);
  TimeStage(state, [&](size_t first, size_t count) {
    RenderRgba8(*bench.program, bench.densities(first), count, &pixels[4 * first]);
  });
}
BENCHMARK(BM_CompressedToRgba8)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void BM_DensitiesToRgb16(benchmark::State& state) {
  const Bench bench(65535);
  std::vector<uint16_t> pixels(3 * kPixels);
  const auto run = [&](size_t first, size_t count) {
    RenderRgb16(*bench.program, bench.densities(first), count, &pixels[3 * first]);
  };
  run(0, kPixels);
  if (!bench.Holds(pixels, 3, 1.5)) return state.SkipWithError("the result is wrong");
  TimeStage(state, run);
}
BENCHMARK(BM_DensitiesToRgb16)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void BM_CodesToDensities(benchmark::State& state) {
  Bench bench(255);
  TimeStage(state, [&](size_t first, size_t count) { bench.Fill(first, count); });
}
BENCHMARK(BM_CodesToDensities)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void BM_CompileAfterASliderMoved(benchmark::State& state) {
  Bench bench(255);
  Grade grade = GradeFromRecipe(bench.recipe, {});
  for (auto _ : state) {
    grade.density.exposure += 1e-6;
    if (!bench.program->Compile(grade, bench.out, 255).ok()) return state.SkipWithError("it did not compile");
  }
}
BENCHMARK(BM_CompileAfterASliderMoved)->Unit(benchmark::kMicrosecond);

void BM_CompileAfterACurveChanged(benchmark::State& state) {
  Bench bench(255);
  Grade grade = GradeFromRecipe(bench.recipe, {});
  for (auto _ : state) {
    grade.print.glare = grade.print.glare > 0.1 ? 0.0 : grade.print.glare + 1e-4;
    if (!bench.program->Compile(grade, bench.out, 255).ok()) return state.SkipWithError("it did not compile");
  }
}
BENCHMARK(BM_CompileAfterACurveChanged)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace easelight
