#include "core/tables/clf_chain.h"

#include <algorithm>
#include <cmath>

#include "core/base/exact_math.h"
#include "core/film/input_stage.h"
#include "core/film/program.h"

namespace easelight {
namespace {

// What a reader's float32 logarithm takes smaller values as (SMPTE ST 2136-1, Log).
constexpr double kLeastFloat = 0x1p-126;

// IEC 61966-2-1 as CLF's monCurve, whose knee follows from the power and the offset: within 1e-5 of the standard's.
constexpr double kSrgbPower = 2.4;
constexpr double kSrgbOffset = 0.055;

// An entry for each scan code of 16 bits.
constexpr int kScanEntries = 65536;

// A power is a node of its own; other curves are tables. Of sRGB, too: its linear part must be exact, as dense film
// lies there and its density counts, which monCurve is not.
void AddDecoding(const ChannelCurves& curves, std::vector<ClfNode>& chain) {
  if (curves == AllChannels(TransferCurve::Linear())) return;
  if (curves == AllChannels(curves[0]) && curves[0].kind() == TransferCurve::Kind::kPower) {
    chain.push_back(ClfPower{curves[0].power()});
    return;
  }
  ClfTable table;
  for (int i = 0; i < kScanEntries; ++i) {
    const double code = static_cast<double>(i) / (kScanEntries - 1);
    table.entries.push_back(
        {curves[0].LinearFromEncoded(code), curves[1].LinearFromEncoded(code), curves[2].LinearFromEncoded(code)});
  }
  chain.push_back(std::move(table));
}

void AddEncoding(const TransferCurve& curve, std::vector<ClfNode>& chain) {
  if (curve.kind() == TransferCurve::Kind::kPower) chain.push_back(ClfPower{1 / curve.power()});
  if (curve.kind() == TransferCurve::Kind::kSrgb) chain.push_back(ClfLineAndRoot{kSrgbPower, kSrgbOffset});
}

void AddMatrix(const Matrix3& matrix, std::vector<ClfNode>& chain) {
  if (matrix != Matrix3::Identity()) chain.push_back(ClfMatrix{matrix, {}});
}

// The densities that print as different light in any channel.
PrintRange RangeOf(const Grade& grade) {
  PrintRange range = LightFromDensity(grade, 0).range();
  for (const int channel : {1, 2}) {
    const PrintRange other = LightFromDensity(grade, channel).range();
    range = {std::min(range.low, other.low), std::max(range.high, other.high)};
  }
  return range;
}

// Print curves between densities, both as parts of the range: there they bend less than as light.
void AddCurves(Grade grade, const PrintRange& range, int entries, std::vector<ClfNode>& chain) {
  bool identity = grade.print.master.IsIdentity();
  for (const PrintCurve& curve : grade.print.channels) identity = identity && curve.IsIdentity();
  if (identity) return;
  grade.print.glare = 0;
  const double span = range.high - range.low;
  ClfTable table{std::vector<Vector3>(static_cast<size_t>(entries))};
  for (int c = 0; c < 3; ++c) {
    const LightFromDensity light(grade, c);
    for (int i = 0; i < entries; ++i) {
      const double printed = std::max(light(range.low + span * i / (entries - 1)), double{kLeastTransmittance});
      table.entries[static_cast<size_t>(i)][static_cast<size_t>(c)] = (-ExactLog10(printed) - range.low) / span + 0.0;
    }
  }
  chain.push_back(std::move(table));
}

struct Evaluator {
  Vector3 color;

  template <typename Function>
  Vector3 Each(const Function& value) const {
    return {value(color[0]), value(color[1]), value(color[2])};
  }

  Vector3 operator()(const ClfPower& node) const {
    return Each([&](double x) { return ExactPow(std::max(x, 0.0), node.power); });
  }
  Vector3 operator()(const ClfLineAndRoot& node) const {
    const double power = node.power;
    const double offset = node.offset;
    const double knee = ExactPow(offset * power / ((power - 1) * (1 + offset)), power);
    const double slope = offset / (power - 1) / knee;
    return Each([=](double x) { return x < knee ? x * slope : (1 + offset) * ExactPow(x, 1 / power) - offset; });
  }
  Vector3 operator()(const ClfMatrix& node) const { return node.matrix * color + node.offset; }
  Vector3 operator()(const ClfRange& node) const {
    return Each([&](double x) { return std::min(std::max(x, node.low), node.high.value_or(HUGE_VAL)); });
  }
  Vector3 operator()(const ClfLog& node) const {
    return Each([&](double x) { return node.inverse ? ExactExp10(x) : ExactLog10(std::max(x, kLeastFloat)); });
  }
  Vector3 operator()(const ClfTable& node) const {
    const size_t last = node.entries.size() - 1;
    Vector3 result;
    for (size_t c = 0; c < 3; ++c) {
      const double place = std::clamp(color[c], 0.0, 1.0) * static_cast<double>(last);
      const size_t i = std::min(static_cast<size_t>(place), last - 1);
      const double low = node.entries[i][c];
      result[c] = low + (place - static_cast<double>(i)) * (node.entries[i + 1][c] - low);
    }
    return result;
  }
};

}  // namespace

StatusOr<std::vector<ClfNode>> ClfChainFromGrade(const Grade& grade, const OutputSpace& output, int curve_entries) {
  if (grade.table) return Unsupported("table-profile");
  std::vector<ClfNode> chain;
  AddDecoding(grade.input_encoding, chain);
  ASSIGN_OR_RETURN(const Matrix3 input, WorkingFromInput(grade));
  AddMatrix(input, chain);
  chain.push_back(ClfRange{kLeastTransmittance, std::nullopt});
  chain.push_back(ClfLog{false});
  // The logarithm is minus the density; what is printed, as a part of the range.
  const PrintRange range = RangeOf(grade);
  const double span = range.high - range.low;
  const DensityAffine printed = AffineFromGrade(grade.density, IsNegative(grade.film));
  const Matrix3 parts = Matrix3::Diagonal(Vector3::Constant(-1 / span)) * printed.matrix;
  chain.push_back(ClfMatrix{parts, (printed.offset - Vector3::Constant(range.low)) / span});
  chain.push_back(ClfRange{0, 1});
  AddCurves(grade, range, curve_entries, chain);
  chain.push_back(ClfMatrix{Matrix3::Diagonal(Vector3::Constant(-span)), Vector3::Constant(-range.low)});
  chain.push_back(ClfLog{true});
  if (const double glare = grade.print.glare; glare > 0) {
    const double scale = 1 / (1 - glare);
    chain.push_back(ClfMatrix{Matrix3::Diagonal(Vector3::Constant(scale)), Vector3::Constant(-glare * scale)});
    chain.push_back(ClfRange{0, std::nullopt});
  }
  ASSIGN_OR_RETURN(const Matrix3 out, OutputFromWorking(grade, output));
  AddMatrix(out, chain);
  chain.push_back(ClfRange{0, 1});
  AddEncoding(output.encoding, chain);
  return chain;
}

Vector3 Evaluated(const std::vector<ClfNode>& chain, Vector3 color) {
  for (const ClfNode& node : chain) color = std::visit(Evaluator{color}, node);
  return color;
}

}  // namespace easelight
