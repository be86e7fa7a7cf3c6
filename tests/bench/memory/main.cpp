// memory_bench COMMAND ARGUMENTS...: see commands.h. Driven by tests/bench/memory.mjs.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/memory/commands.h"

namespace {

struct Command {
  std::string_view name;
  size_t arguments;
  void (*run)(easelight::bench::Arguments);
};

constexpr Command kCommands[] = {
    {"make-scan", 4, easelight::bench::MakeScan},
    {"make-raw", 4, easelight::bench::MakeRaw},
    {"drag-engine", 4, easelight::bench::DragEngine},
    {"drag-reference", 4, easelight::bench::DragReference},
    {"verify", 3, easelight::bench::Verify},
    {"develop-whole", 3, easelight::bench::DevelopWhole},
    {"develop-big", 2, easelight::bench::DevelopBig},
    {"make-scanner-scan", 4, easelight::bench::MakeScannerScan},
    {"develop-scanner-scan", 2, easelight::bench::DevelopScannerScan},
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  for (const Command& command : kCommands) {
    if (words.empty() || words[0] != command.name || words.size() != command.arguments + 1) continue;
    command.run({words.data() + 1, words.size() - 1});
    return 0;
  }
  std::fprintf(stderr, "usage: memory_bench COMMAND ARGUMENTS..., as in tests/bench/memory/commands.h\n");
  return 2;
}
