// The engine's exports, and the check of them before they are made.
#include "core/engine/engine.h"
#include "core/engine/within_memory.h"

namespace easelight {

Status Engine::BeginCheck(ScanNumber scan, const Recipe& recipe, const ExportOptions& options) {
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  if (exporting_) return InvalidInput("engine-exporting");
  CancelCheck();
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(session->summary, recipe));
  const Grade grade = GradeOf(session->summary, recipe);
  auto check = WithinMemory(
      [&] { return PreviewCheck::Begin(session, tiles_, grade, grade, map, options, pool_, workspace_->encode); });
  if (!check.ok()) {
    workspace_->encode.ReleaseAll();
    return check.status();
  }
  check_ = std::move(check).value();
  difference_ = check_->difference();
  return OkStatus();
}

StatusOr<Progress> Engine::CheckStep() {
  if (!check_) return InvalidInput("engine-not-checking");
  StatusOr<ScanStore> store = StoreForView(check_->scan());
  const Status status = store.ok() ? WithinMemory([&] { return check_->Step(*store, *view_); }) : store.status();
  difference_ = check_->difference();
  const Progress progress = check_->progress();
  if (!status.ok() || progress.finished()) CancelCheck();
  RETURN_IF_ERROR(status);
  return progress;
}

void Engine::CancelCheck() {
  if (!check_) return;
  check_.reset();
  workspace_->encode.ReleaseAll();
  tiles_.Release(TileReader::kExport);
  if (sessions_.empty()) ReleaseTiles();
}

StatusOr<Extent> Engine::BeginExport(ScanNumber scan, const Recipe& recipe, const ExportOptions& options,
                                     std::unique_ptr<BlockFile> file) {
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  if (exporting_) return InvalidInput("engine-exporting");
  CancelCheck();
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(session->summary, recipe));
  auto task = WithinMemory([&] {
    return Exporting::Begin(session, tiles_, GradeOf(session->summary, recipe), map, options, std::move(file), pool_,
                            workspace_->encode);
  });
  if (!task.ok()) {
    workspace_->encode.ReleaseAll();
    return task.status();
  }
  exporting_ = std::move(task).value();
  // What the view has read for frames of before makes room, until it reads it again.
  tiles_.Release(TileReader::kView);
  return exporting_->size();
}

StatusOr<Progress> Engine::ExportStep() {
  if (!exporting_) return InvalidInput("engine-not-exporting");
  const Status status = WithinMemory([&]() -> Status {
    RETURN_IF_ERROR(PrepareTiles());
    return exporting_->Step();
  });
  if (!status.ok()) {
    CancelExport();
    return status;
  }
  export_times_ = exporting_->times();
  const Progress progress = exporting_->progress();
  if (progress.finished()) CancelExport();
  return progress;
}

void Engine::CancelExport() {
  exporting_.reset();
  workspace_->encode.ReleaseAll();
  tiles_.Release(TileReader::kExport);
  if (sessions_.empty()) ReleaseTiles();
}

}  // namespace easelight
