// A scan decoded whole into memory: what the engine never does, for comparing with it.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "core/io/decoder.h"
#include "tests/bench/memory/session.h"

namespace easelight::bench {

struct WholeScan {
  ScanInfo info;
  std::vector<uint16_t> codes;
};

// A 16-bit RGB scan.
inline WholeScan ReadWholeScan(const std::string& path) {
  const auto source = Unwrap(LocalFileSource::Open(path));
  const auto decoder = Unwrap(OpenScan(*source));
  WholeScan scan{decoder->info(), {}};
  if (scan.info.channels != 3 || scan.info.format != SampleFormat::kUint16) Fail(path + ": not 16-bit RGB");
  scan.codes.resize(scan.info.size.pixels() * 3);
  MutableByteSpan rest(reinterpret_cast<uint8_t*>(scan.codes.data()), scan.codes.size() * 2);
  while (!rest.empty()) rest = rest.subspan(Unwrap(decoder->ReadRows(rest)) * scan.info.row_bytes());
  return scan;
}

inline Grade GradeForScan(const std::string& recipe_json, const ScanInfo& info) {
  return GradeFromRecipe(Unwrap(RecipeFromJson(recipe_json)), AutoEncoding(info).color);
}

}  // namespace easelight::bench
