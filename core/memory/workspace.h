// The workspace: the engine's one fixed arena, carved once into regions with the budgets of the memory contract.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

#include "core/base/bytes.h"
#include "core/memory/region.h"

namespace easelight {

// A size that the heap of the WebAssembly engine can be made in. It is chosen when the engine starts, and never grows.
struct HeapSize {
  size_t view_pixels;  // The most pixels of a rendered frame, which the budgets below follow from.
  size_t heap_bytes;
};

// The smallest first; what is not for the view is the same in all. The page has them in
// web/src/worker/heap_sizes.json.
inline constexpr std::array<HeapSize, 3> kHeapSizes = {{
    {4 * kMebibyte, 256 * kMebibyte},
    {size_t{3840} * 2160, 336 * kMebibyte},  // 4K
    {size_t{5120} * 2880, 464 * kMebibyte},  // 5K
}};
inline constexpr HeapSize kLeastHeap = kHeapSizes.front();

// The largest that a heap of so many bytes, at least the smallest's, has room for.
constexpr HeapSize HeapSizeWithin(size_t heap_bytes) {
  HeapSize found = kLeastHeap;
  for (const HeapSize& size : kHeapSizes) {
    if (size.heap_bytes <= heap_bytes) found = size;
  }
  return found;
}

// Budgets. Their sum and the codec zone leave 12 MiB of the heap for code data, stacks and reserve.
constexpr size_t PlanesBudget(size_t view_pixels) { return view_pixels * 3 * sizeof(float); }
constexpr size_t FramesBudget(size_t view_pixels) { return view_pixels * 2 * 4; }  // Two RGBA8 frames.
inline constexpr size_t kTilesBudget = 64 * kMebibyte;
inline constexpr size_t kDecodeBudget = 20 * kMebibyte;
inline constexpr size_t kEncodeBudget = 20 * kMebibyte;
inline constexpr size_t kTablesBudget = 12 * kMebibyte;
inline constexpr size_t kCodecBudget = 48 * kMebibyte;

// What the view can lend to a codec that unpacks a picture whole: in the smallest heap all that is filled again
// afterwards, and in the others no more, so that which files open does not depend on the screen.
inline constexpr size_t kLoanBytes = PlanesBudget(kLeastHeap.view_pixels) + kTilesBudget + kDecodeBudget;

// Of all regions together.
constexpr size_t ArenaBytes(size_t view_pixels) {
  return PlanesBudget(view_pixels) + FramesBudget(view_pixels) + kTilesBudget + kDecodeBudget + kEncodeBudget +
         kTablesBudget;
}

// What the arena and the codecs take of the heap.
constexpr size_t HeapLimit(size_t view_pixels) { return ArenaBytes(view_pixels) + kCodecBudget; }

static_assert(std::all_of(kHeapSizes.begin(), kHeapSizes.end(), [](const HeapSize& size) {
  return HeapLimit(size.view_pixels) + 12 * kMebibyte <= size.heap_bytes;
}));

// Regions, all carved when the workspace is made.
struct Workspace {
  static StatusOr<std::unique_ptr<Workspace>> Create(size_t view_pixels = kLeastHeap.view_pixels);

  // The most pixels of a view, for which planes and frames have room.
  size_t view_pixels() const { return view_pixels_; }

  // kLoanBytes from the planes on, over the tile cache and the decode strips, for a HeapLoan. What they held is lost.
  std::span<std::byte> Lendable();

  Region frames;  // The two rendered frames. Never lent: the screen reads them whenever it likes.
  Region planes;  // Density planes of the view.
  Region tiles;   // The tile cache.
  Region decode;  // Strips on their way from a decoder to the scan store.
  Region encode;  // Bands on their way from the scan store to an encoder.
  Region tables;  // Compiled programs, and scratch of the resampler.

 private:
  struct Free {
    void operator()(void* p) const { std::free(p); }
  };
  size_t view_pixels_ = 0;
  std::unique_ptr<std::byte, Free> block_;
};

}  // namespace easelight
