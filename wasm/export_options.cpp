#include "wasm/export_options.h"

#include "core/io/metadata/xmp_packet.h"
#include "core/recipe/json_forms.h"

namespace easelight {
namespace {

constexpr size_t kMostNameBytes = 100;
// Numbers as the engine can be asked about; which of them can be written is CheckExportOptions's to say.
constexpr Range kAnyNumber = {-1e9, 1e9};

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
    reader.Element("encoding", *value, kAnyNumber, power);
    encoding = TransferCurve::Power(power);
  } else if (value->Is("linear")) {
    encoding = TransferCurve::Linear();
  } else if (value->Is("srgb")) {
    encoding = TransferCurve::Srgb();
  } else {
    reader.Fail("encoding", *value, {"expected-export-encoding"});
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
  WholeForm{kAnyNumber}.Read(reader, "depth", options.depth);
  WholeForm{kAnyNumber}.Read(reader, "quality", options.quality);
  WholeForm{kAnyNumber}.Read(reader, "longest", options.longest);
  ReadCompression(reader, options.compression);
  reader.Text("link", kMaxGradeLinkBytes, options.grade_link);
  reader.Boolean("camera", options.keep_camera);
  reader.Boolean("location", options.keep_location);
  reader.Finish();
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(CheckExportOptions(options));
  return options;
}

}  // namespace easelight
