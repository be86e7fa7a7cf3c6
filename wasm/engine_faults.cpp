// Faults on request, for tests of recovery.
#include <atomic>
#include <thread>

#include "core/base/thread_pool.h"
#include "wasm/engine_binding.h"

namespace easelight {
namespace {

// Deeper than any stack is, a kilobyte a call.
int Deepen(int calls) {
  if (calls == 0) return 0;
  volatile char frame[1024] = {};
  frame[calls % 1024] = 1;
  return Deepen(calls - 1) + frame[(calls + 1) % 1024];
}

}  // namespace

void EngineBinding::Trap() { __builtin_trap(); }

int EngineBinding::OverflowStack() { return Deepen(1 << 20); }

int EngineBinding::OverflowPoolStack() {
  ThreadPool pool(2);
  const auto caller = std::this_thread::get_id();
  const bool alone = pool.threads() == 1;
  std::atomic<bool> begun = false;
  std::atomic<int> sum = 0;
  const auto overflow = [&](int) {
    if (!alone && std::this_thread::get_id() == caller) return;
    begun = true;
    sum += OverflowStack();
  };
  pool.ForEachBeside(2, overflow, [&] {
    while (!alone && !begun) {
    }
  });
  return sum;
}

}  // namespace easelight
