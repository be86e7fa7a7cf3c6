// A file that appears under its name only when it is complete.
#pragma once

#include <string>

#include "core/base/status.h"

namespace easelight::cli {

// A new name beside `output`, so that the finished file can be renamed onto it in one step; removed unless it was.
class PartialFile {
 public:
  explicit PartialFile(const std::string& output) : output_(output), partial_(output + ".partial") {}
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;
  ~PartialFile();

  const std::string& path() const { return partial_; }
  // Once the file is closed without an error: see BlockFile::Close.
  Status Commit();

 private:
  std::string output_;
  std::string partial_;
  bool committed_ = false;
};

}  // namespace easelight::cli
