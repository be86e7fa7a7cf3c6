// What the programs of the memory benchmark share: an engine with a scan open, and errors that end the program.
#pragma once

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/english/english.h"
#include "core/io/local_file.h"
#include "core/recipe/json.h"

namespace easelight::bench {

[[noreturn]] inline void Fail(const std::string& reason) {
  std::fprintf(stderr, "memory_bench: %s\n", reason.c_str());
  std::exit(1);
}

inline void Check(const Status& status) {
  if (!status.ok()) Fail(EnglishText(status));
}

template <typename T>
T Unwrap(StatusOr<T> result) {
  Check(result.status());
  return std::move(result).value();
}

class Stopwatch {
 public:
  double ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Opens `path` and returns its number, with its tiles in a nameless file beside it. `after_step` runs after every
// strip.
template <typename AfterStep>
ScanNumber OpenScanFile(Engine& engine, const std::string& path, const AfterStep& after_step) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const ScanNumber scan = Unwrap(
      engine.BeginOpen("scan", Unwrap(LocalFileSource::Open(path)), Unwrap(LocalBlockFile::CreateTemporary(folder))));
  for (bool finished = false; !finished;) {
    finished = Unwrap(engine.OpenStep()).finished();
    after_step();
  }
  return scan;
}

// One pixel of the picture a pixel of the viewer, about a point (0..1 of the sides).
inline ViewRequest OneToOne(Extent viewer, double x, double y) {
  return {.viewer = viewer, .zoom = 1, .center_x = x, .center_y = y};
}

// A file of recipes, one a line.
inline std::vector<std::string> Lines(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  if (lines.empty()) Fail(path + ": no recipes");
  return lines;
}

}  // namespace easelight::bench
