#include "core/io/metadata/exif_text.h"

#include <algorithm>
#include <string_view>

namespace easelight {
namespace {

using std::string_view_literals::operator""sv;

// What lies before the next NUL, which is passed as well.
std::string_view TakePart(std::string_view& text) {
  const std::string_view part = text.substr(0, text.find('\0'));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

bool IsBlank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) <= ' '; });
}

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// Descriptions by tifffile (either form of its shapes), by ImageJ, and of the OME model.
bool IsLayout(std::string_view description) {
  const auto starts = [description](std::string_view start) { return description.substr(0, start.size()) == start; };
  return (starts("{"sv) && Contains(description, "\"shape\":"sv)) || starts("shape="sv) || starts("ImageJ="sv) ||
         (starts("<"sv) && Contains(description, "<OME"sv));
}

}  // namespace

std::optional<std::vector<uint8_t>> KeptText(uint16_t tag, const std::vector<uint8_t>& bytes) {
  std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::string_view text = TakePart(rest);
  const std::string_view editor = tag == kCopyrightTag ? TakePart(rest) : std::string_view();
  if (IsBlank(text) && IsBlank(editor)) return std::nullopt;
  if (tag == kDescriptionTag && IsLayout(text)) return std::nullopt;
  if (text.empty()) text = " "sv;  // An editor alone stands behind a space.
  std::vector<uint8_t> kept(text.begin(), text.end());
  kept.push_back(0);
  if (IsBlank(editor)) return kept;
  kept.insert(kept.end(), editor.begin(), editor.end());
  kept.push_back(0);
  return kept;
}

}  // namespace easelight
