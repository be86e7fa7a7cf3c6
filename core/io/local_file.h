// Files of the operating system, as sources and as block files.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/status.h"

namespace easelight {

// An open file descriptor, closed when it goes.
class FileDescriptor {
 public:
  explicit FileDescriptor(int number = -1) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  ~FileDescriptor();

  int number() const { return number_; }
  // The number, which is the caller's to close from now on.
  int Release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

// A file to read. Its size is taken when it is opened.
class LocalFileSource final : public ByteSource {
 public:
  // Errors: kIo, with the system's reason; kInvalidInput for a folder.
  static StatusOr<std::unique_ptr<LocalFileSource>> Open(const std::string& path);

  uint64_t size() const override { return size_; }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override;

 private:
  LocalFileSource(FileDescriptor descriptor, uint64_t size) : descriptor_(std::move(descriptor)), size_(size) {}

  FileDescriptor descriptor_;
  uint64_t size_;
};

// A file to write and read back.
class LocalBlockFile final : public BlockFile {
 public:
  // Creates the file, or empties it if it exists.
  static StatusOr<std::unique_ptr<LocalBlockFile>> Create(const std::string& path);
  // A file without a name in `directory`: it is gone when it is closed, also after a crash.
  static StatusOr<std::unique_ptr<LocalBlockFile>> CreateTemporary(const std::string& directory);

  uint64_t size() const override { return size_; }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override;
  Status WriteAt(uint64_t offset, ByteSpan bytes) override;
  Status Shorten(uint64_t bytes) override;
  // Waits for the disk: what the system has only taken note of can still fail there.
  Status Close() override;

 private:
  LocalBlockFile(FileDescriptor descriptor, bool temporary)
      : descriptor_(std::move(descriptor)), temporary_(temporary) {}

  void BeginFlush(uint64_t end);

  FileDescriptor descriptor_;
  [[maybe_unused]] bool temporary_;
  uint64_t size_ = 0;
  [[maybe_unused]] uint64_t begun_ = 0;  // Up to where the disk has begun to write.
};

}  // namespace easelight
