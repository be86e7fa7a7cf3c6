// Base64url without padding (RFC 4648, section 5): bytes as text that can stand in an address.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

namespace easelight {

std::string Base64UrlFromBytes(ByteSpan bytes);

// The bytes of `text`, which must be exactly what Base64UrlFromBytes writes. Errors: kInvalidInput, with the place of a
// foreign character (padding and white space among them), a length that no bytes have, or stray bits at the end.
StatusOr<std::vector<uint8_t>> BytesFromBase64Url(std::string_view text);

}  // namespace easelight
