#include "core/engine/scan_record.h"

#include <charconv>

#include "core/io/exif_reader.h"
#include "core/io/exif_writer.h"
#include "core/io/xmp_packet.h"
#include "core/recipe/json_reader.h"

namespace easelight {
namespace {

constexpr int kVersion = 2;  // 2 added grade and exif.
constexpr size_t kMostExifDigits = 2 * kMaxExifBlockBytes;
constexpr size_t kMostRecordBytes = kMaxGradeLinkBytes + kMostExifDigits + 16 * 1024;
constexpr size_t kMostTextBytes = 1024;
constexpr double kMostFileBytes = 1e15;

// The power of an encoding; 0 stands for sRGB's curve and 1 for linear.
double PowerFromCurve(const TransferCurve& curve) {
  return curve.kind() == TransferCurve::Kind::kSrgb     ? 0.0
         : curve.kind() == TransferCurve::Kind::kLinear ? 1.0
                                                        : curve.power();
}
TransferCurve CurveFromPower(double power) {
  return power == 0.0 ? TransferCurve::Srgb() : power == 1.0 ? TransferCurve::Linear() : TransferCurve::Power(power);
}

std::string HexFromBytes(ByteSpan bytes) {
  std::string text;
  for (const uint8_t byte : bytes) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

// Up to the first pair that is none of digits.
std::vector<uint8_t> BytesFromHex(std::string_view text) {
  std::vector<uint8_t> bytes;
  for (; text.size() >= 2; text.remove_prefix(2)) {
    uint8_t byte = 0;
    if (std::from_chars(text.data(), text.data() + 2, byte, 16).ptr != text.data() + 2) break;
    bytes.push_back(byte);
  }
  return bytes;
}

// A whole number within a range.
template <typename T>
void Whole(ObjectReader& reader, std::string_view key, Range range, T& target) {
  double value = static_cast<double>(target);
  reader.Number(key, range, value);
  if (reader.ok() && value != static_cast<double>(static_cast<uint64_t>(value))) {
    return reader.Fail(key, Json(value), "a whole number");
  }
  target = static_cast<T>(value);
}

}  // namespace

std::string RecordFromSummary(const ScanSummary& summary) {
  const ScanInfo& info = summary.info;
  return TextFromJson(Json::Object{{"version", kVersion},
                                   {"name", summary.name},
                                   {"container", info.container},
                                   {"width", info.size.width},
                                   {"height", info.size.height},
                                   {"channels", info.channels},
                                   {"sampleBytes", BytesPerSample(info.format)},
                                   {"bits", info.bits_in_file},
                                   {"orientation", info.orientation},
                                   {"power", PowerFromCurve(summary.encoding.curve)},
                                   {"space", summary.encoding.space_name},
                                   {"reason", summary.encoding.reason},
                                   {"grade", summary.grade},
                                   {"exif", HexFromBytes(ExifBlockFromEntries(info.exif, info.size))},
                                   {"fileBytes", summary.file_bytes}});
}

StatusOr<ScanSummary> SummaryFromRecord(std::string_view record) {
  if (record.size() > kMostRecordBytes) return InvalidInput("the record of the stored scan is too long");
  ASSIGN_OR_RETURN(const Json document, JsonFromText(record, "the record of the stored scan"));
  Status status;
  ObjectReader reader(document, "", status);
  ScanSummary summary;
  ScanInfo& info = summary.info;
  int version = 0;
  int sample_bytes = 0;
  double power = 0;
  std::string exif;
  Whole(reader, "version", {kVersion, kVersion}, version);
  reader.Text("name", kMostTextBytes, summary.name);
  reader.Text("container", kMostTextBytes, info.container);
  Whole(reader, "width", {1, kMaxSide}, info.size.width);
  Whole(reader, "height", {1, kMaxSide}, info.size.height);
  Whole(reader, "channels", {1, 3}, info.channels);
  Whole(reader, "sampleBytes", {1, 4}, sample_bytes);
  Whole(reader, "bits", {1, 32}, info.bits_in_file);
  Whole(reader, "orientation", {1, 8}, info.orientation);
  reader.Number("power", {0, 10}, power);
  reader.Text("space", kMostTextBytes, summary.encoding.space_name);
  reader.Text("reason", kMostTextBytes, summary.encoding.reason);
  reader.Text("grade", kMaxGradeLinkBytes, summary.grade);
  reader.Text("exif", kMostExifDigits, exif);
  Whole(reader, "fileBytes", {0, kMostFileBytes}, summary.file_bytes);
  reader.Finish();
  RETURN_IF_ERROR(status);
  if (!summary.grade.empty()) RETURN_IF_ERROR(CheckGradeLink(summary.grade));
  if (version != kVersion || info.size.pixels() == 0 || info.size.pixels() > kMaxPixels || info.channels == 2 ||
      sample_bytes == 3 || sample_bytes == 0) {
    return InvalidInput("the record of the stored scan is incomplete");
  }
  info.format = sample_bytes == 1   ? SampleFormat::kUint8
                : sample_bytes == 2 ? SampleFormat::kUint16
                                    : SampleFormat::kFloat32;
  info.exif = ReadExif(BytesFromHex(exif)).entries;
  summary.encoding.curve = CurveFromPower(power);
  summary.upright = UprightSize(info.size, info.orientation);
  summary.store_bytes = TileLayout(info.size, info.channels, info.format).file_bytes;
  return summary;
}

}  // namespace easelight
