#include "core/color/icc_table.h"

#include <lcms2_plugin.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "core/base/sha256.h"
#include "core/color/color_space.h"

namespace easelight {
namespace {

constexpr size_t kAxisSamples = 4097;

using lcms::OnGrid;

// The tag that lcms2 takes for the relative colorimetric intent.
cmsTagSignature TableTag(cmsHPROFILE profile) {
  for (const cmsTagSignature tag : {cmsSigDToB1Tag, cmsSigAToB1Tag}) {
    if (cmsIsTag(profile, tag)) return tag;
  }
  return cmsSigAToB0Tag;
}

// Asks lcms2 for colors, relative to white, of codes of one or three channels.
class Sampler {
 public:
  Sampler(cmsContext context, cmsHPROFILE profile, size_t channels)
      : node_(cmsGetPCS(profile) == cmsSigLabData ? ColorTable::Node::kLabRoots : ColorTable::Node::kXyz),
        target_(node_ == ColorTable::Node::kXyz ? cmsCreateXYZProfileTHR(context)
                                                : cmsCreateLab4ProfileTHR(context, nullptr)),
        transform_(cmsCreateTransformTHR(context, profile, channels == 1 ? TYPE_GRAY_FLT : TYPE_RGB_FLT, target_.get(),
                                         node_ == ColorTable::Node::kXyz ? TYPE_XYZ_DBL : TYPE_Lab_DBL,
                                         INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE)) {}

  bool works() const { return transform_ != nullptr; }
  ColorTable::Node node() const { return node_; }

  // What a node of a table holds of that code.
  Vector3 NodeOf(const std::array<float, 3>& code) const {
    std::array<double, 3> color{};
    cmsDoTransform(transform_.get(), code.data(), color.data(), 1);
    // No color is further away; hostile tables may hold no numbers.
    for (double& v : color) v = std::isfinite(v) ? std::clamp(v, -1000.0, 1000.0) : 0.0;
    const auto [first, second, third] = color;
    if (node_ == ColorTable::Node::kXyz) return Over(Vector3(color), lcms::ConnectionWhite());
    const double root = (first + 16) / 116;
    return {root + second / 500, root, root - third / 200};
  }

  double LuminanceOfGray(float code) const {
    const double y = NodeOf({code, code, code})[1];
    if (node_ == ColorTable::Node::kXyz) return y;
    return y > 6.0 / 29 ? y * y * y : 108.0 / 841 * (y - 4.0 / 29);
  }

 private:
  ColorTable::Node node_;
  lcms::Profile target_;
  lcms::Transform transform_;
};

TransferCurve GrayCurve(const Sampler& sampler) {
  std::vector<float> light(kAxisSamples);
  for (size_t i = 0; i < kAxisSamples; ++i) {
    const float code = static_cast<float>(i) / (kAxisSamples - 1);
    light[i] = std::max(0.0f, OnGrid(sampler.LuminanceOfGray(code)));
  }
  return TransferCurve::Sampled(std::move(light));
}

TransferCurve AxisFrom(const cmsToneCurve* curve) {
  std::vector<float> places(kAxisSamples);
  for (size_t i = 0; i < kAxisSamples; ++i) {
    const float place = cmsEvalToneCurveFloat(curve, static_cast<float>(i) / (kAxisSamples - 1));
    places[i] = std::isfinite(place) ? OnGrid(std::clamp(place, 0.0f, 1.0f)) : 0.0f;
  }
  return TransferCurve::Sampled(std::move(places));
}

// Takes over how the profile's own table begins: curves, then even nodes, as many on each axis.
void UseAxes(cmsHPROFILE profile, ColorTable& table) {
  const auto* pipeline = static_cast<const cmsPipeline*>(cmsReadTag(profile, TableTag(profile)));
  const cmsStage* stage = pipeline != nullptr ? cmsPipelineGetPtrToFirstStage(pipeline) : nullptr;
  if (stage != nullptr && cmsStageType(stage) == cmsSigCurveSetElemType) {
    const auto* curves = static_cast<const _cmsStageToneCurvesData*>(cmsStageData(stage));
    if (curves->nCurves != table.axes.size()) return;
    for (size_t c = 0; c < table.axes.size(); ++c) table.axes[c] = AxisFrom(curves->TheCurves[c]);
    stage = cmsStageNext(stage);
  }
  if (stage == nullptr || cmsStageType(stage) != cmsSigCLutElemType) return;
  const cmsUInt32Number* sides = static_cast<const _cmsStageCLutData*>(cmsStageData(stage))->Params->nSamples;
  const bool even = sides[0] == sides[1] && sides[0] == sides[2];
  if (even && sides[0] >= 2 && sides[0] <= ColorTable::kMostSide) table.side = sides[0];
}

// The code at each node of an axis.
std::vector<float> CodesAlong(const TransferCurve& axis, size_t side) {
  std::vector<float> codes(side);
  for (size_t i = 0; i < side; ++i) {
    codes[i] = static_cast<float>(axis.EncodedFromLinear(static_cast<double>(i) / static_cast<double>(side - 1)));
  }
  return codes;
}

void FillNodes(const Sampler& sampler, ColorTable& table) {
  std::array<std::vector<float>, 3> codes;
  for (size_t c = 0; c < codes.size(); ++c) codes[c] = CodesAlong(table.axes[c], table.side);
  table.nodes.reserve(3 * table.side * table.side * table.side);
  for (const float r : codes[0]) {
    for (const float g : codes[1]) {
      for (const float b : codes[2]) {
        const Vector3 node = sampler.NodeOf({r, g, b});
        for (const double v : node.values) table.nodes.push_back(OnGrid(v));
      }
    }
  }
}

// ProPhoto's primaries, which hold nearly every color of real things, about the connection space's white.
Status UsePrimaries(ColorTable& table) {
  table.primaries = {FindColorSpace("prophoto")->primaries.rgb, lcms::ConnectionChromaticity()};
  ASSIGN_OR_RETURN(table.profile_xyz, XyzFromRgb(table.primaries));
  const Matrix3 rgb_from_ratios = table.profile_xyz.Inverse() * Matrix3::Diagonal(lcms::ConnectionWhite());
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) {
      table.rgb_from_xyz[row][column] = static_cast<float>(rgb_from_ratios(row, column));
    }
  }
  return OkStatus();
}

// Of what decides a table: its nodes, and where on the axes codes lie.
uint64_t DigestOf(const ColorTable& table) {
  std::vector<float> places;
  for (const TransferCurve& axis : table.axes) {
    for (size_t i = 0; i < kAxisSamples; ++i) {
      places.push_back(static_cast<float>(axis.LinearFromEncoded(static_cast<double>(i) / (kAxisSamples - 1))));
    }
  }
  places.push_back(table.node == ColorTable::Node::kXyz ? 0.0f : 1.0f);
  Sha256 sha;
  for (const std::vector<float>* part : {&table.nodes, &std::as_const(places)}) {
    sha.Update({reinterpret_cast<const uint8_t*>(part->data()), part->size() * sizeof(float)});
  }
  const Sha256::Digest hash = sha.Finish();
  uint64_t digest;
  std::memcpy(&digest, hash.data(), sizeof digest);
  return digest;
}

}  // namespace

bool HasTable(cmsHPROFILE profile) { return cmsIsTag(profile, TableTag(profile)); }

StatusOr<TableColor> SampleTable(cmsContext context, cmsHPROFILE profile, size_t channels) {
  const Sampler sampler(context, profile, channels);
  if (!sampler.works()) return InvalidInput("profile-table-damaged");
  TableColor color{GrayCurve(sampler), nullptr};
  if (channels == 1) return color;
  auto table = std::make_shared<ColorTable>();
  table->node = sampler.node();
  UseAxes(profile, *table);
  RETURN_IF_ERROR(UsePrimaries(*table));
  FillNodes(sampler, *table);
  table->digest = DigestOf(*table);
  color.table = std::move(table);
  return color;
}

}  // namespace easelight
