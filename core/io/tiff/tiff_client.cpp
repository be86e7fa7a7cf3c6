#include "core/io/tiff/tiff_client.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "core/io/scan_limits.h"

namespace easelight {
namespace {

// Largest single allocation by libtiff: a compressed strip, rounded up, or the list of strips.
constexpr tmsize_t kMaxAllocation = static_cast<tmsize_t>(kMaxStripBytes + kMebibyte);

int NoClose(thandle_t) { return 0; }
int NoMap(thandle_t, void**, toff_t*) { return 0; }
void NoUnmap(thandle_t, void*, toff_t) {}

}  // namespace

StatusOr<std::unique_ptr<TiffClient>> TiffClient::OpenForReading(ByteSource& source, uint64_t directory) {
  std::unique_ptr<TiffClient> client(new TiffClient);
  client->reader_ = std::make_unique<WindowedReader>(source, 256 * 1024);
  // m: no memory map; c: an uncompressed strip stays as it is and is not chopped into small ones; h: no directory is
  // read but the one that is wanted.
  if (!client->Open("rmch") || TIFFSetSubDirectory(client->handle_, directory) == 0) {
    return client->Failure({"tiff-directory"});
  }
  return StatusOr<std::unique_ptr<TiffClient>>(std::move(client));
}

StatusOr<std::unique_ptr<TiffClient>> TiffClient::OpenForWriting(BlockFile& file, bool big) {
  std::unique_ptr<TiffClient> client(new TiffClient);
  client->file_ = &file;
  // l: little-endian on every machine, so that the bytes are the same.
  if (!client->Open(big ? "w8l" : "wl")) return client->Failure({"tiff-unstarted"});
  return StatusOr<std::unique_ptr<TiffClient>>(std::move(client));
}

bool TiffClient::Open(const char* mode) {
  TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
  if (options == nullptr) return false;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, kMaxAllocation);
  TIFFOpenOptionsSetErrorHandlerExtR(options, OnError, this);
  TIFFOpenOptionsSetWarningHandlerExtR(options, OnWarning, this);
  handle_ = TIFFClientOpenExt("TIFF", mode, this, Read, Write, Seek, NoClose, Size, NoMap, NoUnmap, options);
  TIFFOpenOptionsFree(options);
  return handle_ != nullptr;
}

TiffClient::~TiffClient() {
  abandoned_ = true;  // libtiff flushes as it closes: what an unfinished file lacks must not reach the disk now.
  Close();
}

void TiffClient::Close() {
  if (handle_ != nullptr) TIFFClose(handle_);
  handle_ = nullptr;
}

Status TiffClient::Failure(Sentence what) const {
  if (!file_status_.ok()) return file_status_;
  if (past_end_) return Truncated("tiff-ends", {{"what", std::move(what)}});
  if (std::strstr(message_, "emory") != nullptr) {
    return ResourceExhausted("tiff-memory", {{"what", std::move(what)}, {"reason", message_}});
  }
  if (message_[0] == 0) return {StatusCode::kInvalidInput, std::move(what)};
  return InvalidInput("tiff-refused", {{"what", std::move(what)}, {"reason", message_}});
}

int TiffClient::OnError(TIFF*, void* self, const char*, const char* format, va_list arguments) {
  auto& client = *static_cast<TiffClient*>(self);
  if (client.message_[0] != 0) return 1;  // The first one is the cause.
  std::vsnprintf(client.message_, sizeof client.message_, format, arguments);
  return 1;
}

Status TiffClient::ReadHere(MutableByteSpan out) {
  if (reader_ != nullptr) return reader_->ReadAt(position_, out);
  return file_->ReadAt(position_, out);
}

tmsize_t TiffClient::Read(thandle_t self, void* out, tmsize_t n) {
  auto& client = *static_cast<TiffClient*>(self);
  const uint64_t size = Size(self);
  const uint64_t left = client.position_ < size ? size - client.position_ : 0;
  const size_t wanted = static_cast<size_t>(std::min<uint64_t>(left, static_cast<uint64_t>(std::max<tmsize_t>(n, 0))));
  if (static_cast<tmsize_t>(wanted) < n) client.past_end_ = true;
  const Status status = client.ReadHere(MutableByteSpan(static_cast<uint8_t*>(out), wanted));
  if (!status.ok()) {
    client.file_status_ = status;
    return -1;
  }
  client.position_ += wanted;
  return static_cast<tmsize_t>(wanted);
}

tmsize_t TiffClient::Write(thandle_t self, void* bytes, tmsize_t n) {
  auto& client = *static_cast<TiffClient*>(self);
  if (client.file_ == nullptr || client.abandoned_ || !client.file_status_.ok() || n < 0) return -1;
  client.file_status_ =
      client.file_->WriteAt(client.position_, ByteSpan(static_cast<const uint8_t*>(bytes), static_cast<size_t>(n)));
  if (!client.file_status_.ok()) return -1;
  client.position_ += static_cast<uint64_t>(n);
  return n;
}

toff_t TiffClient::Seek(thandle_t self, toff_t offset, int whence) {
  auto& client = *static_cast<TiffClient*>(self);
  const uint64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? client.position_ : Size(self);
  client.position_ = base + offset;
  return client.position_;
}

toff_t TiffClient::Size(thandle_t self) {
  auto& client = *static_cast<TiffClient*>(self);
  return client.reader_ != nullptr ? client.reader_->size() : client.file_->size();
}

}  // namespace easelight
