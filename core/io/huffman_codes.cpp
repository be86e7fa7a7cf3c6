#include "core/io/huffman_codes.h"

#include <algorithm>
#include <array>

namespace easelight {

namespace {

struct HuffmanNode {
  uint32_t count;
  uint16_t symbol;
  uint16_t parent;
};
// The leaves, from the rarest on, and behind them their joints, of which the last is the root.
using HuffmanTree = std::array<HuffmanNode, 2 * kMostHuffmanSymbols>;

// Returns how many leaves there are.
size_t PutLeaves(std::span<const uint32_t> counts, HuffmanTree& tree) {
  size_t leaves = 0;
  for (size_t s = 0; s < counts.size(); ++s) {
    if (counts[s] != 0) tree[leaves++] = {counts[s], static_cast<uint16_t>(s), 0};
  }
  std::sort(tree.begin(), tree.begin() + static_cast<ptrdiff_t>(leaves),
            [](const auto& a, const auto& b) { return a.count != b.count ? a.count < b.count : a.symbol < b.symbol; });
  return leaves;
}

// The two that come least often are joined, and again: leaves and joints are both in order.
void JoinLeaves(HuffmanTree& tree, size_t leaves) {
  size_t leaf = 0, joint = leaves, end = leaves;
  const auto least = [&]() -> size_t {
    const bool is_leaf = leaf < leaves && (joint == end || tree[leaf].count <= tree[joint].count);
    return is_leaf ? leaf++ : joint++;
  };
  while (end < 2 * leaves - 1) {
    const size_t a = least(), b = least();
    tree[end] = {tree[a].count + tree[b].count, 0, 0};
    tree[a].parent = tree[b].parent = static_cast<uint16_t>(end++);
  }
}

// How many codes have each length, where those that would be longer have the longest.
using LengthCounts = std::array<uint32_t, 16>;

LengthCounts CountLengths(HuffmanTree& tree, size_t leaves, size_t longest) {
  LengthCounts codes{};
  const size_t root = 2 * leaves - 2;
  // From here on a node's count is its depth.
  tree[root].count = 0;
  for (size_t i = root; i-- > 0;) {
    tree[i].count = tree[tree[i].parent].count + 1;
    if (i < leaves) ++codes[std::min<size_t>(tree[i].count, longest)];
  }
  return codes;
}

// Codes that were cut take more room than there is. Each step lengthens a code, so that one of the longest finds room
// beside it.
void MakeRoom(LengthCounts& codes, size_t longest) {
  uint32_t room = 0;
  for (size_t length = 1; length <= longest; ++length) room += codes[length] << (longest - length);
  for (; room > 1u << longest; --room) {
    size_t length = longest - 1;
    while (codes[length] == 0) --length;
    --codes[length];
    codes[length + 1] += 2;
    --codes[longest];
  }
}

}  // namespace

void HuffmanLengths(std::span<const uint32_t> counts, size_t longest, std::span<uint8_t> lengths) {
  HuffmanTree tree;
  const size_t leaves = PutLeaves(counts, tree);
  JoinLeaves(tree, leaves);
  LengthCounts codes = CountLengths(tree, leaves, longest);
  MakeRoom(codes, longest);
  std::fill(lengths.begin(), lengths.end(), uint8_t{0});
  size_t rarest = 0;
  for (size_t length = longest; length > 0; --length) {
    for (uint32_t i = 0; i < codes[length]; ++i) lengths[tree[rarest++].symbol] = static_cast<uint8_t>(length);
  }
}

void HuffmanCodesFromLengths(std::span<const uint8_t> lengths, std::span<HuffmanCode> codes) {
  std::array<uint32_t, 16> count{}, next{};
  for (const uint8_t length : lengths) ++count[length];
  count[0] = 0;
  for (size_t length = 1; length < 16; ++length) next[length] = (next[length - 1] + count[length - 1]) << 1;
  for (size_t s = 0; s < lengths.size(); ++s) {
    uint32_t code = next[lengths[s]]++, reversed = 0;
    for (int i = 0; i < lengths[s]; ++i, code >>= 1) reversed = reversed << 1 | (code & 1);
    codes[s] = {static_cast<uint16_t>(reversed), lengths[s]};
  }
}

}  // namespace easelight
