#include "core/cli/calibration_commands.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <ostream>
#include <vector>

#include "core/cli/opened_scan.h"
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
StatusOr<SampledChart> SampleScan(const std::string& path, const ChartCorners& corners, const Recipe& recipe) {
  ASSIGN_OR_RETURN(const auto source, LocalFileSource::Open(path));
  ASSIGN_OR_RETURN(const auto decoder, OpenScan(*source));
  ASSIGN_OR_RETURN(const auto scratch,
                   LocalBlockFile::CreateTemporary(std::filesystem::temp_directory_path().string()));
  if (decoder->scratch_bytes() > 0) RETURN_IF_ERROR(decoder->Unpack({scratch.get(), 0}));
  const ScanInfo& info = decoder->info();
  ASSIGN_OR_RETURN(PatchSampler sampler, PatchSampler::Create(StoredFromUpright(corners, info.orientation), info.size));
  // The scan's own channels: only the curves of its profile count.
  Recipe own = recipe;
  own.input_space = std::string(kDeviceSpace);
  const auto stage = std::make_unique<InputStage>();
  RETURN_IF_ERROR(stage->Compile(GradeFromRecipe(own, AutoEncoding(info).color), info.format));

  const size_t width = info.size.width;
  std::vector<uint8_t> rows(info.row_bytes() * kBandRows);
  std::vector<float> planes(3 * width);
  const Planes density = {planes.data(), planes.data() + width, planes.data() + 2 * width};
  for (uint32_t y = 0;;) {
    ASSIGN_OR_RETURN(const uint32_t count, decoder->ReadRows(rows));
    if (count == 0) return sampler.Finish();
    for (uint32_t row = 0; row < count; ++row) {
      stage->DensityFromCodes(rows.data() + row * info.row_bytes(), info.channels, width, density);
      sampler.AddRun(0, y++, info.size.width, {density[0], density[1], density[2]});
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

// Those that were given, or those of the chart that is found, as the page finds it.
StatusOr<ChartCorners> WantedCorners(const ChartCommand& command, const Recipe& recipe) {
  if (command.corners) return *command.corners;
  ASSIGN_OR_RETURN(const OpenedScan opened, OpenInEngine(command.input, 0));
  ASSIGN_OR_RETURN(const auto found, opened.engine->FindChart(opened.scan, recipe));
  if (!found) return Named(command.input, InvalidInput("chart-not-found"));
  return *found;
}

double LengthOf(const Vector3& v) { return std::sqrt(Dot(v, v)); }

void WriteCorners(const ChartCorners& corners, std::ostream& out) {
  char line[32];
  out << "found the chart: --corners ";
  for (size_t i = 0; i < corners.size(); ++i) {
    std::snprintf(line, sizeof line, "%s%.4f,%.4f", i == 0 ? "" : ",", corners[i].x, corners[i].y);
    out << line;
  }
  out << "\n";
}

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

StatusOr<Recipe> StartFrom(const std::string& recipe_file) {
  if (recipe_file.empty()) return DefaultRecipe(FilmKind::kColorNegative);
  return RecipeFromFile(recipe_file);
}

Status WriteText(const std::string& text, const std::string& output) {
  PartialFile partial(output);
  ASSIGN_OR_RETURN(const auto file, LocalBlockFile::Create(partial.path()));
  BufferedWriter writer(*file);
  RETURN_IF_ERROR(writer.Write({reinterpret_cast<const uint8_t*>(text.data()), text.size()}));
  RETURN_IF_ERROR(writer.Flush());
  RETURN_IF_ERROR(file->Close());
  return partial.Commit();
}

// Where an output is wanted.
Status WriteRecipe(const Recipe& recipe, const std::string& output) {
  if (output.empty()) return OkStatus();
  return Named(output, WriteText(CompleteJson(recipe, 2) + "\n", output));
}

}  // namespace

Status CalibrateByChart(const ChartCommand& command, std::ostream& out) {
  ASSIGN_OR_RETURN(const Recipe start, StartFrom(command.recipe_file));
  ASSIGN_OR_RETURN(const ReferenceChart reference, WantedReference(command.reference));
  ASSIGN_OR_RETURN(const ChartCorners corners, WantedCorners(command, start));
  const auto sampled = SampleScan(command.input, corners, start);
  if (!sampled.ok()) return Named(command.input, sampled.status());
  PatchColors densities;
  for (size_t i = 0; i < kPatchCount; ++i) densities[i] = (*sampled)[i].density;
  const auto fitted = FitChart(start, densities, reference, command.fit);
  if (!fitted.ok()) return Named(command.input, fitted.status());
  RETURN_IF_ERROR(WriteRecipe(fitted->recipe, command.output));
  if (!command.corners) WriteCorners(corners, out);
  WritePatches(*fitted, *sampled, out);
  return OkStatus();
}

Status CalibrateByFlats(const FlatsCommand& command, std::ostream& out) {
  ASSIGN_OR_RETURN(Recipe recipe, StartFrom(command.recipe_file));
  std::array<Vector3, 3> frames;
  for (size_t i = 0; i < 3; ++i) {
    const auto sampled = SampleScan(command.frames[i], kWholeFrame, recipe);
    if (!sampled.ok()) return Named(command.frames[i], sampled.status());
    frames[i] = LightOfFlat(*sampled);
  }
  ASSIGN_OR_RETURN(const SensorCrosstalk crosstalk, CrosstalkFromFlats(frames));
  ASSIGN_OR_RETURN(recipe.input_space, PrimariesFromInput(crosstalk.input, recipe.working));
  RETURN_IF_ERROR(WriteRecipe(recipe, command.output));
  char line[80];
  for (const Vector3& row : crosstalk.input.rows) {
    std::snprintf(line, sizeof line, "%9.5f %9.5f %9.5f\n", row[0], row[1], row[2]);
    out << line;
  }
  std::snprintf(line, sizeof line, "condition %.2f\n", crosstalk.condition);
  out << line;
  return OkStatus();
}

}  // namespace easelight::cli
