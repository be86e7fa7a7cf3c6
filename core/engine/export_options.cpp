#include "core/engine/export_options.h"

#include "core/color/file_space.h"
#include "core/color/icc_profile.h"
#include "core/engine/frame_view.h"
#include "core/recipe/json_reader.h"

namespace easelight {
namespace {

constexpr double kLeastPower = 1;
constexpr double kMostPower = 4;

std::string CurveTitle(const TransferCurve& curve) {
  switch (curve.kind()) {
    case TransferCurve::Kind::kLinear:
      return ", linear";
    case TransferCurve::Kind::kSrgb:
      return ", sRGB curve";
    default:
      break;
  }
  const int hundredths = static_cast<int>(curve.power() * 100 + 0.5);
  return ", gamma " + std::to_string(hundredths / 100) + "." + std::to_string(hundredths / 10 % 10) +
         std::to_string(hundredths % 10);
}

}  // namespace

Status CheckExportOptions(const ExportOptions& options) {
  const TransferCurve& encoding = options.space.encoding;
  const bool is_power = encoding.kind() == TransferCurve::Kind::kPower;
  if (is_power && !(encoding.power() >= kLeastPower && encoding.power() <= kMostPower)) {
    return OutOfRange("export-power", {{"power", encoding.power()}, {"low", kLeastPower}, {"high", kMostPower}});
  }
  if (options.depth != 8 && options.depth != 16) return OutOfRange("export-depth", {{"depth", options.depth}});
  if (options.quality < 1 || options.quality > 100) {
    return OutOfRange("export-quality", {{"quality", options.quality}});
  }
  constexpr int kLeast = kLeastReducedSide, kMost = kMaxSide;
  if (options.longest != 0 && (options.longest < kLeast || options.longest > kMost)) {
    return OutOfRange("export-longest", {{"pixels", options.longest}, {"least", kLeast}, {"most", kMost}});
  }
  return OkStatus();
}

StatusOr<const ColorSpace*> OutputSpaceNamed(std::string_view name) {
  const ColorSpace* space = FindColorSpace(name);
  if (space != nullptr && space->use != SpaceUse::kInput) return space;
  std::string known;
  for (const ColorSpace& s : ColorSpaces()) {
    if (s.use != SpaceUse::kInput) known += (known.empty() ? "" : ", ") + std::string(s.name);
  }
  return OutOfRange("export-space", {{"space", ShownValue(Json(name))}, {"known", known}});
}

StatusOr<ExportOptions> MakeExportOptions(FileFormat format, std::string_view space_name,
                                          const std::optional<TransferCurve>& encoding) {
  const FileSpace* file = FindFileSpace(space_name);
  if (file == nullptr) {
    std::string known;
    for (const FileSpace& s : FileSpaces()) known += (known.empty() ? "" : ", ") + std::string(s.name);
    return OutOfRange("export-space", {{"space", ShownValue(Json(space_name))}, {"known", known}});
  }
  ExportOptions options;
  options.format = format;
  options.space = file->space;
  options.space.encoding = encoding.value_or(file->space.encoding);
  RETURN_IF_ERROR(CheckExportOptions(options));
  options.space_title = file->title;
  if (!(options.space.encoding == file->space.encoding)) {
    options.space_title = (file->space.gray ? "Gray" : std::string(file->title)) + CurveTitle(options.space.encoding);
  }
  return options;
}

StatusOr<ExportOptions> MakeExportOptions(FileFormat format, std::vector<uint8_t> icc_profile,
                                          const ProfileRendering& rendering) {
  ExportOptions options;
  options.format = format;
  ASSIGN_OR_RETURN(options.space.profile, ReadOutputProfile(icc_profile, rendering));
  options.space_title = options.space.profile->description;
  options.icc_profile = std::move(icc_profile);
  return options;
}

}  // namespace easelight
