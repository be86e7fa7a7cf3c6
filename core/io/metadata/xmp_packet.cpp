// Writing the packet; xmp_reader.cpp reads it.
#include "core/io/metadata/xmp_packet.h"

#include <algorithm>

namespace easelight {
namespace {

// The usual limit of a file's name.
constexpr size_t kMaxNameBytes = 255;

// RFC 3986: unreserved and reserved characters, and the percent sign.
bool IsUrlCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
}

// Bytes of the character that `text` begins with; 0 where it is no well-formed UTF-8 (Unicode 15, table 3-7).
size_t CharacterBytes(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : 0; };
  const auto follows = [&](size_t i, int least = 0x80, int most = 0xBF) { return byte(i) >= least && byte(i) <= most; };
  const int first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    return follows(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    return follows(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

// XML 1.0, 2.2: no control characters (line ends have no place in these texts either) and not U+FFFE and U+FFFF.
bool IsForbidden(std::string_view character) {
  const auto first = static_cast<uint8_t>(character[0]);
  return first < 0x20 || first == 0x7F || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

// `text` as XML may hold it, at most `limit` bytes: what is no UTF-8 is U+FFFD, what is forbidden is left out.
std::string CleanText(std::string_view text, size_t limit) {
  std::string clean;
  while (!text.empty()) {
    const size_t n = CharacterBytes(text);
    const std::string_view character = n == 0 ? "\xEF\xBF\xBD" : text.substr(0, n);
    text.remove_prefix(std::max<size_t>(n, 1));
    if (IsForbidden(character)) continue;
    if (clean.size() + character.size() > limit) break;
    clean += character;
  }
  return clean;
}

// As the value of an attribute in either kind of quotes.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace

Status CheckGradeLink(std::string_view link) {
  if (link.size() > kMaxGradeLinkBytes) {
    return OutOfRange("link-size", {{"bytes", link.size()}, {"limit", kMaxGradeLinkBytes}});
  }
  if (link.empty() || !std::all_of(link.begin(), link.end(), IsUrlCharacter)) {
    return InvalidInput("link-characters");
  }
  return OkStatus();
}

StatusOr<std::vector<uint8_t>> XmpFromGrade(const XmpGrade& grade) {
  RETURN_IF_ERROR(CheckGradeLink(grade.link));
  const auto attribute = [](std::string_view name, std::string_view value) {
    return "\n    " + std::string(name) + "=\"" + Escaped(value) + "\"";
  };
  // XMP part 1, 7.3.2: the identifier is the same in every packet, and the quotes after begin= hold U+FEFF.
  std::string packet =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "  <rdf:Description rdf:about=\"\"";
  packet += attribute("xmlns:xmp", "http://ns.adobe.com/xap/1.0/");
  packet += attribute("xmlns:easelight", kXmpNamespace);
  packet += attribute("xmp:CreatorTool", CleanText(grade.creator, kMaxNameBytes));
  packet += attribute("easelight:sourceName", CleanText(grade.source_name, kMaxNameBytes));
  packet += attribute("easelight:sourceWidth", std::to_string(grade.source_size.width));
  packet += attribute("easelight:sourceHeight", std::to_string(grade.source_size.height));
  if (!grade.source_rows.empty()) packet += attribute("easelight:sourceRows", grade.source_rows);
  packet += attribute("easelight:grade", grade.link);
  packet += "/>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
  if (packet.size() > kMaxWrittenXmpBytes) {
    return OutOfRange("metadata-large", {{"bytes", packet.size()}, {"limit", kMaxWrittenXmpBytes}});
  }
  return std::vector<uint8_t>(packet.begin(), packet.end());
}

}  // namespace easelight
