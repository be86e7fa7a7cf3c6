// The workspace: the engine's one fixed arena, carved once into regions with the budgets of the memory contract.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

#include "core/base/bytes.h"
#include "core/memory/region.h"

namespace easelight {

// The heap of the WebAssembly engine; it never grows.
inline constexpr size_t kHeapBytes = 256 * kMebibyte;

// The most pixels of a rendered frame, which the budgets below follow from.
inline constexpr size_t kMaxViewPixels = 4 * kMebibyte;

// Budgets. Their sum and the codec zone leave 12 MiB of the heap for code data, stacks and reserve.
inline constexpr size_t kPlanesBudget = kMaxViewPixels * 3 * sizeof(float);  // 48 MiB
inline constexpr size_t kFramesBudget = kMaxViewPixels * 2 * 4;              // 32 MiB: two RGBA8 frames
inline constexpr size_t kTilesBudget = 64 * kMebibyte;
inline constexpr size_t kDecodeBudget = 20 * kMebibyte;
inline constexpr size_t kEncodeBudget = 20 * kMebibyte;
inline constexpr size_t kTablesBudget = 12 * kMebibyte;
inline constexpr size_t kCodecBudget = 48 * kMebibyte;

// What the view can lend to a codec that unpacks a picture whole: all that is filled again afterwards.
inline constexpr size_t kLoanBytes = kPlanesBudget + kTilesBudget + kDecodeBudget;

// Of all regions together.
inline constexpr size_t kArenaBytes =
    kPlanesBudget + kFramesBudget + kTilesBudget + kDecodeBudget + kEncodeBudget + kTablesBudget;
static_assert(kArenaBytes + kCodecBudget + 12 * kMebibyte <= kHeapBytes);

// Regions, all carved when the workspace is made.
struct Workspace {
  static StatusOr<std::unique_ptr<Workspace>> Create();

  // The planes, the tile cache and the decode strips as one block, for a HeapLoan. What they held is lost.
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
  std::unique_ptr<std::byte, Free> block_;
};

}  // namespace easelight
