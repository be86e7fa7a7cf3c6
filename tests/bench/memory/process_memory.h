// This process's memory, as the kernel counts it.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace easelight::bench {

// Reads a file of /proc without touching the heap that is being measured.
template <size_t kSize>
inline std::array<char, kSize> ProcText(const char* path) {
  std::array<char, kSize> text{};
  const int file = open(path, O_RDONLY);
  if (file < 0 || read(file, text.data(), kSize - 1) <= 0) {
    std::fprintf(stderr, "memory_bench: %s cannot be read\n", path);
    std::exit(1);
  }
  close(file);
  return text;
}

// Resident set size in bytes, now.
inline uint64_t ResidentBytes() {
  const auto text = ProcText<128>("/proc/self/statm");
  const char* second = std::strchr(text.data(), ' ');
  return std::strtoull(second, nullptr, 10) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

// The most there was since the process began: VmHWM.
inline uint64_t PeakResidentBytes() {
  const auto text = ProcText<4096>("/proc/self/status");
  const char* line = std::strstr(text.data(), "VmHWM:");
  return line == nullptr ? 0 : std::strtoull(line + 6, nullptr, 10) * 1024;
}

}  // namespace easelight::bench
