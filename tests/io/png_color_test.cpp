// What PNG files say of their color, in the order of the specification.
#include "core/io/png/png_color.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <utility>
#include <vector>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/source_encoding.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

using Bytes = std::vector<uint8_t>;

void AppendWord(Bytes& bytes, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<uint8_t>(value >> shift));
}

Bytes Words(const std::vector<uint32_t>& values) {
  Bytes bytes;
  for (const uint32_t value : values) AppendWord(bytes, value);
  return bytes;
}

// The file with one more chunk behind its header.
Bytes WithChunk(Bytes file, const std::string& type, const Bytes& data) {
  constexpr ptrdiff_t kHeaderEnd = 33;
  Bytes chunk;
  AppendWord(chunk, static_cast<uint32_t>(data.size()));
  chunk.insert(chunk.end(), type.begin(), type.end());
  chunk.insert(chunk.end(), data.begin(), data.end());
  AppendWord(chunk, static_cast<uint32_t>(crc32(0, chunk.data() + 4, static_cast<uInt>(chunk.size() - 4))));
  file.insert(file.begin() + kHeaderEnd, chunk.begin(), chunk.end());
  return file;
}

Bytes Plain() {
  PngSpec spec;
  spec.bits = 16;
  return WritePng(spec, TestCodes(spec.size, 3, 16));
}

Bytes ProfileChunk(const char* space) {
  const ColorSpace& named = *FindColorSpace(space);
  const Bytes profile = *MakeIccProfile(named.primaries, named.encoding, named.title);
  Bytes data = {'x', 0, 0};
  uLongf packed = compressBound(profile.size());
  data.resize(3 + packed);
  compress(data.data() + 3, &packed, profile.data(), profile.size());
  data.resize(3 + packed);
  return data;
}

const Bytes kGamma18 = Words({55556});
const Bytes kAdobeChromaticities = Words({31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000});
const Bytes kCicpP3 = {12, 13, 0, 1};

ScanEncoding EncodingOf(const Bytes& file) {
  MemoryBlockFile source(file);
  const auto decoder = OpenScan(source);
  EXPECT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  return AutoEncoding((*decoder)->info());
}

void ExpectSpace(const ScanEncoding& encoding, const char* space, const TransferCurve& curve) {
  EXPECT_EQ(encoding.color.primaries, FindColorSpace(space)->primaries);
  EXPECT_EQ(encoding.color.curves, AllChannels(curve));
  EXPECT_EQ(encoding.space_name, space);
}

TEST(PngColor, TheChunksCountInTheOrderOfTheSpecification) {
  // Each chunk goes before those that count less, and behind those that count more, in turn.
  Bytes file = WithChunk(Plain(), "gAMA", kGamma18);
  EXPECT_EQ(EncodingOf(file).color.curves, AllChannels(TransferCurve::Power(1.8)));
  EXPECT_EQ(EncodingOf(file).color.primaries, FindColorSpace("srgb")->primaries);
  file = WithChunk(file, "cHRM", kAdobeChromaticities);
  ExpectSpace(EncodingOf(file), "adobe-rgb", TransferCurve::Power(1.8));
  file = WithChunk(file, "sRGB", {0});
  ExpectSpace(EncodingOf(file), "srgb", TransferCurve::Srgb());
  for (const bool profile_first : {false, true}) {
    Bytes tagged = profile_first ? WithChunk(file, "iCCP", ProfileChunk("prophoto"))
                                 : WithChunk(WithChunk(Plain(), "iCCP", ProfileChunk("prophoto")), "sRGB", {0});
    ExpectSpace(EncodingOf(tagged), "prophoto", TransferCurve::Power(1.8));
    ExpectSpace(EncodingOf(WithChunk(tagged, "cICP", kCicpP3)), "display-p3", TransferCurve::Srgb());
  }
}

TEST(PngColor, AGammaWithoutSrgbsPrimariesIsAPower) {
  const Bytes gamma = WithChunk(Plain(), "gAMA", Words({45455}));
  EXPECT_EQ(EncodingOf(gamma).color.curves, AllChannels(TransferCurve::Srgb()));
  ExpectSpace(EncodingOf(WithChunk(gamma, "cHRM", kAdobeChromaticities)), "adobe-rgb", TransferCurve::Power(2.2));
}

TEST(PngColor, CurvesForHdrAreRefusedWithASentence) {
  for (const auto& [transfer, name] : {std::pair<uint8_t, const char*>{16, "PQ"}, {18, "HLG"}}) {
    MemoryBlockFile source(WithChunk(Plain(), "cICP", {9, transfer, 0, 1}));
    const auto decoder = OpenScan(source);
    EXPECT_EQ(decoder.status().code(), StatusCode::kUnsupported);
    EXPECT_THAT(EnglishText(decoder.status()), testing::HasSubstr(std::string("HDR displays (") + name + ")"));
  }
}

TEST(PngColor, CodePointsThatAreNotReadGiveWay) {
  // Reserved primaries, YCbCr, narrow range.
  for (const Bytes& cicp : {Bytes{3, 13, 0, 1}, Bytes{12, 13, 1, 1}, Bytes{12, 13, 0, 0}, Bytes{12, 2, 0, 1}}) {
    ExpectSpace(EncodingOf(WithChunk(WithChunk(Plain(), "iCCP", ProfileChunk("adobe-rgb")), "cICP", cicp)), "adobe-rgb",
                FindColorSpace("adobe-rgb")->encoding);
  }
}

TEST(PngColor, ADamagedProfileIsCutOffAndSaysSo) {
  Bytes damaged = ProfileChunk("adobe-rgb");
  damaged[damaged.size() / 2] ^= 0x55;
  Bytes bad_sum = WithChunk(Plain(), "iCCP", ProfileChunk("adobe-rgb"));
  bad_sum[60] ^= 1;
  for (const Bytes& file : {WithChunk(Plain(), "iCCP", damaged), WithChunk(Plain(), "iCCP", {'x'}), bad_sum}) {
    const ScanEncoding encoding = EncodingOf(file);
    EXPECT_TRUE(encoding.refused);
    EXPECT_EQ(EnglishText(encoding.note),
              "sRGB curve: the color profile is damaged; this is the custom for a "
              "16-bit PNG");
    EXPECT_EQ(encoding.color.primaries, FindColorSpace("srgb")->primaries);
  }
}

TEST(PngColor, APackedBombIsNoProfile) {
  const Bytes zeros(size_t{64} << 20);
  uLongf packed = compressBound(zeros.size());
  Bytes data(3 + packed);
  data[0] = 'x';
  compress(data.data() + 3, &packed, zeros.data(), zeros.size());
  data.resize(3 + packed);
  const ScanEncoding encoding = EncodingOf(WithChunk(Plain(), "iCCP", data));
  EXPECT_TRUE(encoding.refused);
  EXPECT_THAT(EnglishText(encoding.note), testing::HasSubstr("larger than 4 MiB"));
}

TEST(PngColor, DamagedNumbersSayNothing) {
  const Bytes nothing = Words({0, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(EncodingOf(WithChunk(Plain(), "cHRM", nothing)).color.primaries, FindColorSpace("srgb")->primaries);
  const Bytes line = Words({31270, 32900, 20000, 20000, 30000, 30000, 40000, 40000});
  EXPECT_EQ(EncodingOf(WithChunk(Plain(), "cHRM", line)).color.primaries, FindColorSpace("srgb")->primaries);
  EXPECT_EQ(EncodingOf(WithChunk(Plain(), "gAMA", {0, 0})).color.curves, AllChannels(TransferCurve::Srgb()));
}

}  // namespace
}  // namespace easelight
