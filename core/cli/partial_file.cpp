#include "core/cli/partial_file.h"

#include <cstdio>
#include <filesystem>

namespace easelight::cli {

PartialFile::~PartialFile() {
  if (!committed_) std::remove(partial_.c_str());
}

Status PartialFile::Commit() {
  std::error_code error;
  std::filesystem::rename(partial_, output_, error);
  if (error) return IoError("output-unwritten", {{"reason", error.message()}});
  committed_ = true;
  return OkStatus();
}

}  // namespace easelight::cli
