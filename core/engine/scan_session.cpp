#include "core/engine/scan_session.h"

#include <algorithm>

namespace easelight {

namespace {

auto HasNumber(ScanNumber number) {
  return [number](const std::shared_ptr<const ScanSession>& session) { return session->number == number; };
}

Status NotOpen(ScanNumber number) { return Stale("scan-not-open", {{"scan", number}}); }

}  // namespace

StatusOr<ScanNumber> ScanSessions::NextNumber() {
  if (open_.size() < kMost) return next_++;
  return ResourceExhausted("scans-open", {{"scans", open_.size()}});
}

void ScanSessions::Add(ScanNumber number, ScanSummary summary, std::unique_ptr<BlockFile> file) {
  auto session = std::make_shared<ScanSession>();
  session->number = number;
  session->layout = TileLayout(summary.info.size, summary.info.channels, summary.info.format);
  session->summary = std::move(summary);
  ShareTable(session->summary.encoding.color);
  session->file = std::move(file);
  open_.push_back(std::move(session));
}

// The scans of a roll have one profile, and its table takes half a megabyte.
void ScanSessions::ShareTable(ScanColor& color) const {
  if (!color.table) return;
  for (const auto& session : open_) {
    const auto& table = session->summary.encoding.color.table;
    if (table && table->digest == color.table->digest) color.table = table;
  }
}

StatusOr<std::shared_ptr<const ScanSession>> ScanSessions::Find(ScanNumber number) const {
  const auto found = std::find_if(open_.begin(), open_.end(), HasNumber(number));
  if (found == open_.end()) return NotOpen(number);
  return *found;
}

Status ScanSessions::Close(ScanNumber number) {
  return std::erase_if(open_, HasNumber(number)) > 0 ? OkStatus() : NotOpen(number);
}

}  // namespace easelight
