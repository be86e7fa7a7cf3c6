#include "core/color/icc_output_table.h"

#include <lcms2_plugin.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace easelight {
namespace {

using lcms::OnGrid;

// No color, and no code, is further away.
double Bounded(float value) { return std::isfinite(value) ? std::clamp(double{value}, -4.0, 4.0) : 0.0; }

// The tables that lcms2 takes for the way to the device.
constexpr std::array<cmsTagSignature, 4> kFloatTables = {cmsSigBToD0Tag, cmsSigBToD1Tag, cmsSigBToD2Tag,
                                                         cmsSigBToD3Tag};
constexpr std::array<cmsTagSignature, 4> kTables = {cmsSigBToA0Tag, cmsSigBToA1Tag, cmsSigBToA2Tag, cmsSigBToA1Tag};

bool HasFloatTableOut(cmsHPROFILE profile, RenderingIntent intent) {
  return cmsIsTag(profile, kFloatTables[static_cast<size_t>(intent)]);
}

// Of the intent, or the perceptual one in its place.
cmsTagSignature TableTagOut(cmsHPROFILE profile, RenderingIntent intent) {
  const cmsTagSignature tag = kTables[static_cast<size_t>(intent)];
  return cmsIsTag(profile, tag) ? tag : cmsSigBToA0Tag;
}

// A curve of a table's own, of 0..1.
TransferCurve CurveOf(const cmsToneCurve* curve) {
  constexpr size_t kSamples = 4097;
  std::vector<float> values(kSamples);
  for (size_t i = 0; i < kSamples; ++i) {
    values[i] = OnGrid(Inside(cmsEvalToneCurveFloat(curve, static_cast<float>(i) / (kSamples - 1))));
  }
  return TransferCurve::Sampled(std::move(values));
}

// The curves of a stage for `channels`, which may be one for all three.
std::optional<ChannelCurves> CurvesOf(cmsStage* stage, size_t channels) {
  const auto* data = static_cast<const _cmsStageToneCurvesData*>(cmsStageData(stage));
  if (data->nCurves != channels) return std::nullopt;
  ChannelCurves curves = AllChannels(CurveOf(data->TheCurves[0]));
  for (size_t c = 1; c < channels; ++c) curves[c] = CurveOf(data->TheCurves[c]);
  return curves;
}

bool FillFrom(cmsStage* stage, size_t channels, OutputTable& table) {
  const auto* data = static_cast<const _cmsStageCLutData*>(cmsStageData(stage));
  const cmsUInt32Number* sides = data->Params->nSamples;
  const size_t side = sides[0];
  const size_t nodes = side * side * side;
  const bool even = sides[1] == side && sides[2] == side && side >= 2;
  if (!even || cmsStageInputChannels(stage) != 3 || data->nEntries != nodes * channels) return false;
  table.side = side;
  table.nodes.reserve(OutputTable::kNodeFloats * nodes);
  for (size_t node = 0; node < nodes; ++node) {
    for (size_t c = 0; c < 3; ++c) {
      const size_t at = node * channels + std::min(c, channels - 1);
      const double value = data->HasFloatValues ? Inside(data->Tab.TFloat[at]) : data->Tab.T[at] / 65535.0;
      table.nodes.push_back(static_cast<float>(value));
    }
    table.nodes.push_back(0.0f);
  }
  return true;
}

}  // namespace

bool HasTableOut(cmsHPROFILE profile, RenderingIntent intent) {
  return HasFloatTableOut(profile, intent) || cmsIsTag(profile, TableTagOut(profile, intent));
}

double Inside(float value) { return std::isfinite(value) ? std::clamp(double{value}, 0.0, 1.0) : 0.0; }

OutputTable SampledTable(const std::function<std::array<float, 3>(const cmsCIELab&)>& node_of) {
  constexpr size_t kSide = 65;
  // Of the encoding: L* 0..100, a* and b* -128..127.
  const auto along = [](size_t i, double range) { return range * static_cast<double>(i) / (kSide - 1); };
  OutputTable table;
  table.side = kSide;
  table.nodes.reserve(OutputTable::kNodeFloats * kSide * kSide * kSide);
  for (size_t l = 0; l < kSide; ++l) {
    for (size_t a = 0; a < kSide; ++a) {
      for (size_t b = 0; b < kSide; ++b) {
        const cmsCIELab lab = {along(l, 100), along(a, 255) - 128, along(b, 255) - 128};
        for (const float value : node_of(lab)) table.nodes.push_back(OnGrid(Bounded(value)));
        table.nodes.push_back(0.0f);
      }
    }
  }
  return table;
}

std::optional<OutputTable> OwnTable(cmsHPROFILE profile, RenderingIntent intent, size_t channels) {
  if (cmsGetPCS(profile) != cmsSigLabData || HasFloatTableOut(profile, intent)) return std::nullopt;
  const cmsTagSignature tag = TableTagOut(profile, intent);
  const auto* pipeline = static_cast<const cmsPipeline*>(cmsReadTag(profile, tag));
  if (pipeline == nullptr) return std::nullopt;
  OutputTable table;
  std::array<uint8_t, 4> type{};
  cmsReadRawTag(profile, tag, type.data(), static_cast<cmsUInt32Number>(type.size()));
  if (std::equal(type.begin(), type.end(), "mft2")) table.range = OutputTable::kRangeOf16Bits;
  for (cmsStage* stage = cmsPipelineGetPtrToFirstStage(pipeline); stage != nullptr; stage = cmsStageNext(stage)) {
    const bool before = table.nodes.empty();
    if (cmsStageType(stage) == cmsSigCLutElemType && before) {
      if (!FillFrom(stage, channels, table)) return std::nullopt;
    } else if (cmsStageType(stage) == cmsSigCurveSetElemType) {
      const auto curves = CurvesOf(stage, before ? 3 : channels);
      if (!curves) return std::nullopt;
      (before ? table.axes : table.codes) = *curves;
    } else {
      return std::nullopt;
    }
  }
  if (table.nodes.empty()) return std::nullopt;
  return table;
}

}  // namespace easelight
