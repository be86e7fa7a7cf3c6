// Deflated runs: zlib reads back what they were made of, within the stated size, and as small as zlib's own are.
#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

#include "core/io/run_deflater.h"

namespace easelight {
namespace {

using DeflateBytes = std::vector<uint8_t>;

DeflateBytes Deflated(ByteSpan bytes, bool last) {
  const size_t most = MostDeflatedBytes(bytes.size());
  DeflateBytes out(most + 1, 0xA5);
  const size_t size = DeflateRuns(bytes, last, out.data());
  EXPECT_LE(size, most);
  EXPECT_EQ(out[most], 0xA5) << "written past the stated size";
  out.resize(size);
  return out;
}

// Of a stream that ends where `packed` does, and has as many bytes as are expected.
bool Inflates(const DeflateBytes& packed, const DeflateBytes& expected) {
  DeflateBytes bytes(expected.size() + 1);
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, -MAX_WBITS), Z_OK);
  stream.next_in = const_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = bytes.data();
  stream.avail_out = static_cast<uInt>(bytes.size());
  const bool ended = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return ended && bytes == expected;
}

DeflateBytes Noise(size_t size, uint32_t seed, uint32_t values) {
  std::mt19937 random(seed);
  DeflateBytes bytes(size);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random() % values);
  return bytes;
}

// DeflateBytes that come more and more often, so that the rare ones' codes would be longer than allowed.
DeflateBytes Fibonacci() {
  DeflateBytes bytes;
  for (size_t value = 0, count = 1, next = 1; value < 22; ++value) {
    bytes.insert(bytes.end(), count, static_cast<uint8_t>(11 * value));
    next += std::exchange(count, next);
  }
  std::shuffle(bytes.begin(), bytes.end(), std::mt19937(1));
  return bytes;
}

std::vector<DeflateBytes> DeflateSamples() {
  std::vector<DeflateBytes> samples = {{}, {7}, {7, 7}, Fibonacci()};
  // Around the lengths of matches, of blocks, and of what is looked at at once.
  for (const size_t size : {3, 7, 8, 15, 16, 100, 258, 259, 260, 261, 262, 516, 519, 65534, 65535, 65536, 200001}) {
    samples.push_back(DeflateBytes(size, 9));
    for (const uint32_t values : {2u, 5u, 60u, 256u}) samples.push_back(Noise(size, values, values));
    DeflateBytes stripes(size);
    for (size_t i = 0; i < size; ++i) stripes[i] = static_cast<uint8_t>(i / 17 * 40503);
    samples.push_back(stripes);
  }
  return samples;
}

TEST(RunDeflater, ZlibReadsItBack) {
  for (const DeflateBytes& sample : DeflateSamples()) {
    EXPECT_TRUE(Inflates(Deflated(sample, true), sample)) << sample.size();
  }
}

TEST(RunDeflater, PiecesAreOneStream) {
  for (const DeflateBytes& sample : DeflateSamples()) {
    const size_t cut = sample.size() / 3;
    DeflateBytes packed = Deflated(ByteSpan(sample).first(cut), false);
    const DeflateBytes rest = Deflated(ByteSpan(sample).subspan(cut), true);
    packed.insert(packed.end(), rest.begin(), rest.end());
    EXPECT_TRUE(Inflates(packed, sample)) << sample.size();
  }
}

TEST(RunDeflater, NoiseThatHasNoShorterCodeGrowsByBytes) {
  const DeflateBytes noise = Noise(1 << 20, 3, 256);
  EXPECT_LE(Deflated(noise, true).size(), noise.size() + 200);
}

// Differences of grain, about as a developed scan has them: a bell of 16 bits.
DeflateBytes Grain() {
  std::mt19937 random(5);
  std::vector<int16_t> differences(500000);
  for (int16_t& value : differences) {
    int sum = 0;
    for (int i = 0; i < 4; ++i) sum += static_cast<int>(random() % 512) - 256;
    value = static_cast<int16_t>(sum);
  }
  const auto* bytes = reinterpret_cast<const uint8_t*>(differences.data());
  return DeflateBytes(bytes, bytes + 2 * differences.size());
}

TEST(RunDeflater, GrainIsAsSmallAsZlibMakesIt) {
  const DeflateBytes grain = Grain();
  z_stream stream{};
  ASSERT_EQ(deflateInit2(&stream, 1, Z_DEFLATED, -MAX_WBITS, 9, Z_RLE), Z_OK);
  DeflateBytes packed(deflateBound(&stream, static_cast<uLong>(grain.size())));
  stream.next_in = const_cast<Bytef*>(grain.data());
  stream.avail_in = static_cast<uInt>(grain.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  ASSERT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_LE(static_cast<double>(Deflated(grain, true).size()), 1.001 * static_cast<double>(stream.total_out));
  deflateEnd(&stream);
}

TEST(RunDeflater, RunsTakeNextToNothing) {
  // A match of 258 bytes takes two bits.
  EXPECT_LE(Deflated(DeflateBytes(1 << 20, 0), true).size(), (1 << 20) / 258 / 4 + 17 * 30u);
}

}  // namespace
}  // namespace easelight
