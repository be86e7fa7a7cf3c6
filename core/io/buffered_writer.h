// Writes a file from its start to its end, gathering a codec's small writes into large ones.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/status.h"

namespace easelight {

class BufferedWriter {
 public:
  // `file` must outlive the writer.
  explicit BufferedWriter(BlockFile& file) : file_(&file) { buffer_.reserve(kBufferBytes); }

  // Appends. After the first error nothing more is written and every call returns that error.
  Status Write(ByteSpan bytes);
  Status Flush();

  const Status& status() const { return status_; }

 private:
  static constexpr size_t kBufferBytes = 64 * 1024;

  Status Put(ByteSpan bytes);

  BlockFile* file_;
  std::vector<uint8_t> buffer_;
  uint64_t position_ = 0;
  Status status_;
};

}  // namespace easelight
