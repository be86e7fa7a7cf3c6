#include "core/io/run_deflater.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>

#include "core/io/huffman_codes.h"

namespace easelight {
namespace {

static_assert(std::endian::native == std::endian::little);

// As much as a stored block holds, so that what has no shorter code is one.
constexpr size_t kBlockBytes = 65535;
// What a stored block has before its bytes, with the bits up to the next byte.
constexpr size_t kStoredHeaderBytes = 6;

// RFC 1951, 3.2.5 to 3.2.7: symbols of the first alphabet, the longest match, the longest codes.
constexpr size_t kEndOfBlock = 256, kFirstLength = 257, kSymbols = 286;
constexpr uint32_t kShortestMatch = 3, kLongestMatch = 258;
constexpr size_t kLengthSymbols = 19;
constexpr size_t kLongestLengthCode = 7;
// One bit less than is allowed: four codes and what is left of a byte then fit into 64 bits.
constexpr size_t kLongestCode = 14;

struct LengthCode {
  uint16_t symbol;
  uint8_t extra_bits;
  uint16_t extra;
};

// Four lengths to a power of two, but the longest, which has a symbol of its own.
constexpr LengthCode CodeOfLength(uint32_t length) {
  if (length == kLongestMatch) return {285, 0, 0};
  const uint32_t over = length - kShortestMatch;
  if (over < 8) return {static_cast<uint16_t>(kFirstLength + over), 0, 0};
  const auto bits = static_cast<uint32_t>(std::bit_width(over)) - 3;
  return {static_cast<uint16_t>(kFirstLength + 4 * bits + (over >> bits)), static_cast<uint8_t>(bits),
          static_cast<uint16_t>(over & ((1u << bits) - 1))};
}

class BitWriter {
 public:
  explicit BitWriter(uint8_t* out) : out_(out) {}

  // Up to 57 bits between two flushes.
  void Put(uint64_t bits, unsigned count) {
    held_ |= bits << count_;
    count_ += count;
  }
  void Put(HuffmanCode code) { Put(code.bits, code.length); }
  // Writes eight bytes, of which the whole ones count.
  void Flush() {
    std::memcpy(out_, &held_, sizeof held_);
    out_ += count_ / 8;
    held_ >>= count_ / 8 * 8;
    count_ %= 8;
  }
  void FillByte() {
    count_ = (count_ + 7) / 8 * 8;
    Flush();
  }
  // After whole bytes.
  void Copy(ByteSpan bytes) { out_ = std::copy(bytes.begin(), bytes.end(), out_); }
  uint8_t* end() const { return out_; }

 private:
  uint8_t* out_;
  uint64_t held_ = 0;
  unsigned count_ = 0;
};

// Hands out the bytes in order: stretches of literals, and how often their last one comes again. Every run of fifteen
// is found, as it fills one of the eights that are looked at; most shorter ones cost less as literals.
template <typename Literals, typename Run>
void ForEachStretch(ByteSpan bytes, const Literals& literals, const Run& run) {
  size_t done = 0;
  for (size_t at = 0; at + 8 <= bytes.size();) {
    uint64_t eight;
    std::memcpy(&eight, bytes.data() + at, 8);
    if (eight != std::rotl(eight, 8)) {
      at += 8;
      continue;
    }
    size_t first = at, end = at + 8;
    while (first > done && bytes[first - 1] == bytes[at]) --first;
    while (end < bytes.size() && bytes[end] == bytes[at]) ++end;
    literals(bytes.subspan(done, first + 1 - done));
    run(static_cast<uint32_t>(end - first - 1));
    done = at = end;
  }
  literals(bytes.subspan(done));
}

// A run as matches, none of which is too short.
template <typename Match>
void ForEachMatch(uint32_t run, const Match& match) {
  while (run > 0) {
    uint32_t length = std::min(run, kLongestMatch);
    if (run > length && run - length < kShortestMatch) length -= kShortestMatch;
    match(CodeOfLength(length));
    run -= length;
  }
}

// How often each symbol comes, with the one that ends the block. Returns how many bits follow lengths and are no codes.
size_t CountSymbols(ByteSpan bytes, std::span<uint32_t, kSymbols> counts) {
  // In turns, as a count that is still being written would be waited for.
  std::array<std::array<uint32_t, 256>, 4> turns{};
  std::fill(counts.begin(), counts.end(), 0);
  counts[kEndOfBlock] = 1;
  size_t bits = 0;
  ForEachStretch(
      bytes,
      [&](ByteSpan literals) {
        size_t i = 0;
        for (; i + 4 <= literals.size(); i += 4) {
          for (size_t k = 0; k < 4; ++k) ++turns[k][literals[i + k]];
        }
        for (; i < literals.size(); ++i) ++turns[0][literals[i]];
      },
      [&](uint32_t run) {
        ForEachMatch(run, [&](const LengthCode& code) {
          ++counts[code.symbol];
          bits += code.extra_bits + 1u;  // And the distance, which is always the same.
        });
      });
  for (size_t value = 0; value < 256; ++value) {
    for (const auto& turn : turns) counts[value] += turn[value];
  }
  return bits;
}

// Of the lengths of a block's codes, which are written in codes themselves.
struct LengthSymbol {
  uint8_t symbol;
  uint8_t extra;
};
constexpr uint8_t kRepeat = 16, kFewZeros = 17, kManyZeros = 18;
constexpr uint8_t ExtraBits(uint8_t symbol) {
  return symbol == kRepeat ? 2 : symbol == kFewZeros ? 3 : symbol == kManyZeros ? 7 : 0;
}

// RFC 1951, 3.2.7. Returns how many there are.
size_t LengthSymbols(std::span<const uint8_t> lengths, std::span<LengthSymbol> symbols) {
  size_t n = 0;
  for (size_t at = 0; at < lengths.size();) {
    size_t end = at + 1;
    while (end < lengths.size() && lengths[end] == lengths[at]) ++end;
    size_t same = end - at;
    const bool zeros = lengths[at] == 0;
    if (!zeros) {
      symbols[n++] = {lengths[at], 0};
      --same;
    }
    while (same >= 3) {
      const size_t most = zeros ? 138 : 6, taken = std::min(same, most);
      if (!zeros)
        symbols[n++] = {kRepeat, static_cast<uint8_t>(taken - 3)};
      else if (taken <= 10)
        symbols[n++] = {kFewZeros, static_cast<uint8_t>(taken - 3)};
      else
        symbols[n++] = {kManyZeros, static_cast<uint8_t>(taken - 11)};
      same -= taken;
    }
    for (; same > 0; --same) symbols[n++] = {lengths[at], 0};
    at = end;
  }
  return n;
}

// The codes of one block, and how they are told to the reader.
class BlockCodes {
 public:
  explicit BlockCodes(ByteSpan bytes);
  // Of the whole block.
  size_t bits() const { return bits_; }
  void WriteBlock(ByteSpan bytes, BitWriter& writer) const;

 private:
  void WriteHeader(BitWriter& writer) const;
  void WriteLiterals(ByteSpan literals, BitWriter& writer) const;

  size_t bits_ = 0;
  size_t used_ = 0;  // Symbols up to the last that comes.
  std::array<HuffmanCode, kSymbols> codes_;
  std::array<LengthSymbol, kSymbols + 2> length_symbols_;
  size_t length_symbol_count_ = 0;
  std::array<uint8_t, kLengthSymbols> length_lengths_;
  std::array<HuffmanCode, kLengthSymbols> length_codes_;
  size_t length_lengths_used_ = 0;
};

// The order in which the lengths of the lengths' codes are written.
constexpr std::array<uint8_t, kLengthSymbols> kLengthOrder = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                              11, 4,  12, 3, 13, 2, 14, 1, 15};

BlockCodes::BlockCodes(ByteSpan bytes) {
  std::array<uint32_t, kSymbols> counts;
  bits_ = CountSymbols(bytes, counts);
  std::array<uint8_t, kSymbols + 2> lengths;
  HuffmanLengths(counts, kLongestCode, std::span(lengths).first(kSymbols));
  HuffmanCodesFromLengths(std::span(lengths).first(kSymbols), codes_);
  for (size_t s = 0; s < kSymbols; ++s) bits_ += counts[s] * lengths[s];
  used_ = kSymbols;
  while (lengths[used_ - 1] == 0) --used_;
  // Two distances of one bit, of which the first is 1: readers may want a complete code.
  lengths[used_] = lengths[used_ + 1] = 1;
  length_symbol_count_ = LengthSymbols(std::span(lengths).first(used_ + 2), length_symbols_);

  std::array<uint32_t, kLengthSymbols> length_counts{};
  for (size_t i = 0; i < length_symbol_count_; ++i) ++length_counts[length_symbols_[i].symbol];
  HuffmanLengths(length_counts, kLongestLengthCode, length_lengths_);
  HuffmanCodesFromLengths(length_lengths_, length_codes_);
  length_lengths_used_ = kLengthSymbols;
  while (length_lengths_[kLengthOrder[length_lengths_used_ - 1]] == 0) --length_lengths_used_;
  bits_ += 17 + 3 * length_lengths_used_;
  for (uint8_t s = 0; s < kLengthSymbols; ++s) bits_ += length_counts[s] * (length_lengths_[s] + size_t{ExtraBits(s)});
}

void BlockCodes::WriteHeader(BitWriter& writer) const {
  writer.Put(0b100, 3);  // Not the last, with codes of its own.
  writer.Put(used_ - kFirstLength, 5);
  writer.Put(1, 5);  // Two distances.
  writer.Put(length_lengths_used_ - 4, 4);
  writer.Flush();
  for (size_t i = 0; i < length_lengths_used_; ++i) {
    writer.Put(length_lengths_[kLengthOrder[i]], 3);
    writer.Flush();
  }
  for (size_t i = 0; i < length_symbol_count_; ++i) {
    const auto [symbol, extra] = length_symbols_[i];
    writer.Put(length_codes_[symbol]);
    writer.Put(extra, ExtraBits(symbol));
    writer.Flush();
  }
}

void BlockCodes::WriteLiterals(ByteSpan literals, BitWriter& writer) const {
  size_t i = 0;
  for (; i + 4 <= literals.size(); i += 4) {
    for (size_t k = 0; k < 4; ++k) writer.Put(codes_[literals[i + k]]);
    writer.Flush();
  }
  for (; i < literals.size(); ++i) {
    writer.Put(codes_[literals[i]]);
    writer.Flush();
  }
}

void BlockCodes::WriteBlock(ByteSpan bytes, BitWriter& writer) const {
  WriteHeader(writer);
  ForEachStretch(
      bytes, [&](ByteSpan literals) { WriteLiterals(literals, writer); },
      [&](uint32_t run) {
        ForEachMatch(run, [&](const LengthCode& code) {
          writer.Put(codes_[code.symbol]);
          writer.Put(code.extra, code.extra_bits);
          writer.Put(0, 1);
          writer.Flush();
        });
      });
  writer.Put(codes_[kEndOfBlock]);
  writer.Flush();
}

void WriteStored(ByteSpan bytes, bool last, BitWriter& writer) {
  writer.Put(last ? 1 : 0, 3);
  writer.FillByte();
  writer.Put(bytes.size() | (~bytes.size() & 0xFFFF) << 16, 32);
  writer.Flush();
  writer.Copy(bytes);
}

}  // namespace

size_t MostDeflatedBytes(size_t bytes) {
  const size_t blocks = (bytes + kBlockBytes - 1) / kBlockBytes + 1;
  return bytes + blocks * kStoredHeaderBytes + sizeof(uint64_t);
}

size_t DeflateRuns(ByteSpan bytes, bool last, uint8_t* out) {
  BitWriter writer(out);
  for (size_t at = 0; at < bytes.size(); at += kBlockBytes) {
    const ByteSpan block = bytes.subspan(at, std::min(kBlockBytes, bytes.size() - at));
    const BlockCodes codes(block);
    if (codes.bits() < 8 * (block.size() + 4))
      codes.WriteBlock(block, writer);
    else
      WriteStored(block, false, writer);
  }
  // Of nothing: it fills the byte, and says whether it is the last.
  WriteStored({}, last, writer);
  return static_cast<size_t>(writer.end() - out);
}

}  // namespace easelight
