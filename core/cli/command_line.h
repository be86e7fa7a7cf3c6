// What the native tool was called with.
#pragma once

#include <optional>
#include <string>

#include "core/cli/calibration_commands.h"
#include "core/cli/commands.h"
#include "core/cli/link_commands.h"
#include "core/cli/table_command.h"

namespace easelight::cli {

enum class Command { kDevelop, kInfo, kRecipe, kLink, kTable, kChart, kFlats, kSchema, kCameras };

// Of each command its own; where a recipe comes from is what has a value.
struct Arguments {
  Command command = Command::kDevelop;
  DevelopOptions develop;
  DevelopOptions started;  // By `recipe --auto`.
  std::string info_input;
  std::optional<Extent> info_dump;
  FilmKind info_film = FilmKind::kColorNegative;
  std::optional<std::string> default_kind;
  bool why = false;
  std::optional<std::string> link_text;
  std::optional<std::string> import_file;
  LinkOptions link;
  TableCommand table;
  ChartCommand chart;
  FlatsCommand flats;
};

// Reads a call into `arguments`. Where there is nothing more to do - help was asked for, or the call is wrong, which
// stderr then says - returns the exit status: 0 or 2.
std::optional<int> ParseCommandLine(int argc, const char* const* argv, Arguments& arguments);

}  // namespace easelight::cli
