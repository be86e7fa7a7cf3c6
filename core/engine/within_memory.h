// Where the standard library's exception for a full heap ends: as the outcome of what met it.
#pragma once

#include <new>

#include "core/memory/workspace.h"

namespace easelight {

// What `body` returns, a Status or a StatusOr; kResourceExhausted where the codec zone has no room for it.
template <typename Body>
auto WithinMemory(const Body& body) -> decltype(body()) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return ResourceExhausted("memory-codec-zone", {{"size", kCodecBudget / kMebibyte}});
  }
}

}  // namespace easelight
