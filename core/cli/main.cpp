// The native tool: easelight develop | info | recipe | lut | chart | flats | link | cameras.
//
// Exit status: 0; 1 after an error, with one line on stderr; 2 when the call itself is wrong.
#include <iostream>
#include <new>

#include "core/cli/about_commands.h"
#include "core/cli/command_line.h"
#include "core/cli/import_command.h"
#include "core/english/english.h"
#include "core/memory/heap_counter.h"
#include "core/recipe/presets.h"

namespace easelight::cli {
namespace {

constexpr int kErrorExit = 1;

int Finish(const Status& status) {
  if (status.ok()) return 0;
  std::cerr << "easelight: " << EnglishText(status) << '\n';
  return kErrorExit;
}

Status WriteRecipe(const Arguments& arguments) {
  if (arguments.link_text) return LinkedRecipeText(*arguments.link_text, std::cout, std::cerr);
  if (arguments.import_file) return ImportedRecipesText(*arguments.import_file, std::cout, std::cerr);
  if (!arguments.default_kind) return AutomaticRecipeText(arguments.started, arguments.why, std::cout);
  DefaultRecipeText(*FilmFromName(*arguments.default_kind), std::cout);
  return OkStatus();
}

Status Run(const Arguments& arguments) {
  switch (arguments.command) {
    case Command::kDevelop:
      return Develop(arguments.develop, std::cout);
    case Command::kInfo:
      return Info(arguments.info_input, arguments.info_dump, arguments.info_film, arguments.develop.threads, std::cout);
    case Command::kRecipe:
      return WriteRecipe(arguments);
    case Command::kLink:
      return LinkText(arguments.link, std::cout);
    case Command::kTable:
      return MakeTable(arguments.table, std::cout);
    case Command::kChart:
      return CalibrateByChart(arguments.chart, std::cout);
    case Command::kFlats:
      return CalibrateByFlats(arguments.flats, std::cout);
    case Command::kSchema:
      SchemaText(std::cout);
      return OkStatus();
    case Command::kCameras:
      CamerasText(std::cout);
      return OkStatus();
  }
  return OkStatus();
}

}  // namespace
}  // namespace easelight::cli

int main(int argc, char** argv) {
  using namespace easelight;
  HeapCounter::Global().SetLimit(HeapLimit(kLeastHeap.view_pixels));
  try {
    cli::Arguments arguments;
    if (const std::optional<int> status = cli::ParseCommandLine(argc, argv, arguments)) return *status;
    return cli::Finish(cli::Run(arguments));
  } catch (const std::bad_alloc&) {
    return cli::Finish(ResourceExhausted("memory-codec-zone", {{"size", kCodecBudget / kMebibyte}}));
  }
}
