#include "core/memory/heap_counter.h"

namespace safelight {

constinit HeapCounter HeapCounter::global_;

}  // namespace safelight
