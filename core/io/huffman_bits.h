// Huffman codes of a JPEG stream: their tables, and the bits that they are read from.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/status.h"
#include "core/io/windowed_reader.h"

namespace easelight {

// The bits of an entropy-coded segment (ITU-T T.81, F.2.2.5), read through a window. A marker or the end of the bytes
// ends them: zeros come from then on, and overrun() tells that some were taken.
class EntropyBits {
 public:
  // `reader` must outlive this, and nobody else reads through it meanwhile.
  EntropyBits(WindowedReader& reader, uint64_t at, uint64_t end) : reader_(&reader), at_(at), end_(end) {}

  // The next 16 bits, which stay.
  uint32_t Peek16() {
    if (count_ < 16) Fill();
    return static_cast<uint32_t>(held_ >> (count_ - 16)) & 0xFFFF;
  }
  void Skip(uint32_t bits) { count_ -= bits; }
  // `bits` is 1..15.
  uint32_t Take(uint32_t bits) {
    const uint32_t value = Peek16() >> (16 - bits);
    Skip(bits);
    return value;
  }

  bool overrun() const { return added_ > count_; }
  // Why bytes could not be read, if they could not.
  const Status& status() const { return status_; }

  // Drops what is left of the last byte and passes the restart marker of this number, 0..7. False where it is not next.
  bool PassRestart(uint32_t number);

 private:
  void Fill();
  // The next byte as it is stored, or none at the end.
  bool NextByte(uint8_t& byte);

  WindowedReader* reader_;
  uint64_t at_;
  uint64_t end_;
  ByteSpan chunk_;     // What the window has from at_ on.
  uint64_t held_ = 0;  // The last `count_` bits of it are to come.
  uint32_t count_ = 0;
  uint32_t added_ = 0;  // Of those, zeros that the stream does not have.
  int marker_ = -1;     // The one that was met, and ends the bits.
  Status status_;
};

// The codes of one table: of 1 to 16 bits, each for the category of a difference, 0 to 16.
class HuffmanTable {
 public:
  // From what a DHT segment holds (T.81, B.2.4.2). False where that is no code, or has other values.
  bool Set(const std::array<uint8_t, 16>& counts, ByteSpan values);
  bool is_set() const { return set_; }

  // The next code's value; 17 for bits that are no code.
  uint32_t Decode(EntropyBits& bits) const {
    const uint32_t next = bits.Peek16();
    const Entry entry = quick_[next >> (16 - kQuickBits)];
    if (entry.length == 0) return DecodeLong(bits, next);
    bits.Skip(entry.length);
    return entry.value;
  }

  static constexpr uint32_t kNoCode = 17;

 private:
  static constexpr uint32_t kQuickBits = 9;
  struct Entry {
    uint8_t length = 0;
    uint8_t value = 0;
  };

  uint32_t DecodeLong(EntropyBits& bits, uint32_t next) const;

  bool set_ = false;
  std::array<Entry, 1 << kQuickBits> quick_{};
  std::array<uint32_t, 17> first_{};  // The first code of each length,
  std::array<uint32_t, 17> count_{};  // how many there are,
  std::array<uint32_t, 17> index_{};  // and where their values begin.
  std::array<uint8_t, 256> values_{};
};

}  // namespace easelight
