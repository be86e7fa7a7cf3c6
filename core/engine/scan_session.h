// The scans that are open in an engine, each by its number.
#pragma once

#include <memory>
#include <vector>

#include "core/engine/scan_opening.h"
#include "core/store/scan_store.h"

namespace easelight {

// An open scan. A task holds the one that it works on: its file stays open until the last has let go.
struct ScanSession {
  ScanNumber number = 0;
  ScanSummary summary;
  TileLayout layout;
  std::unique_ptr<BlockFile> file;
};

class ScanSessions {
 public:
  // As many as a roll has frames, and more; each takes a few kilobytes of the codec zone, and one open file. Each
  // profile among them that is a table takes half a megabyte, once for all scans that have it.
  static constexpr size_t kMost = 64;

  explicit ScanSessions(ScanNumber first) : next_(first) {}

  // A number that no scan has had. Errors: kResourceExhausted when kMost scans are open.
  StatusOr<ScanNumber> NextNumber();

  void Add(ScanNumber number, ScanSummary summary, std::unique_ptr<BlockFile> file);

  // Errors: kStale.
  StatusOr<std::shared_ptr<const ScanSession>> Find(ScanNumber number) const;
  // Errors: kStale.
  Status Close(ScanNumber number);

  bool empty() const { return open_.empty(); }

 private:
  void ShareTable(ScanColor& color) const;

  ScanNumber next_;
  std::vector<std::shared_ptr<const ScanSession>> open_;
};

}  // namespace easelight
