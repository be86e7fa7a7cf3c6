// Calls the native tool as its users do.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/locations.h"

namespace easelight {

namespace fs = std::filesystem;

struct Ran {
  int status;
  std::string out;
  std::string err;
};

inline std::string Text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A folder of its own for each test, in which the tool runs.
class ToolTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("easelight-cli-" + std::to_string(::getpid()) + "-" +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // `environment`: of the tool alone, as NAME=VALUE.
  Ran Run(const std::string& arguments, const std::string& environment = "") {
    const std::string out = (folder_ / "stdout").string();
    const std::string err = (folder_ / "stderr").string();
    const std::string command = environment + " " + ToolPath() + " " + arguments + " >" + out + " 2>" + err;
    const int status = std::system(command.c_str());
    return {WEXITSTATUS(status), Text(out), Text(err)};
  }

  fs::path folder_;
};

}  // namespace easelight
