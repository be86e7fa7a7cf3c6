// The record of a scan: one that is believed says the same when it is written again.
#include "core/engine/scan_record.h"
#include "core/io/metadata/exif_reader.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/sample_files.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  PngSpec spec;
  spec.exif = BytesOf(CameraBlock(false));
  const FuzzInput file = WritePng(spec, TestCodes(spec.size, 3, 8));
  SpanSource source(file);
  const auto decoder = OpenScan(source);
  return {InputOf(RecordFromSummary(SummaryOf("Roll 3.png", **decoder, file.size())))};
}

void FuzzOne(ByteSpan input) {
  const auto summary = SummaryFromRecord(TextOf(input));
  if (!summary.ok()) return;
  FuzzCheck(summary->info.size.pixels() > 0 && summary->info.size.pixels() <= kMaxPixels, "sizes keep to their limits");
  const std::string record = RecordFromSummary(*summary);
  const auto again = SummaryFromRecord(record);
  FuzzCheck(again.ok(), "what is written is read");
  FuzzCheck(RecordFromSummary(*again) == record, "and says the same");
}

}  // namespace easelight
