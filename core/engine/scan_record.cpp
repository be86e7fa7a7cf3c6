#include "core/engine/scan_record.h"

#include "core/engine/known_setup.h"
#include "core/engine/scan_facts.h"
#include "core/io/metadata/exif_writer.h"
#include "core/io/metadata/xmp_packet.h"

namespace easelight {
namespace {

// 7 has what tells a picture from others, infrared, alpha, the encoding of a maker, and how many rows the file has.
constexpr int kVersion = 8;
constexpr size_t kMostRecordBytes = kMaxGradeLinkBytes + 2 * kMaxExifBlockBytes + 16 * 1024;

Status Incomplete() { return InvalidInput("record-incomplete"); }

// Reads all keys but the version.
StatusOr<ScanSummary> SummaryFromDocument(const Json& document) {
  ScanSummary summary;
  Status status;
  ReadKeys(KeptFacts(), document, status, summary);
  RETURN_IF_ERROR(status);
  for (const ScanFact& fact : KeptFacts()) {
    if (document.Find(fact.path) == nullptr) return Incomplete();
  }
  return summary;
}

}  // namespace

std::string RecordFromSummary(const ScanSummary& summary) {
  Json record = WriteKeys(KeptFacts(), summary);
  record.Set("version", kVersion);
  return TextFromJson(record);
}

StatusOr<ScanSummary> SummaryFromRecord(std::string_view record) {
  if (record.size() > kMostRecordBytes) return InvalidInput("record-long");
  ASSIGN_OR_RETURN(Json document, JsonFromText(record, "document-record"));
  const Json* version = document.Find("version");
  if (version == nullptr || !version->Is(kVersion)) return InvalidInput("record-version");
  std::erase_if(*document.object(), [](const JsonMember& member) { return member.key == "version"; });
  ASSIGN_OR_RETURN(ScanSummary summary, SummaryFromDocument(document));
  ScanInfo& info = summary.info;
  if (!summary.grade.empty()) RETURN_IF_ERROR(CheckGradeLink(summary.grade));
  if (info.size.pixels() == 0 || info.size.pixels() > kMaxPixels) return Incomplete();
  if (summary.rows_in_file < info.size.height) return Incomplete();
  summary.upright = UprightSize(info.size, info.orientation);
  summary.store_bytes = StoreBytes(summary);
  summary.scanned_with = ScannedWith(info);
  return summary;
}

}  // namespace easelight
