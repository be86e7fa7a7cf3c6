// Develops a scan held whole in memory and exports it: no store, no tiles, no bands. An export of the engine with the
// same recipe must be the same file.
#include <fstream>
#include <memory>
#include <sstream>

#include "core/color/icc_profile.h"
#include "core/film/input_stage.h"
#include "core/film/kernel.h"
#include "core/io/encoder.h"
#include "tests/bench/memory/commands.h"
#include "tests/bench/memory/process_memory.h"
#include "tests/bench/memory/whole_scan.h"

namespace easelight::bench {

void DevelopWhole(Arguments arguments) {
  const WholeScan scan = ReadWholeScan(arguments[0]);
  std::ostringstream recipe;
  recipe << std::ifstream(arguments[1]).rdbuf();
  const Grade grade = GradeForScan(recipe.str(), scan.info);
  const ExportOptions options = Unwrap(MakeExportOptions(FileFormat::kTiff, "srgb", {}));
  const size_t pixels = scan.info.size.pixels();

  const auto input = std::make_unique<InputStage>();
  Check(input->Compile(grade, SampleFormat::kUint16));
  std::vector<float> planes(3 * pixels);
  input->DensityFromCodes(scan.codes.data(), 3, pixels,
                          {planes.data(), planes.data() + pixels, planes.data() + 2 * pixels});
  const auto program = std::make_unique<PrintProgram>();
  Check(program->Compile(grade, options.space, 65535));
  std::vector<uint16_t> rgb(3 * pixels);
  RenderRgb16(*program, {planes.data(), planes.data() + pixels, planes.data() + 2 * pixels}, pixels, rgb.data());

  const auto file = Unwrap(LocalBlockFile::Create(arguments[2]));
  EncodeOptions encode = {.size = scan.info.size, .compression = TiffCompression::kNone};
  encode.icc_profile = Unwrap(MakeIccProfile(options.space.primaries, options.space.encoding, options.space_title));
  const auto encoder = Unwrap(CreateEncoder(encode, *file));
  const size_t row_bytes = size_t{6} * scan.info.size.width;
  for (size_t row = 0; row < scan.info.size.height; ++row) {
    Check(encoder->WriteRow({reinterpret_cast<const uint8_t*>(rgb.data()) + row * row_bytes, row_bytes}));
  }
  Check(encoder->Finish());
  std::printf("%s\n", TextFromJson(Json::Object{{"peak", PeakResidentBytes()}}).c_str());
}

}  // namespace easelight::bench
