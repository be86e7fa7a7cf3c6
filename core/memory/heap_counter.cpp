#include "core/memory/heap_counter.h"

namespace easelight {

constinit HeapCounter HeapCounter::global_;

}  // namespace easelight
