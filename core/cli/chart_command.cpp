#include "core/cli/chart_command.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <ostream>
#include <vector>

#include "core/cli/partial_file.h"
#include "core/cli/recipe_input.h"
#include "core/film/input_stage.h"
#include "core/io/buffered_writer.h"
#include "core/io/decoder.h"
#include "core/io/local_file.h"
#include "core/io/source_encoding.h"

namespace easelight::cli {
namespace {

constexpr uint32_t kBandRows = 64;

// The patches' densities in the scan's own channels, its codes read as the recipe says.
StatusOr<SampledChart> SampleScan(const ChartCommand& command, const Recipe& recipe) {
  ASSIGN_OR_RETURN(const auto source, LocalFileSource::Open(command.input));
  ASSIGN_OR_RETURN(const auto decoder, OpenScan(*source));
  ASSIGN_OR_RETURN(const auto scratch,
                   LocalBlockFile::CreateTemporary(std::filesystem::temp_directory_path().string()));
  if (decoder->scratch_bytes() > 0) RETURN_IF_ERROR(decoder->Unpack({scratch.get(), 0}));
  const ScanInfo& info = decoder->info();
  ASSIGN_OR_RETURN(PatchSampler sampler,
                   PatchSampler::Create(StoredFromUpright(command.corners, info.orientation), info.size));
  Grade grade = GradeFromRecipe(recipe, {.encoding = AutoEncoding(info).curve});
  grade.input.reset();
  const auto stage = std::make_unique<InputStage>();
  RETURN_IF_ERROR(stage->Compile(grade, info.format));

  const size_t width = info.size.width;
  std::vector<uint8_t> rows(info.row_bytes() * kBandRows);
  std::vector<float> planes(3 * width);
  const Planes density = {planes.data(), planes.data() + width, planes.data() + 2 * width};
  for (uint32_t y = 0;;) {
    ASSIGN_OR_RETURN(const uint32_t count, decoder->ReadRows(rows));
    if (count == 0) return sampler.Finish();
    for (uint32_t row = 0; row < count; ++row) {
      stage->DensityFromCodes(rows.data() + row * info.row_bytes(), info.channels, width, density);
      sampler.AddRow(y++, {density[0], density[1], density[2]});
    }
  }
}

// A chart that comes with the editor, or a file.
StatusOr<ReferenceChart> WantedReference(const std::string& name) {
  if (!std::filesystem::exists(name)) return FindReferenceChart(name);
  ASSIGN_OR_RETURN(const std::string text, TextOfFile(name, kMaxCgatsBytes));
  auto chart = ReferenceFromCgats(text, std::filesystem::path(name).stem().string());
  if (!chart.ok()) return Named(name, chart.status());
  return chart;
}

double LengthOf(const Vector3& v) { return std::sqrt(Dot(v, v)); }

void WritePatches(const FittedChart& fitted, const SampledChart& sampled, std::ostream& out) {
  char line[160];
  out << "patch  weight  scan density          spread  error before  after\n";
  for (size_t i = 0; i < kPatchCount; ++i) {
    const Vector3& d = sampled[i].density;
    std::snprintf(line, sizeof line, "%-5s  %6g  %6.3f %6.3f %6.3f  %6.3f  %12.4f  %5.4f\n", PatchName(i).c_str(),
                  kPatchWeights[i], d[0], d[1], d[2], sampled[i].spread, LengthOf(fitted.before[i] - fitted.target[i]),
                  LengthOf(fitted.after[i] - fitted.target[i]));
    out << line;
  }
  std::snprintf(line, sizeof line, "weighted log error: %.4f before, %.4f after; condition %.2f\n", fitted.error_before,
                fitted.error_after, fitted.condition);
  out << line;
}

Status WriteRecipe(const Recipe& recipe, const std::string& output) {
  PartialFile partial(output);
  ASSIGN_OR_RETURN(const auto file, LocalBlockFile::Create(partial.path()));
  BufferedWriter writer(*file);
  const std::string text = CompleteJson(recipe, 2) + "\n";
  RETURN_IF_ERROR(writer.Write({reinterpret_cast<const uint8_t*>(text.data()), text.size()}));
  RETURN_IF_ERROR(writer.Flush());
  return partial.Commit();
}

}  // namespace

Status CalibrateByChart(const ChartCommand& command, std::ostream& out) {
  Recipe start = DefaultRecipe(FilmKind::kColorNegative);
  if (!command.recipe_file.empty()) {
    ASSIGN_OR_RETURN(start, RecipeFromFile(command.recipe_file));
  }
  ASSIGN_OR_RETURN(const ReferenceChart reference, WantedReference(command.reference));
  const auto sampled = SampleScan(command, start);
  if (!sampled.ok()) return Named(command.input, sampled.status());
  PatchColors densities;
  for (size_t i = 0; i < kPatchCount; ++i) densities[i] = (*sampled)[i].density;
  const auto fitted = FitChart(start, densities, reference, command.fit);
  if (!fitted.ok()) return Named(command.input, fitted.status());
  if (!command.output.empty()) {
    if (const Status written = WriteRecipe(fitted->recipe, command.output); !written.ok()) {
      return Named(command.output, written);
    }
  }
  WritePatches(*fitted, *sampled, out);
  return OkStatus();
}

}  // namespace easelight::cli
