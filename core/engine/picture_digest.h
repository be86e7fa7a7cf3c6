// What tells a scan's picture from others, whatever its file is called and however it is packed.
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/sha256.h"

namespace easelight {

// Takes the codes of a scan from top to bottom, as its decoder gives them.
class PictureDigest {
 public:
  PictureDigest() = default;

  // Rows have `row_bytes` each; the same codes by another profile are another picture. Of a picture above 8 MiB so many
  // are hashed, spread evenly: no two scans, not of one frame of film either, have the same noise in all of them.
  PictureDigest(Extent size, size_t row_bytes, ByteSpan profile);

  // The next rows; `rows` holds whole ones.
  void AddRows(ByteSpan rows);

  // After the last row: 32 hexadecimal digits. Nothing may follow.
  std::string Finish();

 private:
  size_t row_bytes_ = 1;
  uint32_t stride_ = 1;  // One row of so many is hashed.
  uint32_t row_ = 0;
  Sha256 hash_;
};

}  // namespace easelight
