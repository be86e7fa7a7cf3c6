#include "core/film/encode.h"

namespace easelight {

void BuildEncodeTable(const TransferCurve& curve, double max_code, EncodeTable& table) {
  const auto light_of_key = [](int key) {
    return static_cast<double>(BitCast<float>(static_cast<uint32_t>(key) << EncodeTable::kShift));
  };
  table.pieces[0] = {0.0f, 0.0f};
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

}  // namespace easelight
