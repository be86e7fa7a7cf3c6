#include "core/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <thread>
#include <utility>

#include "core/cli/about_commands.h"
#include "core/color/color_space.h"
#include "core/english/english.h"
#include "core/recipe/film_figures.h"
#include "core/recipe/json.h"
#include "core/recipe/json_reader.h"
#include "core/recipe/presets.h"

namespace easelight::cli {
namespace {

constexpr int kUsageExit = 2;

std::map<std::string, FilmKind> FilmChoices() {
  std::map<std::string, FilmKind> choices;
  for (const FilmKind film : kFilmKinds) choices.emplace(FilmName(film), film);
  return choices;
}

constexpr const char* kOutputCurves = "own (the space's curve), linear, srgb or a power from 1 to 4";
// The powers that a scan may be read by; those of an output are the engine's to check.
constexpr Range kPowersOfScans = {0.1, 10};

// Linear, srgb or a power, or the word for none of them; CLI11 shows the returned text as the reason.
std::string ParseEncoding(const std::string& text, std::string_view none, const std::optional<Range>& powers,
                          std::optional<TransferCurve>& encoding) {
  if (text == none) return {};
  if (text == "linear") encoding = TransferCurve::Linear();
  if (text == "srgb") encoding = TransferCurve::Srgb();
  if (encoding) return {};
  double power = 0;
  if (!CLI::detail::lexical_cast(text, power) || (powers && !(power >= powers->low && power <= powers->high))) {
    return "the encoding is \"" + text + "\"; it must be " + std::string(none) + ", linear, srgb or a power" +
           (powers ? " from " + NumberText(powers->low) + " to " + NumberText(powers->high) : "");
  }
  encoding = TransferCurve::Power(power);
  return {};
}

// Names of figures, and empty for "not known".
template <typename Figures>
CLI::IsMember KnownNames(const Figures& figures) {
  std::vector<std::string> names;
  for (const auto& figure : figures) names.emplace_back(figure.name);
  return CLI::IsMember(names);
}

// What the automatic start is told of the film and of how it was scanned.
void AddFilmFacts(CLI::App& command, RecipeNames& names) {
  command.add_option("--setup", names.setup, "How the film was scanned, for --auto")->check(KnownNames(ScanSetups()));
  command.add_option("--stock", names.stock, "The film, for --auto")->check(KnownNames(FilmStocks()));
}

void AddPartial(CLI::App& command, DevelopOptions& options) {
  command.add_flag("--allow-partial", options.allow_partial,
                   "Of a file that ends early or is damaged, take the rows that are there");
}

// An ICC profile as output, in place of `space` and `encoding`.
void AddOutputProfile(CLI::App& develop, DevelopOptions& options, CLI::Option* space, CLI::Option* encoding) {
  auto* profile = develop.add_option("--output-profile", options.output_profile,
                                     "The output color space, an ICC profile of RGB or gray; it is embedded");
  profile->excludes(space)->excludes(encoding);
  std::map<std::string, RenderingIntent> intents;
  for (const RenderingIntent intent : kRenderingIntents) intents.emplace(IntentName(intent), intent);
  develop
      .add_option("--intent", options.rendering.intent,
                  "What becomes of colors that it does not have; relative unless given")
      ->transform(CLI::CheckedTransformer(intents).description("perceptual|relative|saturation|absolute"))
      ->needs(profile);
  develop
      .add_flag("--black-point", options.rendering.black_point, "Black point compensation: black becomes its darkest")
      ->needs(profile);
}

// An option for a curve, or by the word `none` for no curve of its own; `known` is called with what was given.
CLI::Option* AddCurve(CLI::App& app, const std::string& name, std::string_view none, std::optional<Range> powers,
                      const std::string& description, const std::function<void(std::optional<TransferCurve>)>& known) {
  return app
      .add_option_function<std::string>(
          name,
          [=](const std::string& text) {
            std::optional<TransferCurve> curve;
            if (const std::string reason = ParseEncoding(text, none, powers, curve); !reason.empty()) {
              throw CLI::ValidationError(name, reason);
            }
            known(curve);
          },
          description)
      ->type_name("CURVE");
}

// How the scan is read, in place of what its file or the recipe says.
void AddInput(CLI::App& command, InputChoice& choice) {
  std::vector<std::string> spaces = {std::string(kAutoSpace), std::string(kDeviceSpace), std::string(kCameraSpace)};
  for (const ColorSpace& space : ColorSpaces()) spaces.emplace_back(space.name);
  command
      .add_option("--input-space", choice.space, "The primaries of the scan's codes: auto, device, camera or a space")
      ->check(CLI::IsMember(spaces).description("SPACE"));
  AddCurve(command, "--input-encoding", kAutoSpace, kPowersOfScans,
           "How the scan's codes stand for light: auto (what its file says), linear, srgb or a power",
           [&choice](const auto& curve) { choice.encoding = curve; });
}

// The size of a picture whose file does not say it.
CLI::Option* AddDump(CLI::App& command, std::optional<Extent>& dump) {
  return command
      .add_option_function<std::string>(
          "--dump",
          [&dump](const std::string& text) {
            std::vector<std::string> sides = CLI::detail::split(text, 'x');
            Extent size;
            const bool sound = sides.size() == 2 && CLI::detail::lexical_cast(sides[0], size.width) &&
                               CLI::detail::lexical_cast(sides[1], size.height) && size.width >= 1 &&
                               size.height >= 1 && size.width <= kMaxSide && size.height <= kMaxSide;
            if (!sound) throw CLI::ValidationError("--dump", "the size is \"" + text + "\"; it must be like 3000x2000");
            dump = size;
          },
          "The scan is samples alone, as minilabs dump them: its width and height in pixels")
      ->type_name("WIDTHxHEIGHT");
}

CLI::App* AddDevelop(CLI::App& app, DevelopOptions& options) {
  CLI::App* develop = app.add_subcommand("develop", "Develop a scan into a finished picture");
  develop->add_option("IN", options.input, "The scan: TIFF, PNG, JPEG or a camera raw file")->required();
  develop->add_option("-o,--output", options.output, "The picture; its ending chooses TIFF, PNG or JPEG")->required();
  AddDump(*develop, options.dump);
  AddPartial(*develop, options);
  develop->add_option("--recipe", options.recipe_file, "The grade, a recipe in JSON");
  develop->add_flag("--auto", options.automatic, "Start from the scan's own densities");
  AddFilmFacts(*develop, options.known);
  AddInput(*develop, options.input_as);
  auto* link = develop->add_option("--link", options.link, "The grade, a grading link");
  develop->add_option("--frame", options.frame, "Which recipe of the link, from 1")
      ->check(CLI::Range(1, static_cast<int>(kMaxRecipes)))
      ->needs(link);
  develop->add_option("--film", options.film, "The kind of film")
      ->transform(CLI::CheckedTransformer(FilmChoices()).description("KIND"));
  auto* space = develop->add_option("--space", options.space, "The output color space")->capture_default_str();
  auto* encoding = AddCurve(*develop, "--encoding", "own", std::nullopt, kOutputCurves,
                            [&options](const auto& curve) { options.encoding = curve; });
  AddOutputProfile(*develop, options, space, encoding);
  develop->add_option("--depth", options.depth, "Bits a channel: 8 or 16 (JPEG always has 8)")->type_name("8|16");
  develop->add_option("--compression", options.compression, "Of TIFF")
      ->transform(CLI::CheckedTransformer(std::map<std::string, TiffCompression>{
                                              {"none", TiffCompression::kNone}, {"deflate", TiffCompression::kDeflate}})
                      .description("none|deflate"));
  develop->add_option("--quality", options.quality, "Of JPEG, 1 to 100")->capture_default_str();
  develop
      ->add_option("--longest", options.longest,
                   "Reduce the picture to so many pixels along its longer side, 16 to 65535; 0 keeps its size")
      ->type_name("PIXELS");
  develop->add_flag("!--no-grade", options.keep_grade, "Keep no link to the grade in the picture's file");
  auto* no_camera = develop->add_flag("!--no-camera", options.keep_camera, "Carry over no EXIF of the scan");
  develop->add_flag("--location", options.keep_location, "Carry over where the picture was taken")->excludes(no_camera);
  develop->add_flag("--check", options.check, "Say how far the picture is from what the editor shows, on 1000 pixels");
  develop->add_option("--threads", options.threads, "How many threads work, 1 to 16")->check(CLI::Range(1, 16));
  return develop;
}

CLI::App* AddInfo(CLI::App& app, Arguments& arguments) {
  CLI::App* info = app.add_subcommand("info", "Show what is known of a picture, as JSON");
  info->add_option("IN", arguments.info_input, "The picture")->required();
  AddDump(*info, arguments.info_dump);
  info->add_option("--film", arguments.info_film, "The kind of film, where the file leaves its encoding in doubt")
      ->transform(CLI::CheckedTransformer(FilmChoices()).description("KIND"));
  return info;
}

CLI::App* AddRecipe(CLI::App& app, Arguments& arguments) {
  CLI::App* recipe = app.add_subcommand("recipe", "Write a recipe to standard output");
  auto* by_kind = recipe->add_option("--default", arguments.default_kind, "The default of a kind of film");
  by_kind->check(CLI::IsMember(FilmChoices()).description("KIND"));
  auto* automatic = recipe->add_option("--auto", arguments.started.input, "The automatic start for a scan");
  recipe->add_option("--film", arguments.started.film, "The kind of film for --auto")
      ->transform(CLI::CheckedTransformer(FilmChoices()).description("KIND"));
  AddDump(*recipe, arguments.started.dump)->needs(automatic);
  AddPartial(*recipe, arguments.started);
  recipe->get_option("--allow-partial")->needs(automatic);
  AddFilmFacts(*recipe, arguments.started.known);
  AddInput(*recipe, arguments.started.input_as);
  for (const char* input : {"--input-space", "--input-encoding"}) recipe->get_option(input)->needs(automatic);
  recipe->add_flag("--why", arguments.why, "In its place, why the automatic start is as it is")->needs(automatic);
  auto* by_link = recipe->add_option("--link", arguments.link_text, "What a grading link holds");
  auto* by_file = recipe->add_option("--import", arguments.import_file, "The grades of a file, ours or DiVERE's");
  by_kind->excludes(automatic)->excludes(by_link)->excludes(by_file);
  automatic->excludes(by_link)->excludes(by_file);
  by_link->excludes(by_file);
  recipe->callback([by_kind, automatic, by_link, by_file] {
    if (by_kind->count() + automatic->count() + by_link->count() + by_file->count() == 0) {
      throw CLI::RequiredError("--default KIND, --auto IN, --link TEXT or --import FILE");
    }
  });
  return recipe;
}

CLI::App* AddTable(CLI::App& app, TableCommand& command) {
  CLI::App* table = app.add_subcommand("lut", "Write a grade as a table for other programs");
  table->add_option("RECIPE", command.recipe_file, "The grade, a recipe in JSON")->required();
  table->add_option("-o,--output", command.output, "The table's file")->required();
  std::map<std::string, TableFormat> formats;
  for (const TableFormat format : kTableFormats) formats.emplace(TableFormatName(format), format);
  table->add_option("--format", command.format, "clf (exact), cube1d, cube3d or hald (a PNG)")
      ->required()
      ->transform(CLI::CheckedTransformer(formats).description("FORMAT"));
  table->add_option("--size", command.size, "Entries of a 1D table, nodes a side of the others")
      ->check(CLI::PositiveNumber);
  table->add_flag("--inversion-only", command.inversion_only, "Without print curve and glare");
  table->add_flag("!--no-shaper", command.shaper, "Of cube3d: the lattice alone, for programs that read no other");
  table->add_option("--space", command.space, "The output color space")->capture_default_str();
  AddCurve(*table, "--encoding", "own", std::nullopt, kOutputCurves,
           [&command](const auto& curve) { command.encoding = curve; });
  AddCurve(*table, "--input-encoding", "own", kPowersOfScans,
           "How the scan's codes stand for light, where the recipe says auto",
           [&command](const auto& curve) { command.scan_encoding = curve.value_or(TransferCurve::Linear()); });
  return table;
}

CLI::App* AddChart(CLI::App& app, ChartCommand& command) {
  CLI::App* chart = app.add_subcommand("chart", "Fit a grade to the scan of a chart of 24 patches");
  chart->add_option("SCAN", command.input, "The scan of the chart")->required();
  chart
      ->add_option_function<std::vector<double>>(
          "--corners",
          [&command](const std::vector<double>& numbers) {
            command.corners.emplace();
            for (size_t i = 0; i < 4; ++i) (*command.corners)[i] = {numbers[2 * i], numbers[2 * i + 1]};
          },
          "The corners at A1, A6, D6 and D1 in the upright scan, of its width and height: x,y,x,y,x,y,x,y; without "
          "them "
          "the chart is looked for")
      ->delimiter(',')
      ->expected(8);
  chart->add_option("--reference", command.reference, "A chart by name, or a CGATS or IT8 file")->required();
  std::map<std::string, ChartFit> fits;
  for (const ChartFit fit : kChartFits) fits.emplace(ChartFitName(fit), fit);
  chart->add_option("--fit", command.fit, "What is fitted: matrix, primaries or both")
      ->transform(CLI::CheckedTransformer(fits).description("WHAT"));
  chart->add_option("--recipe", command.recipe_file, "The grade to start from, a recipe in JSON");
  chart->add_option("-o,--output", command.output, "The fitted recipe");
  return chart;
}

CLI::App* AddFlats(CLI::App& app, FlatsCommand& command) {
  CLI::App* flats =
      app.add_subcommand("flats", "Measure how the channels see each other's light, from three flat frames");
  constexpr std::array<const char*, 3> kLights = {"RED", "GREEN", "BLUE"};
  for (size_t i = 0; i < 3; ++i) {
    flats->add_option(kLights[i], command.frames[i], "A frame without film under this light alone")->required();
  }
  flats->add_option("--recipe", command.recipe_file, "The grade whose input space is set, a recipe in JSON");
  flats->add_option("-o,--output", command.output, "The recipe with the measured input space");
  return flats;
}

CLI::App* AddLink(CLI::App& app, LinkOptions& options) {
  CLI::App* link = app.add_subcommand("link", "Write a grading link of one or more recipes to standard output");
  link->add_option("--recipe", options.recipe_files, "A recipe in JSON; once for each frame")
      ->required()
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  link->add_option_function<std::string>(
          "--parts",
          [&options](const std::string& text) {
            const auto parts = PartsFromText(text);
            if (!parts.ok()) throw CLI::ValidationError("--parts", EnglishText(parts.status()));
            options.parts = *parts;
          },
          "Only these of base.light.color.print.geometry")
      ->type_name("LIST");
  link->add_option("--site", options.site, "The editor's address, to stand before the link");
  return link;
}

}  // namespace

std::optional<int> ParseCommandLine(int argc, const char* const* argv, Arguments& arguments) {
  CLI::App app("Easelight develops scans of film negatives. The engine of the editor, as a command.", "easelight");
  app.set_version_flag("--version", VersionText());
  app.require_subcommand(1);
  arguments.develop.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 8u));
  arguments.started.threads = arguments.develop.threads;
  arguments.started.automatic = true;
  const std::pair<const CLI::App*, Command> commands[] = {
      {AddDevelop(app, arguments.develop), Command::kDevelop},
      {AddInfo(app, arguments), Command::kInfo},
      {AddRecipe(app, arguments), Command::kRecipe},
      {AddLink(app, arguments.link), Command::kLink},
      {AddTable(app, arguments.table), Command::kTable},
      {AddChart(app, arguments.chart), Command::kChart},
      {AddFlats(app, arguments.flats), Command::kFlats},
      {app.add_subcommand("schema", "Show the JSON schemas of a recipe and of a scan's facts"), Command::kSchema},
      {app.add_subcommand("cameras", "List the cameras whose raw files are read, beside any DNG"), Command::kCameras}};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsageExit;
  }
  for (const auto& [app_of_command, command] : commands) {
    if (app_of_command->parsed()) arguments.command = command;
  }
  return std::nullopt;
}

}  // namespace easelight::cli
