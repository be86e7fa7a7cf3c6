#include "core/io/tiff/tiff_text.h"

#include <array>

namespace easelight {
namespace {

StatusOr<uint64_t> NumberAt(BlockFile& file, uint64_t at, size_t bytes) {
  std::array<uint8_t, 8> read{};
  RETURN_IF_ERROR(file.ReadAt(at, MutableByteSpan(read).first(bytes)));
  uint64_t number = 0;
  for (size_t i = 0; i < bytes; ++i) number |= uint64_t{read[i]} << (8 * i);
  return number;
}

}  // namespace

Status ReplaceTiffText(BlockFile& file, bool big, uint16_t tag, ByteSpan text) {
  const size_t offset_bytes = big ? 8 : 4;
  const size_t count_bytes = big ? 8 : 2;
  const size_t entry_bytes = 4 + 2 * offset_bytes;
  ASSIGN_OR_RETURN(const uint64_t directory, NumberAt(file, offset_bytes, offset_bytes));
  ASSIGN_OR_RETURN(const uint64_t entries, NumberAt(file, directory, count_bytes));
  for (uint64_t i = 0; i < entries; ++i) {
    const uint64_t entry = directory + count_bytes + i * entry_bytes;
    ASSIGN_OR_RETURN(const uint64_t own_tag, NumberAt(file, entry, 2));
    ASSIGN_OR_RETURN(const uint64_t bytes, NumberAt(file, entry + 4, offset_bytes));
    if (own_tag != tag || bytes != text.size()) continue;
    const uint64_t field = entry + 4 + offset_bytes;
    if (text.size() <= offset_bytes) return file.WriteAt(field, text);
    ASSIGN_OR_RETURN(const uint64_t value, NumberAt(file, field, offset_bytes));
    return file.WriteAt(value, text);
  }
  return InvalidInput("tiff-unwritten");
}

}  // namespace easelight
