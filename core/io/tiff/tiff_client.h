// A libtiff handle over our own files, which keeps the first error as a Status.
#pragma once

#include <tiffio.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/status.h"
#include "core/io/windowed_reader.h"

namespace easelight {

class TiffClient {
 public:
  // Opens the directory at this offset. `source` must outlive the client.
  static StatusOr<std::unique_ptr<TiffClient>> OpenForReading(ByteSource& source, uint64_t directory);
  // Starts a file; `big` chooses BigTIFF, which has 64-bit offsets. `file` must outlive the client.
  static StatusOr<std::unique_ptr<TiffClient>> OpenForWriting(BlockFile& file, bool big);

  ~TiffClient();
  TiffClient(const TiffClient&) = delete;
  TiffClient& operator=(const TiffClient&) = delete;

  TIFF* handle() const { return handle_; }
  // The window that libtiff reads through; only of a client opened for reading.
  WindowedReader& reader() { return *reader_; }

  // Writes bytes from `end` on, the even offset behind all that the file has. For directories of our own, before the
  // first strip: libtiff goes on behind them.
  Status Append(ByteSpan bytes) { return file_->WriteAt(end(), bytes); }
  uint64_t end() const { return (file_->size() + 1) / 2 * 2; }

  // Closes the handle. When writing, everything must have been flushed.
  void Close();

  // Why the last call of libtiff failed: the file's own error if it had one, else `what`, with libtiff's message.
  Status Failure(Sentence what) const;

 private:
  TiffClient() = default;
  bool Open(const char* mode);

  // libtiff's callbacks; `self` is the client.
  static tmsize_t Read(thandle_t self, void* out, tmsize_t n);
  static tmsize_t Write(thandle_t self, void* bytes, tmsize_t n);
  static toff_t Seek(thandle_t self, toff_t offset, int whence);
  static toff_t Size(thandle_t self);
  static int OnError(TIFF*, void* self, const char* module, const char* format, va_list arguments);
  static int OnWarning(TIFF*, void*, const char*, const char*, va_list) { return 1; }
  Status ReadHere(MutableByteSpan out);

  TIFF* handle_ = nullptr;
  std::unique_ptr<WindowedReader> reader_;
  BlockFile* file_ = nullptr;
  uint64_t position_ = 0;
  bool past_end_ = false;
  bool abandoned_ = false;
  Status file_status_;
  char message_[256] = "";
};

}  // namespace easelight
