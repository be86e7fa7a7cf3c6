#include "core/film/encode.h"

#include <algorithm>

namespace easelight {
namespace {

// Pieces meet at half steps; the first and last are half as long.
void BuildCurveTable(const TransferCurve& curve, double scale, CurveTable& table) {
  const auto at = [&](double step) {
    return scale * curve.LinearFromEncoded(std::clamp(step / CurveTable::kSteps, 0.0, 1.0));
  };
  for (int i = 0; i <= CurveTable::kSteps; ++i) {
    const double left = at(i - 0.5);
    const double right = at(i + 0.5);
    const bool at_end = i == 0 || i == CurveTable::kSteps;
    const double value = at_end ? at(i) : 0.5 * (left + right);
    table.pieces[static_cast<size_t>(i)] = {static_cast<float>(value),
                                            static_cast<float>((at_end ? 2.0 : 1.0) * (right - left))};
  }
}

}  // namespace

void BuildEncodeTable(const TransferCurve& curve, double max_code, EncodeTable& table) {
  const auto light_of_key = [](int key) {
    return static_cast<double>(BitCast<float>(static_cast<uint32_t>(key) << EncodeTable::kShift));
  };
  table.pieces[0] = {static_cast<float>(max_code * curve.EncodedFromLinear(0.0)), 0.0f};
  double x0 = light_of_key(EncodeTable::kFirstKey);
  double y0 = max_code * curve.EncodedFromLinear(x0);
  for (int i = 1; i <= EncodeTable::kPieces; ++i) {
    const double x1 = light_of_key(EncodeTable::kFirstKey + i);
    const double y1 = max_code * curve.EncodedFromLinear(x1);
    const double slope = (y1 - y0) / (x1 - x0);
    table.pieces[static_cast<size_t>(i)] = {static_cast<float>(y0 - slope * x0), static_cast<float>(slope)};
    x0 = x1;
    y0 = y1;
  }
  table.pieces[EncodeTable::kPieces + 1] = {static_cast<float>(max_code), 0.0f};
}

void BuildProfileEncoding(const OutputProfile& profile, double max_code, ProfileEncoding& encoding) {
  for (size_t c = 0; c < 3; ++c) {
    encoding.black[c] = static_cast<float>(profile.black[c]);
    if (c > 0 && profile.curves[c] == profile.curves[0]) {
      encoding.curves[c] = encoding.curves[0];
    } else {
      BuildEncodeTable(profile.curves[c], profile.table ? 1.0 : max_code, encoding.curves[c]);
    }
  }
  encoding.proof = profile.proof;
  if (!profile.table) return;
  encoding.side = profile.table->side;
  encoding.range = static_cast<float>(profile.table->range);
  for (size_t c = 0; c < 3; ++c) {
    BuildCurveTable(profile.table->axes[c], static_cast<double>(encoding.side - 1), encoding.axes[c]);
    if (!profile.proof) BuildCurveTable(profile.table->codes[c], max_code, encoding.codes[c]);
  }
}

void BuildByteTable(const EncodeTable& encode, ByteTable& table) {
  // A piece takes the code of its middle.
  constexpr uint32_t kHalf = 1u << (ByteTable::kShift - 1);
  for (int i = 0; i <= ByteTable::kKeys; ++i) {
    const uint32_t bits = (static_cast<uint32_t>(ByteTable::kBlackKey + i) << ByteTable::kShift) | kHalf;
    table.codes[static_cast<size_t>(i)] = static_cast<uint8_t>(EncodedCode(encode, BitCast<float>(bits)));
  }
  table.codes[ByteTable::kKeys + 1] = static_cast<uint8_t>(EncodedCode(encode, 1.0f));
}

void BuildLinearTable(const TransferCurve& curve, SampleFormat format, CodeTable& table) {
  if (format == SampleFormat::kFloat32) return;
  const uint32_t max_code = format == SampleFormat::kUint8 ? 255 : 65535;
  for (uint32_t code = 0; code <= max_code; ++code) {
    table[code] = static_cast<float>(curve.LinearFromEncoded(double(code) / max_code));
  }
}

void BuildLightTable(const TransferCurve& curve, LightTable& table) {
  // Pieces meet at the samples whose bits they begin with.
  double x0 = 0.0;
  double y0 = curve.LinearFromEncoded(0.0);
  for (int i = 0; i <= LightTable::kPieces; ++i) {
    const auto bits = static_cast<uint32_t>(LightTable::kFirstKey + i) << LightTable::kShift;
    const double x1 = BitCast<float>(bits);
    const double y1 = curve.LinearFromEncoded(x1);
    const double slope = (y1 - y0) / (x1 - x0);
    table.pieces[static_cast<size_t>(i)] = {static_cast<float>(y0 - slope * x0), static_cast<float>(slope)};
    x0 = x1;
    y0 = y1;
  }
  table.pieces[LightTable::kPieces + 1] = {static_cast<float>(y0), 0.0f};
}

}  // namespace easelight
