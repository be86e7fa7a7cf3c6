#include "wasm/export_options.h"

#include "core/io/metadata/xmp_packet.h"
#include "core/recipe/json_forms.h"

namespace easelight {
namespace {

constexpr size_t kMostNameBytes = 100;
constexpr Range kPower = {0.1, 10};

void ReadFormat(ObjectReader& reader, FileFormat& format) {
  const Json* value = reader.Find("format");
  if (value == nullptr) return;
  if (value->Is("tiff")) {
    format = FileFormat::kTiff;
  } else if (value->Is("png")) {
    format = FileFormat::kPng;
  } else if (value->Is("jpeg")) {
    format = FileFormat::kJpeg;
  } else {
    reader.Fail("format", *value, {"expected-choice", {{"choices", "tiff, png, jpeg"}}});
  }
}

// None is the space's own curve.
void ReadEncoding(ObjectReader& reader, std::optional<TransferCurve>& encoding) {
  const Json* value = reader.Find("encoding");
  if (value == nullptr || value->Is("own")) return;
  if (value->number() != nullptr) {
    double power = 1;
    reader.Element("encoding", *value, kPower, power);
    encoding = TransferCurve::Power(power);
  } else if (value->Is("linear")) {
    encoding = TransferCurve::Linear();
  } else if (value->Is("srgb")) {
    encoding = TransferCurve::Srgb();
  } else {
    reader.Fail("encoding", *value, {"expected-export-encoding", {{"low", kPower.low}, {"high", kPower.high}}});
  }
}

void ReadCompression(ObjectReader& reader, TiffCompression& compression) {
  const Json* value = reader.Find("compression");
  if (value == nullptr) return;
  if (value->Is("none")) {
    compression = TiffCompression::kNone;
  } else if (value->Is("deflate")) {
    compression = TiffCompression::kDeflate;
  } else {
    reader.Fail("compression", *value, {"expected-choice", {{"choices", "none, deflate"}}});
  }
}

}  // namespace

void ReadRendering(ObjectReader& reader, ProfileRendering& rendering) {
  ChoiceForm<RenderingIntent> form;
  for (const RenderingIntent intent : kRenderingIntents) {
    form.names.push_back(IntentName(intent));
    form.values.push_back(intent);
  }
  form.Read(reader, "intent", rendering.intent);
  reader.Boolean("blackPoint", rendering.black_point);
}

StatusOr<ExportOptions> ExportOptionsFromJson(std::string_view text, std::vector<uint8_t> icc_profile) {
  ASSIGN_OR_RETURN(const Json json, JsonFromText(text, "document-export-options"));
  Status status;
  ObjectReader reader(json, "", status);
  FileFormat format = FileFormat::kTiff;
  std::string space = "srgb";
  std::optional<TransferCurve> encoding;
  ReadFormat(reader, format);
  reader.Text("space", kMostNameBytes, space);
  ReadEncoding(reader, encoding);
  ProfileRendering rendering;
  ReadRendering(reader, rendering);
  RETURN_IF_ERROR(status);
  ASSIGN_OR_RETURN(ExportOptions options, icc_profile.empty()
                                              ? MakeExportOptions(format, space, encoding)
                                              : MakeExportOptions(format, std::move(icc_profile), rendering));
  double depth = options.depth;
  double quality = options.quality;
  double longest = options.longest;
  reader.Number("depth", {8, 16}, depth);
  reader.Number("quality", {1, 100}, quality);
  reader.Number("longest", {0, double{kMaxSide}}, longest);
  ReadCompression(reader, options.compression);
  reader.Text("link", kMaxGradeLinkBytes, options.grade_link);
  reader.Boolean("camera", options.keep_camera);
  reader.Boolean("location", options.keep_location);
  reader.Finish();
  RETURN_IF_ERROR(status);
  options.depth = static_cast<uint8_t>(depth);
  options.quality = static_cast<int>(quality);
  options.longest = static_cast<uint32_t>(longest);
  return options;
}

}  // namespace easelight
