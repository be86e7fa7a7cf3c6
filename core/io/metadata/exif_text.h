// What is carried over of a text: its bytes as they are, whatever they are encoded in, without what is no text.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace easelight {

// EXIF 2.32, 4.6.5.
inline constexpr uint16_t kDescriptionTag = 0x010E;
inline constexpr uint16_t kCopyrightTag = 0x8298;

// The value of a text of a tag, as ExifEntry has it: up to its first NUL; of a copyright both parts, the photographer's
// and the editor's. None where it says nothing, or where it is a description that tells a program how a file's data are
// laid out: of another file it would not be true, and such programs believe it.
std::optional<std::vector<uint8_t>> KeptText(uint16_t tag, const std::vector<uint8_t>& bytes);

}  // namespace easelight
