// Files as film scanners and their software write them, small, each with what must be read of it.
#pragma once

#include <string>
#include <vector>

#include "core/io/decoder.h"

namespace easelight {

struct ScannerFile {
  std::string name;  // With the ending that such files have.
  std::vector<uint8_t> bytes;

  std::string container = "TIFF";
  Extent size;
  SampleFormat format = SampleFormat::kUint16;
  uint8_t channels = 3;
  FurtherChannel further_channel = FurtherChannel::kNone;
  bool infrared_page = false;
  double maker_power = 0;
  std::vector<uint32_t> codes;  // Of the scan, row by row.
};

std::vector<ScannerFile> ScannerFiles();

}  // namespace easelight
