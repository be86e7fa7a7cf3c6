#include "core/io/buffered_writer.h"

namespace easelight {

Status BufferedWriter::Write(ByteSpan bytes) {
  if (!status_.ok()) return status_;
  if (buffer_.size() + bytes.size() > kBufferBytes) RETURN_IF_ERROR(Flush());
  if (bytes.size() >= kBufferBytes) return Put(bytes);
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  return OkStatus();
}

Status BufferedWriter::Flush() {
  if (!status_.ok() || buffer_.empty()) return status_;
  RETURN_IF_ERROR(Put(buffer_));
  buffer_.clear();
  return OkStatus();
}

Status BufferedWriter::Put(ByteSpan bytes) {
  status_ = file_->WriteAt(position_, bytes);
  if (status_.ok()) position_ += bytes.size();
  return status_;
}

}  // namespace easelight
