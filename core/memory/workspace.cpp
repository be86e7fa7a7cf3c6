#include "core/memory/workspace.h"

#include <cstdlib>

namespace easelight {

StatusOr<std::unique_ptr<Workspace>> Workspace::Create() {
  auto workspace = std::make_unique<Workspace>();
  workspace->block_.reset(static_cast<std::byte*>(std::aligned_alloc(Region::kAlignment, kArenaBytes)));
  if (workspace->block_ == nullptr) {
    return ResourceExhausted("arena-unavailable", {{"size", kArenaBytes / kMebibyte}});
  }
  Region arena("arena", {workspace->block_.get(), kArenaBytes});
  const auto carve = [&](Region& region, std::string_view name, size_t bytes) -> Status {
    ASSIGN_OR_RETURN(region, arena.Split(name, bytes));
    return OkStatus();
  };
  RETURN_IF_ERROR(carve(workspace->frames, "frames", kFramesBudget));
  // Planes, tiles and decode lie next to each other: see Lendable.
  RETURN_IF_ERROR(carve(workspace->planes, "density planes", kPlanesBudget));
  RETURN_IF_ERROR(carve(workspace->tiles, "tile cache", kTilesBudget));
  RETURN_IF_ERROR(carve(workspace->decode, "decode strips", kDecodeBudget));
  RETURN_IF_ERROR(carve(workspace->encode, "encode strips", kEncodeBudget));
  RETURN_IF_ERROR(carve(workspace->tables, "tables", kTablesBudget));
  return workspace;
}

std::span<std::byte> Workspace::Lendable() { return {block_.get() + kFramesBudget, kLoanBytes}; }

}  // namespace easelight
