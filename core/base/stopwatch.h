// Tells how long stages take, for the engine's numbers.
#pragma once

#include <chrono>

namespace easelight {

class Stopwatch {
 public:
  // Milliseconds since it was made or last asked.
  double Lap() {
    const auto now = std::chrono::steady_clock::now();
    const double lap = std::chrono::duration<double, std::milli>(now - start_).count();
    start_ = now;
    return lap;
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace easelight
