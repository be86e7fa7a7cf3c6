// The photosites of a camera raw file, as they are kept in scratch and demosaiced from there; and as LibRaw unpacks
// them, which needs all of the picture at once.
#pragma once

#include <gtest/gtest.h>

#include <libraw/libraw.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "core/english/english.h"
#include "core/io/decoder.h"
#include "tests/io/memory_file.h"

namespace easelight {

// Light; codes where the black level is 0 and the white level 65535.
inline std::vector<uint16_t> KeptPhotosites(const std::vector<uint8_t>& file) {
  MemoryBlockFile source(file), scratch;
  const auto decoder = OpenScan(source);
  EXPECT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  if (!decoder.ok()) return {};
  const Status status = (*decoder)->Unpack({&scratch, 0});
  EXPECT_TRUE(status.ok()) << EnglishText(status);
  std::vector<uint16_t> kept;
  for (size_t i = 0; i < scratch.bytes().size() / 2; ++i) kept.push_back(SampleAt<uint16_t>(scratch.bytes(), i));
  return kept;
}

inline std::vector<uint16_t> PhotositesOf(const std::vector<uint8_t>& file) {
  const auto raw = std::make_unique<LibRaw>();
  EXPECT_EQ(raw->open_buffer(file.data(), file.size()), LIBRAW_SUCCESS);
  EXPECT_EQ(raw->unpack(), LIBRAW_SUCCESS);
  const size_t photosites = size_t{raw->imgdata.sizes.raw_width} * raw->imgdata.sizes.raw_height;
  return {raw->imgdata.rawdata.raw_image, raw->imgdata.rawdata.raw_image + photosites};
}

}  // namespace easelight
