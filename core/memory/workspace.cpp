#include "core/memory/workspace.h"

#include <cstdlib>

namespace easelight {

StatusOr<std::unique_ptr<Workspace>> Workspace::Create(size_t view_pixels) {
  const size_t arena_bytes = ArenaBytes(view_pixels);
  auto workspace = std::make_unique<Workspace>();
  workspace->view_pixels_ = view_pixels;
  workspace->block_.reset(static_cast<std::byte*>(std::aligned_alloc(Region::kAlignment, arena_bytes)));
  if (workspace->block_ == nullptr) {
    return ResourceExhausted("arena-unavailable", {{"size", arena_bytes / kMebibyte}});
  }
  Region arena("arena", {workspace->block_.get(), arena_bytes});
  const auto carve = [&](Region& region, std::string_view name, size_t bytes) -> Status {
    ASSIGN_OR_RETURN(region, arena.Split(name, bytes));
    return OkStatus();
  };
  RETURN_IF_ERROR(carve(workspace->frames, "frames", FramesBudget(view_pixels)));
  // Planes, tiles and decode lie next to each other: see Lendable.
  RETURN_IF_ERROR(carve(workspace->planes, "density planes", PlanesBudget(view_pixels)));
  RETURN_IF_ERROR(carve(workspace->tiles, "tile cache", kTilesBudget));
  RETURN_IF_ERROR(carve(workspace->decode, "decode strips", kDecodeBudget));
  RETURN_IF_ERROR(carve(workspace->encode, "encode strips", kEncodeBudget));
  RETURN_IF_ERROR(carve(workspace->tables, "tables", kTablesBudget));
  return workspace;
}

std::span<std::byte> Workspace::Lendable() { return {block_.get() + FramesBudget(view_pixels_), kLoanBytes}; }

}  // namespace easelight
