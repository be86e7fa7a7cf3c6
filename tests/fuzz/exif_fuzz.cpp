// EXIF blocks: what is read of one says the same after it was written and read again, and wherever the block lies.
#include "core/io/metadata/exif_reader.h"
#include "core/io/metadata/exif_writer.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/io/exif_blocks.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  RawBlock copyright;
  copyright.picture = {RawTag{0x8298, 2, 8, {'A', 'n', 'n', 0, 'B', 'o', 'b', 0}}};
  return {BytesOf(CameraBlock(false)), BytesOf(CameraBlock(true)), BytesOf(copyright)};
}

void FuzzOne(ByteSpan input) {
  const ExifBlock block = ReadExif(input);
  FuzzCheck(block.orientation >= 1 && block.orientation <= 8, "the orientation is one of EXIF");
  const std::vector<uint8_t> written = ExifBlockFromEntries(block.entries, {30, 20});
  FuzzCheck(written.size() <= kMaxExifBlockBytes, "a written block keeps to its limit");
  FuzzCheck(ReadExif(written).entries == block.entries, "what was written reads as what was read");

  FuzzInput file(7, 0xA5);
  file.insert(file.end(), input.begin(), input.end());
  SpanSource source(file);
  WindowedReader reader(source, 64);
  FuzzCheck(ReadExif(reader, 7, input.size()).entries == block.entries, "a block reads alike in a file");
  ReadTiffExif(reader, input.size() / 2);
}

}  // namespace easelight
