// LinkFromXmp: a look at the tags of a packet that anybody may have written. Every step goes forward, and nothing is
// kept but places in the packet.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "core/io/metadata/xmp_packet.h"

namespace easelight {
namespace {

// A packet declares our namespace once, or once for each description.
constexpr size_t kMaxPrefixes = 16;

// "65535/65535".
constexpr size_t kMaxSourceRowsBytes = 11;

// The longest reference that is read: "&#x00000026;".
constexpr size_t kMaxReferenceBytes = 12;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

bool Take(std::string_view& text, std::string_view start) {
  if (text.substr(0, start.size()) != start) return false;
  text.remove_prefix(start.size());
  return true;
}

// What lies before the next `end`, which is passed as well; none where there is no end, and then nothing is left.
std::optional<std::string_view> TakeUntil(std::string_view& text, std::string_view end) {
  const size_t at = text.find(end);
  const std::string_view before = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
  if (at == std::string_view::npos) return std::nullopt;
  return before;
}

struct StartTag {
  std::string_view name;
  std::string_view attributes;
  std::string_view rest;  // What follows the tag.
};

// Where a tag ends: the first '>' outside of quotes.
size_t TagEnd(std::string_view tag) {
  char quote = 0;
  for (size_t i = 0; i < tag.size(); ++i) {
    if (quote != 0) {
      if (tag[i] == quote) quote = 0;
    } else if (tag[i] == '"' || tag[i] == '\'') {
      quote = tag[i];
    } else if (tag[i] == '>') {
      return i;
    }
  }
  return std::string_view::npos;
}

// The next start tag of `text`, which goes on behind it; none at the end or where the rest is damaged.
std::optional<StartTag> NextTag(std::string_view& text) {
  while (TakeUntil(text, "<")) {
    if (Take(text, "!--")) {
      TakeUntil(text, "-->");
    } else if (Take(text, "![CDATA[")) {
      TakeUntil(text, "]]>");
    } else if (Take(text, "?")) {
      TakeUntil(text, "?>");
    } else if (Take(text, "/") || Take(text, "!")) {
      TakeUntil(text, ">");
    } else {
      const size_t end = TagEnd(text);
      if (end == std::string_view::npos) break;
      const std::string_view tag = text.substr(0, end);
      text.remove_prefix(end + 1);
      const size_t name = std::min(tag.size(), tag.find_first_of(" \t\r\n/"));
      return StartTag{tag.substr(0, name), tag.substr(name), text};
    }
  }
  return std::nullopt;
}

struct Attribute {
  std::string_view name;
  std::string_view value;  // As it stands, without its quotes.
};

std::optional<Attribute> NextAttribute(std::string_view& attributes) {
  const std::optional<std::string_view> name = TakeUntil(attributes, "=");
  if (!name) return std::nullopt;
  attributes = Trimmed(attributes);
  if (attributes.empty() || (attributes[0] != '"' && attributes[0] != '\'')) return std::nullopt;
  const std::string_view quote = attributes.substr(0, 1);
  attributes.remove_prefix(1);
  const std::optional<std::string_view> value = TakeUntil(attributes, quote);
  if (!value) return std::nullopt;
  return Attribute{Trimmed(*name), *value};
}

// The character of "&NAME;", where it can be one of a link.
std::optional<char> CharacterFromReference(std::string_view name) {
  constexpr std::pair<std::string_view, char> kNames[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [known, character] : kNames) {
    if (name == known) return character;
  }
  if (!Take(name, "#")) return std::nullopt;
  const int base = Take(name, "x") ? 16 : 10;
  unsigned code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, base);
  if (error != std::errc() || end != name.data() + name.size() || code > 0x7F) return std::nullopt;
  return static_cast<char>(code);
}

// Appends `text` with its references resolved. False where it cannot be part of a link.
bool AppendResolved(std::string_view text, std::string& link) {
  while (!text.empty()) {
    const size_t plain = std::min(text.size(), text.find('&'));
    if (link.size() + plain > kMaxGradeLinkBytes) return false;
    link += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const size_t end = text.substr(0, kMaxReferenceBytes).find(';');
    if (end == std::string_view::npos) return false;
    const std::optional<char> character = CharacterFromReference(text.substr(1, end - 1));
    if (!character) return false;
    link += *character;
    text.remove_prefix(end + 1);
  }
  return true;
}

std::string LinkOrNothing(std::string_view text) {
  const std::string_view link = Trimmed(text);
  return CheckGradeLink(link).ok() ? std::string(link) : std::string();
}

std::string LinkFromAttribute(std::string_view value) {
  std::string link;
  return AppendResolved(Trimmed(value), link) ? LinkOrNothing(link) : std::string();
}

// An element's own text up to its end tag: plain text and CDATA sections.
std::string LinkFromContent(std::string_view rest) {
  std::string link;
  for (;;) {
    const size_t markup = std::min(rest.size(), rest.find('<'));
    std::string_view text = rest.substr(0, markup);
    if (link.empty()) text = Trimmed(text);
    if (!AppendResolved(text, link)) return {};
    rest.remove_prefix(markup);
    if (!Take(rest, "<![CDATA[")) break;
    const std::optional<std::string_view> section = TakeUntil(rest, "]]>");
    if (!section || link.size() + section->size() > kMaxGradeLinkBytes) return {};
    link += *section;
  }
  return LinkOrNothing(link);
}

// The prefixes that the packet gives our namespace. Where in the packet each is valid does not matter: nobody else has
// a reason to use the name.
class Prefixes {
 public:
  explicit Prefixes(std::string_view packet) {
    while (const std::optional<StartTag> tag = NextTag(packet)) {
      std::string_view attributes = tag->attributes;
      while (const std::optional<Attribute> attribute = NextAttribute(attributes)) {
        std::string_view prefix = attribute->name;
        if (count_ < kMaxPrefixes && attribute->value == kXmpNamespace && Take(prefix, "xmlns:")) {
          prefixes_[count_++] = prefix;
        }
      }
    }
  }

  // Whether `name` is that of our property.
  bool AreOf(std::string_view name, std::string_view property) const {
    const size_t colon = name.find(':');
    if (colon == std::string_view::npos || name.substr(colon + 1) != property) return false;
    return std::find(prefixes_.begin(), prefixes_.begin() + count_, name.substr(0, colon)) !=
           prefixes_.begin() + count_;
  }

 private:
  std::array<std::string_view, kMaxPrefixes> prefixes_;
  size_t count_ = 0;
};

// One of our properties, of the form of a link.
std::string PropertyFromXmp(ByteSpan packet, std::string_view property) {
  std::string_view text(reinterpret_cast<const char*>(packet.data()), packet.size());
  const Prefixes prefixes(text);
  while (const std::optional<StartTag> tag = NextTag(text)) {
    std::string link;
    if (prefixes.AreOf(tag->name, property)) link = LinkFromContent(tag->rest);
    std::string_view attributes = tag->attributes;
    while (const std::optional<Attribute> attribute = NextAttribute(attributes)) {
      if (link.empty() && prefixes.AreOf(attribute->name, property)) link = LinkFromAttribute(attribute->value);
    }
    if (!link.empty()) return link;
  }
  return {};
}

}  // namespace

std::string LinkFromXmp(ByteSpan packet) { return PropertyFromXmp(packet, "grade"); }

std::string SourceRowsFromXmp(ByteSpan packet) {
  std::string rows = PropertyFromXmp(packet, "sourceRows");
  const bool known = rows.size() <= kMaxSourceRowsBytes && rows.find_first_not_of("0123456789/") == std::string::npos;
  return known ? rows : std::string();
}

}  // namespace easelight
