// Huffman's codes as Deflate has them (RFC 1951, 3.2.2): as long as symbols are rare, up to a limit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace easelight {

// A code as it is written, the first bit lowest.
struct HuffmanCode {
  uint16_t bits = 0;
  uint16_t length = 0;
};

// Symbols of an alphabet.
inline constexpr size_t kMostHuffmanSymbols = 288;

// The lengths of the codes of symbols that come so often, at most `longest`, which is 15 at most; 0 for those that
// never come. At least two come. Lengths that had to be cut are near the best.
void HuffmanLengths(std::span<const uint32_t> counts, size_t longest, std::span<uint8_t> lengths);

// Codes of one length count up in the order of their symbols.
void HuffmanCodesFromLengths(std::span<const uint8_t> lengths, std::span<HuffmanCode> codes);

}  // namespace easelight
