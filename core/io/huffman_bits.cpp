#include "core/io/huffman_bits.h"

#include <algorithm>

namespace easelight {

bool EntropyBits::NextByte(uint8_t& byte) {
  if (chunk_.empty()) {
    if (at_ >= end_ || !status_.ok()) return false;
    const StatusOr<ByteSpan> chunk = reader_->BytesFrom(at_);
    if (!chunk.ok()) {
      status_ = chunk.status();
      return false;
    }
    chunk_ = chunk->first(static_cast<size_t>(std::min<uint64_t>(chunk->size(), end_ - at_)));
    at_ += chunk_.size();
  }
  byte = chunk_.front();
  chunk_ = chunk_.subspan(1);
  return true;
}

void EntropyBits::Fill() {
  while (count_ <= 48) {
    uint8_t byte = 0;
    bool there = marker_ < 0 && NextByte(byte);
    if (there && byte == 0xFF) {
      // A byte of all ones is followed by one of zeros, or it begins a marker, maybe after others of all ones.
      uint8_t next = 0xFF;
      while (next == 0xFF && NextByte(next)) {
      }
      if (next != 0) {
        marker_ = next;
        there = false;
      }
    }
    held_ = held_ << 8 | (there ? byte : 0);
    count_ += 8;
    if (!there) added_ += 8;
  }
}

bool EntropyBits::PassRestart(uint32_t number) {
  // What was filled in ahead ends at the marker, as bits do.
  Fill();
  if (overrun() || count_ - added_ >= 8 || marker_ != static_cast<int>(0xD0 + number)) return false;
  held_ = count_ = added_ = 0;
  marker_ = -1;
  return true;
}

bool HuffmanTable::Set(const std::array<uint8_t, 16>& counts, ByteSpan values) {
  set_ = false;
  quick_.fill({});
  const auto known = [](uint8_t value) { return value < kNoCode; };
  if (values.size() > values_.size() || !std::all_of(values.begin(), values.end(), known)) return false;
  std::copy(values.begin(), values.end(), values_.begin());
  uint32_t code = 0, index = 0;
  for (uint32_t length = 1; length <= 16; ++length, code <<= 1) {
    const uint32_t count = counts[length - 1];
    first_[length] = code;
    count_[length] = count;
    index_[length] = index;
    if (code + count > (1u << length) || index + count > values.size()) return false;
    for (uint32_t i = 0; i < count && length <= kQuickBits; ++i) {
      const uint32_t from = (code + i) << (kQuickBits - length);
      std::fill_n(quick_.begin() + from, 1u << (kQuickBits - length),
                  Entry{static_cast<uint8_t>(length), values_[index + i]});
    }
    code += count;
    index += count;
  }
  set_ = index > 0;
  return set_;
}

uint32_t HuffmanTable::DecodeLong(EntropyBits& bits, uint32_t next) const {
  for (uint32_t length = kQuickBits + 1; length <= 16; ++length) {
    const uint32_t code = next >> (16 - length);
    if (code < first_[length] || code - first_[length] >= count_[length]) continue;
    bits.Skip(length);
    return values_[index_[length] + code - first_[length]];
  }
  return kNoCode;
}

}  // namespace easelight
