#include "wasm/profile_binding.h"

#include "core/color/icc_profile.h"
#include "wasm/export_options.h"
#include "wasm/outcome.h"

namespace easelight {
namespace {

const char* ColorsName(DeviceColors colors) {
  switch (colors) {
    case DeviceColors::kGray:
      return "gray";
    case DeviceColors::kRgb:
      return "rgb";
    case DeviceColors::kCmyk:
      return "cmyk";
  }
  return "rgb";
}

}  // namespace

StatusOr<std::vector<uint8_t>> ProfileFromVal(const emscripten::val& bytes) {
  if (bytes.isNull()) return std::vector<uint8_t>();
  if (bytes["length"].as<unsigned>() > kMaxProfileBytes) {
    return InvalidInput("profile-large", {{"limit", kMaxProfileBytes / kMebibyte}});
  }
  return emscripten::convertJSArrayToNumberVector<uint8_t>(bytes);
}

emscripten::val DeviceFactsOf(const emscripten::val& bytes) {
  return Outcome([&]() -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const auto profile, ProfileFromVal(bytes));
    ASSIGN_OR_RETURN(const DeviceFacts facts, ReadDeviceFacts(profile));
    return Json(Json::Object{{"name", facts.description}, {"colors", ColorsName(facts.colors)}});
  });
}

Status SetSoftProof(Engine& engine, const emscripten::val& bytes, const std::string& options) {
  ASSIGN_OR_RETURN(const auto profile, ProfileFromVal(bytes));
  ASSIGN_OR_RETURN(const Json json, JsonFromText(options, "document-proof-options"));
  Status status;
  ObjectReader reader(json, "", status);
  SoftProof proof;
  ReadRendering(reader, proof.rendering);
  reader.Boolean("paperWhite", proof.paper_white);
  reader.Finish();
  RETURN_IF_ERROR(status);
  return engine.SetSoftProof(profile, proof);
}

}  // namespace easelight
