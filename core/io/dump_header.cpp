#include "core/io/dump_header.h"

#include <algorithm>
#include <array>
#include <utility>

namespace easelight {
namespace {

class HeadedSource final : public ByteSource {
 public:
  HeadedSource(std::unique_ptr<ByteSource> source, const std::array<uint8_t, kDumpHeaderBytes>& header)
      : source_(std::move(source)), header_(header) {}

  uint64_t size() const override { return header_.size() + source_->size(); }

  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    for (; offset < header_.size() && !out.empty(); ++offset, out = out.subspan(1)) {
      out.front() = header_[static_cast<size_t>(offset)];
    }
    return out.empty() ? OkStatus() : source_->ReadAt(offset - header_.size(), out);
  }

 private:
  const std::unique_ptr<ByteSource> source_;
  const std::array<uint8_t, kDumpHeaderBytes> header_;
};

}  // namespace

std::unique_ptr<ByteSource> WithDumpHeader(std::unique_ptr<ByteSource> source, Extent size, uint32_t pixel_bits) {
  std::array<uint8_t, kDumpHeaderBytes> header{};
  size_t at = 0;
  for (const uint32_t number : {kDumpHeaderBytes, size.width, size.height, pixel_bits}) {
    for (uint32_t shift = 0; shift < 32; shift += 8) header[at++] = static_cast<uint8_t>(number >> shift);
  }
  return std::make_unique<HeadedSource>(std::move(source), header);
}

}  // namespace easelight
