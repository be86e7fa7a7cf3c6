#include "core/cli/commands.h"

#include <filesystem>
#include <ostream>

#include "core/cli/direct_development.h"
#include "core/cli/opened_scan.h"
#include "core/cli/partial_file.h"
#include "core/cli/recipe_input.h"
#include "core/color/icc_profile.h"
#include "core/engine/scan_facts.h"
#include "core/english/english.h"
#include "core/io/local_file.h"
#include "core/io/metadata/xmp_packet.h"
#include "core/recipe/json.h"
#include "core/recipe/presets.h"
#include "core/recipe/recipe_forms.h"
#include "core/recipe/recipe_keys.h"

namespace easelight::cli {
namespace {

// What is to be done with a link is known before the scan is opened.
StatusOr<std::optional<GradingLink>> WantedLink(const DevelopOptions& options) {
  if (!options.link) return std::optional<GradingLink>();
  ASSIGN_OR_RETURN(GradingLink link, GradingLinkFromText(*options.link));
  RETURN_IF_ERROR(RecipeOfLink(link, options.frame).status());
  const bool read_as = options.input_as.space || options.input_as.encoding;
  if (link.complete() && (!options.recipe_file.empty() || options.automatic || options.film || read_as)) {
    return InvalidInput("tool-whole-link");
  }
  return std::optional(std::move(link));
}

// What a recipe calls an encoding.
std::string TextOf(const InputEncoding& encoding) {
  const Json json = InputEncodingForm{}.Write(encoding);
  return json.text() != nullptr ? *json.text() : TextFromJson(json);
}

Recipe ReadAs(Recipe recipe, const InputChoice& choice) {
  if (choice.space) recipe.input_space = *choice.space;
  if (choice.encoding) recipe.input_encoding = *choice.encoding;
  return recipe;
}

std::string ReadingsText(const ScanReadings& readings) {
  const Sentence said = SentenceOf(readings);
  if (readings.sure()) return EnglishText(said);
  return EnglishText({"tool-reading", {{"reading", said}, {"encoding", TextOf(readings.other().encoding)}}});
}

// Where neither the file nor anybody says for certain how its codes are to be read, as they likely are; and that is
// said.
StatusOr<Recipe> ReadAsLikely(const OpenedScan& opened, const DevelopOptions& options, Recipe recipe, FilmKind film) {
  if (options.input_as.encoding || recipe.input_encoding) return recipe;
  ASSIGN_OR_RETURN(const auto readings, opened.engine->Readings(opened.scan, film));
  if (!readings) return recipe;
  std::fprintf(stderr, "%s: %s\n", options.input.c_str(), ReadingsText(*readings).c_str());
  recipe.input_encoding = readings->likelier().encoding;
  return recipe;
}

// The automatic start that goes into `recipe`.
StatusOr<AutomaticRecipe> Started(const DevelopOptions& options, Recipe recipe, const OpenedScan& opened) {
  recipe = ReadAs(std::move(recipe), options.input_as);
  if (!options.known.setup.empty()) recipe.names.setup = options.known.setup;
  if (!options.known.stock.empty()) recipe.names.stock = options.known.stock;
  const FilmKind film = options.film.value_or(recipe.film);
  ASSIGN_OR_RETURN(recipe, ReadAsLikely(opened, options, std::move(recipe), film));
  return opened.engine->Automatic(opened.scan, film, recipe);
}

// The recipe that an automatic start goes into, or that is used where there is none.
StatusOr<Recipe> GivenRecipe(const DevelopOptions& options) {
  if (!options.recipe_file.empty()) return RecipeFromFile(options.recipe_file);
  return DefaultRecipe(options.film.value_or(FilmKind::kColorNegative));
}

// The same with what a link has in its place.
StatusOr<Recipe> WithLink(const Recipe& recipe, const std::optional<GradingLink>& link, int frame) {
  if (!link) return recipe;
  ASSIGN_OR_RETURN(const Recipe linked, RecipeOfLink(*link, frame));
  return Combined(recipe, linked, link->parts);
}

// The options of the output's space alone.
StatusOr<ExportOptions> SpaceOptions(const DevelopOptions& options) {
  const auto format = FileFormatFromName(options.output);
  if (!format) return Named(options.output, InvalidInput("tool-ending"));
  if (options.output_profile.empty()) return MakeExportOptions(*format, options.space, options.encoding);
  ASSIGN_OR_RETURN(const std::string profile, TextOfFile(options.output_profile, kMaxProfileBytes));
  auto made = MakeExportOptions(*format, std::vector<uint8_t>(profile.begin(), profile.end()), options.rendering);
  if (!made.ok()) return Named(options.output_profile, made.status());
  return made;
}

// All but the grade that is kept.
StatusOr<ExportOptions> OutputOptions(const DevelopOptions& options) {
  ASSIGN_OR_RETURN(ExportOptions made, SpaceOptions(options));
  made.depth = options.depth;
  made.compression = options.compression;
  made.quality = options.quality;
  made.longest = options.longest;
  made.keep_camera = options.keep_camera;
  made.keep_location = options.keep_location;
  RETURN_IF_ERROR(CheckExportOptions(made));
  return made;
}

Status KeepGrade(const DevelopOptions& options, const Recipe& recipe, ExportOptions& export_options) {
  if (!options.keep_grade) return OkStatus();
  ASSIGN_OR_RETURN(export_options.grade_link, LinkFromRecipes({&recipe, 1}, RecipeParts::All()));
  return OkStatus();
}

Status Export(const OpenedScan& opened, const Recipe& recipe, const ExportOptions& options, const std::string& output) {
  PartialFile partial(output);
  ASSIGN_OR_RETURN(auto file, LocalBlockFile::Create(partial.path()));
  RETURN_IF_ERROR(opened.engine->BeginExport(opened.scan, recipe, options, std::move(file)).status());
  for (;;) {
    ASSIGN_OR_RETURN(const Progress progress, opened.engine->ExportStep());
    if (progress.finished()) return partial.Commit();
  }
}

Status Check(const OpenedScan& opened, const Recipe& recipe, const ExportOptions& options, std::ostream& out) {
  RETURN_IF_ERROR(opened.engine->BeginCheck(opened.scan, recipe, options));
  for (bool finished = false; !finished;) {
    ASSIGN_OR_RETURN(const Progress progress, opened.engine->CheckStep());
    finished = progress.finished();
  }
  const PreviewDifference& found = opened.engine->check();
  out << "preview and export: largest difference " << found.largest << " of " << found.max_code << " in "
      << found.pixels << " pixels\n";
  return OkStatus();
}

}  // namespace

Status Develop(const DevelopOptions& options, std::ostream& out) {
  ASSIGN_OR_RETURN(ExportOptions export_options, OutputOptions(options));
  ASSIGN_OR_RETURN(const auto link, WantedLink(options));
  ASSIGN_OR_RETURN(Recipe recipe, GivenRecipe(options));
  if (!options.automatic) {
    ASSIGN_OR_RETURN(recipe, WithLink(ReadAs(std::move(recipe), options.input_as), link, options.frame));
    RETURN_IF_ERROR(KeepGrade(options, recipe, export_options));
    // A check reads the scan from its store.
    if (!options.check) {
      ASSIGN_OR_RETURN(const bool developed, DevelopedDirectly(options, recipe, export_options));
      if (developed) return OkStatus();
    }
  }
  ASSIGN_OR_RETURN(const OpenedScan opened,
                   OpenInEngine(options.input, options.threads, options.dump, MissingRowsWhere(options.allow_partial)));
  ASSIGN_OR_RETURN(const ScanSummary summary, opened.engine->Summary(opened.scan));
  SayWhatWasRefused(summary, options.input);
  if (options.automatic) {
    auto started = Started(options, std::move(recipe), opened);
    if (!started.ok()) return Named(options.input, started.status());
    ASSIGN_OR_RETURN(recipe, WithLink(started->recipe, link, options.frame));
    RETURN_IF_ERROR(KeepGrade(options, recipe, export_options));
  }
  RETURN_IF_ERROR(Named(options.output, Export(opened, recipe, export_options, options.output)));
  return options.check ? Check(opened, recipe, export_options, out) : OkStatus();
}

Status Info(const std::string& input, std::optional<Extent> dump, FilmKind film, int threads, std::ostream& out) {
  auto source = OpenScanFile(input, dump);
  if (!source.ok()) return Named(input, source.status());
  const auto decoder = OpenScan(**source);
  if (!decoder.ok()) return Named(input, decoder.status());
  const ScanSummary summary = SummaryOf(std::filesystem::path(input).filename().string(), **decoder, (*source)->size());
  Json json = JsonFromSummary(summary);
  json.Set("file", input);
  json.Set("encodingNote", EnglishText(summary.encoding.note));
  json.Set("orientation", summary.info.orientation);
  if (QuestionOf(summary.encoding, film)) {
    ASSIGN_OR_RETURN(const OpenedScan opened, OpenInEngine(input, threads, dump, MissingRows::kLeaveOut));
    ASSIGN_OR_RETURN(const auto readings, opened.engine->Readings(opened.scan, film));
    if (readings) json.Set("reading", ReadingsText(*readings));
  }
  out << TextFromJson(json, 2) << '\n';
  return OkStatus();
}

void SchemaText(std::ostream& out) {
  out << TextFromJson(Json::Object{{"recipe", RecipeSchema()}, {"scan", SummarySchema()}, {"start", ReasonsSchema()}},
                      2)
      << '\n';
}

void DefaultRecipeText(FilmKind film, std::ostream& out) { out << CompleteJson(DefaultRecipe(film), 2) << '\n'; }

Status AutomaticRecipeText(const DevelopOptions& options, bool why, std::ostream& out) {
  ASSIGN_OR_RETURN(const OpenedScan opened,
                   OpenInEngine(options.input, options.threads, options.dump, MissingRowsWhere(options.allow_partial)));
  const auto started = Started(options, DefaultRecipe(options.film.value_or(FilmKind::kColorNegative)), opened);
  if (!started.ok()) return Named(options.input, started.status());
  out << (why ? TextFromJson(JsonFromReasons(started->why), 2) : CompleteJson(started->recipe, 2)) << '\n';
  return OkStatus();
}

}  // namespace easelight::cli
