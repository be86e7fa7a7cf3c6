#include "core/io/local_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace easelight {
namespace {

static_assert(sizeof(off_t) == 8, "files beyond 4 GiB need 64-bit offsets");

std::string SystemReason() { return std::strerror(errno); }

Status ReadFully(int descriptor, uint64_t size, uint64_t offset, MutableByteSpan out) {
  if (offset > size || out.size() > size - offset) {
    return Truncated("file-ends", {{"end", size}, {"needed", offset + out.size()}});
  }
  while (!out.empty()) {
    const ssize_t n = pread(descriptor, out.data(), out.size(), static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return IoError("file-unread", {{"reason", SystemReason()}});
    if (n == 0) return IoError("file-shorter");
    out = out.subspan(static_cast<size_t>(n));
    offset += static_cast<uint64_t>(n);
  }
  return OkStatus();
}

Status WriteError() {
  const std::string reason = SystemReason();
  if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG) return ResourceExhausted("disk-full", {{"reason", reason}});
  return IoError("file-unwritten", {{"reason", reason}});
}

}  // namespace

FileDescriptor::~FileDescriptor() {
  if (number_ >= 0) close(number_);
}

StatusOr<std::unique_ptr<LocalFileSource>> LocalFileSource::Open(const std::string& path) {
  FileDescriptor descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts;
  if (descriptor.number() < 0 || fstat(descriptor.number(), &facts) != 0) {
    return IoError("file-unopened", {{"reason", SystemReason()}});
  }
  if (S_ISDIR(facts.st_mode)) return InvalidInput("file-folder");
  return std::unique_ptr<LocalFileSource>(
      new LocalFileSource(std::move(descriptor), static_cast<uint64_t>(facts.st_size)));
}

Status LocalFileSource::ReadAt(uint64_t offset, MutableByteSpan out) {
  return ReadFully(descriptor_.number(), size_, offset, out);
}

StatusOr<std::unique_ptr<LocalBlockFile>> LocalBlockFile::Create(const std::string& path) {
  FileDescriptor descriptor(open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (descriptor.number() < 0) return IoError("file-uncreated", {{"reason", SystemReason()}});
  return std::unique_ptr<LocalBlockFile>(new LocalBlockFile(std::move(descriptor), false));
}

StatusOr<std::unique_ptr<LocalBlockFile>> LocalBlockFile::CreateTemporary(const std::string& directory) {
  std::string path = directory + "/easelight-XXXXXX";
  FileDescriptor descriptor(mkstemp(path.data()));
  if (descriptor.number() < 0) {
    return IoError("file-no-temporary", {{"folder", directory}, {"reason", SystemReason()}});
  }
  unlink(path.c_str());
  return std::unique_ptr<LocalBlockFile>(new LocalBlockFile(std::move(descriptor), true));
}

Status LocalBlockFile::ReadAt(uint64_t offset, MutableByteSpan out) {
  return ReadFully(descriptor_.number(), size_, offset, out);
}

Status LocalBlockFile::WriteAt(uint64_t offset, ByteSpan bytes) {
  while (!bytes.empty()) {
    const ssize_t n = pwrite(descriptor_.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return WriteError();
    bytes = bytes.subspan(static_cast<size_t>(n));
    offset += static_cast<uint64_t>(n);
    size_ = std::max(size_, offset);
  }
  BeginFlush(offset);
  return OkStatus();
}

// The disk begins with what is written, so that little is left to wait for when the file is closed. What it answers is
// told by that.
void LocalBlockFile::BeginFlush([[maybe_unused]] uint64_t end) {
#if defined(__linux__)
  constexpr uint64_t kPiece = 8 * kMebibyte;
  if (temporary_ || end < begun_ + kPiece) return;
  sync_file_range(descriptor_.number(), static_cast<off_t>(begun_), static_cast<off_t>(end - begun_),
                  SYNC_FILE_RANGE_WRITE);
  begun_ = end;
#endif
}

Status LocalBlockFile::Shorten(uint64_t bytes) {
  if (ftruncate(descriptor_.number(), static_cast<off_t>(bytes)) != 0) return WriteError();
  size_ = bytes;
  return OkStatus();
}

Status LocalBlockFile::Close() {
  if (fsync(descriptor_.number()) != 0) return WriteError();
  return close(descriptor_.Release()) == 0 ? OkStatus() : WriteError();
}

}  // namespace easelight
