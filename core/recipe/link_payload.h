// The compressed part of a link: text to a zlib stream (RFC 1950) and, in bounded memory, back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

namespace easelight {

// Errors: kResourceExhausted.
StatusOr<std::vector<uint8_t>> StreamFromText(std::string_view text);

// The text of a whole stream and nothing after it. Errors: kOutOfRange as soon as it passes `max_bytes`, whatever the
// stream would grow to; kTruncated where it breaks off; kInvalidInput where it is damaged or something follows it;
// kResourceExhausted.
StatusOr<std::string> TextFromStream(ByteSpan stream, size_t max_bytes);

}  // namespace easelight
