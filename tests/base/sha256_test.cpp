#include "core/base/sha256.h"

#include <gtest/gtest.h>

#include <string>

namespace easelight {
namespace {

ByteSpan BytesOf(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string Hex(const Sha256::Digest& digest) {
  std::string text;
  for (const uint8_t byte : digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

std::string HashOf(std::string_view text) {
  Sha256 sha;
  sha.Update(BytesOf(text));
  return Hex(sha.Finish());
}

// The examples that NIST publishes for FIPS 180-4, and its shortest message.
TEST(Sha256, GivesThePublishedExamples) {
  EXPECT_EQ(HashOf(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(HashOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(HashOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(HashOf("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
                   "mnopqrstnopqrstu"),
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  EXPECT_EQ(HashOf(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotCareHowAMessageIsCut) {
  std::string message;
  for (int i = 0; i < 200; ++i) message += static_cast<char>(i * 7);
  // Lengths on both sides of where the padding takes a block of its own.
  for (const size_t length : {54u, 55u, 56u, 63u, 64u, 65u, 119u, 120u, 200u}) {
    const std::string whole = HashOf(message.substr(0, length));
    for (const size_t piece : {1u, 3u, 63u, 64u, 65u}) {
      Sha256 sha;
      for (size_t at = 0; at < length; at += piece) {
        sha.Update(BytesOf(message).subspan(at, std::min(piece, length - at)));
      }
      EXPECT_EQ(Hex(sha.Finish()), whole) << length << " in pieces of " << piece;
    }
  }
}

}  // namespace
}  // namespace easelight
