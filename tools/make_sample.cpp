// Writes the editor's sample: a synthetic scan of a color negative, as an sRGB-encoded JPEG. Usage: make_sample OUT.jpg
//
// The same bytes every time: the scene, the film's grain and the scanner's noise are computed, not random.
#include <cstdio>
#include <string>

#include "core/io/encoder.h"
#include "core/io/local_file.h"
#include "tests/synthetic/scanner.h"

namespace easelight {
namespace {

using namespace synthetic;

constexpr Extent kSize = {1800, 1200};

// A negative is dark where its picture is light: coarser steps leave blotches of color in the clouds.
constexpr int kJpegQuality = 97;

SyntheticScan ScanSample() {
  ScanOptions options;
  options.size = kSize;
  options.grain = 0.012;
  options.layout.rebate = 0.025;
  return ScanScene(FindScene("lake"), AmateurFilm(), options);
}

Status WriteSample(const char* path) {
  ASSIGN_OR_RETURN(auto file, LocalBlockFile::Create(path));
  EncodeOptions options;
  options.format = FileFormat::kJpeg;
  options.size = kSize;
  options.depth = 8;
  options.jpeg_quality = kJpegQuality;
  ASSIGN_OR_RETURN(auto encoder, CreateEncoder(options, *file));
  const std::vector<uint8_t> codes = ScanSample().Srgb8();
  const size_t row_bytes = size_t{kSize.width} * 3;
  for (uint32_t y = 0; y < kSize.height; ++y) {
    RETURN_IF_ERROR(encoder->WriteRow({codes.data() + y * row_bytes, row_bytes}));
  }
  return encoder->Finish();
}

}  // namespace
}  // namespace easelight

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: make_sample OUT.jpg\n");
    return 2;
  }
  const easelight::Status status = easelight::WriteSample(arguments[1]);
  if (!status.ok()) std::fprintf(stderr, "make_sample: %s\n", std::string(status.sentence().name()).c_str());
  return status.ok() ? 0 : 1;
}
