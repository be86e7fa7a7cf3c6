// Reading references: CGATS.17 and IT8.7 files, lists of words between keywords.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <vector>

#include "core/calibration/reference_chart.h"

namespace easelight {
namespace {

// CIE 15:2004, 8.2.1.1: L*a*b* and its inverse, under the D50 of profiles (ICC.1:2010, 7.2.16).
constexpr Vector3 kD50White{0.9642, 1.0, 0.8249};
constexpr double kKnee = 6.0 / 29.0;

Vector3 XyzFromLab(const Vector3& lab) {
  const double y = (lab[0] + 16) / 116;
  const auto linear = [](double f) { return f > kKnee ? f * f * f : 3 * kKnee * kKnee * (f - 4.0 / 29.0); };
  return Times(kD50White, {linear(y + lab[1] / 500), linear(y), linear(y - lab[2] / 200)});
}

// Words, of which one in quotes may hold spaces.
std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  for (size_t i = 0; i < text.size();) {
    const bool quoted = text[i] == '"';
    if (!quoted && static_cast<unsigned char>(text[i]) <= ' ') {
      ++i;
      continue;
    }
    if (text[i] == '#') {
      i = std::min(text.find('\n', i), text.size());
      continue;
    }
    const size_t start = quoted ? i + 1 : i;
    const size_t end = std::min(quoted ? text.find('"', start) : text.find_first_of(" \t\r\n", start), text.size());
    words.emplace_back(text.substr(start, end - start));
    i = end + (quoted ? 1 : 0);
  }
  return words;
}

// With a point or, as some makers write them, a comma.
std::optional<double> NumberFrom(std::string word) {
  std::replace(word.begin(), word.end(), ',', '.');
  char* end = nullptr;
  const double value = std::strtod(word.c_str(), &end);
  if (word.empty() || *end != '\0' || !std::isfinite(value)) return std::nullopt;
  return value;
}

// Letter and number of "A1" or "a01"; or the number alone of "7".
struct PatchId {
  int letter = -1;
  int number = 0;
};

std::optional<PatchId> PatchIdFrom(std::string_view word) {
  PatchId id;
  if (!word.empty() && ((word[0] | 32) >= 'a' && (word[0] | 32) <= 'f')) {
    id.letter = (word[0] | 32) - 'a';
    word.remove_prefix(1);
  }
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), id.number);
  const bool whole = error == std::errc() && end == word.data() + word.size();
  if (!whole || id.number < 1 || id.number > static_cast<int>(kPatchCount)) return std::nullopt;
  return id;
}

struct Table {
  std::vector<std::string> fields;
  std::vector<std::string> words;  // As many of each row as there are fields.
};

StatusOr<Table> TableFromText(std::string_view text) {
  const std::vector<std::string> words = Words(text);
  const auto between = [&](const char* first, const char* last, std::vector<std::string>& inside) {
    const auto begin = std::find(words.begin(), words.end(), first);
    const auto end = std::find(begin, words.end(), last);
    if (end == words.end()) return false;
    inside.assign(begin + 1, end);
    return true;
  };
  Table table;
  if (!between("BEGIN_DATA_FORMAT", "END_DATA_FORMAT", table.fields) || table.fields.empty()) {
    return InvalidInput("cgats-section", {{"section", "BEGIN_DATA_FORMAT"}});
  }
  if (!between("BEGIN_DATA", "END_DATA", table.words))
    return InvalidInput("cgats-section", {{"section", "BEGIN_DATA"}});
  if (table.words.size() % table.fields.size() != 0) {
    return InvalidInput("cgats-rows", {{"words", table.words.size()}, {"fields", table.fields.size()}});
  }
  return table;
}

// Where a row of these fields has them, or none where one is missing.
std::optional<std::array<size_t, 3>> Columns(const Table& table, const std::array<const char*, 3>& names) {
  std::array<size_t, 3> columns;
  for (size_t i = 0; i < 3; ++i) {
    const auto found = std::find(table.fields.begin(), table.fields.end(), names[i]);
    if (found == table.fields.end()) return std::nullopt;
    columns[i] = static_cast<size_t>(found - table.fields.begin());
  }
  return columns;
}

// The column whose words name patches, each in its own way.
StatusOr<std::vector<PatchId>> PatchIds(const Table& table) {
  const size_t width = table.fields.size();
  for (const char* name : {"SAMPLE_NAME", "SAMPLE_ID", "SampleID", "SAMPLE_LOC"}) {
    const auto field = std::find(table.fields.begin(), table.fields.end(), name);
    if (field == table.fields.end()) continue;
    std::vector<PatchId> ids;
    for (size_t i = static_cast<size_t>(field - table.fields.begin()); i < table.words.size(); i += width) {
      const auto id = PatchIdFrom(table.words[i]);
      if (!id) break;
      ids.push_back(*id);
    }
    if (ids.size() == table.words.size() / width) return ids;
  }
  return InvalidInput("cgats-names");
}

// By rows, unless letters go to F: then letters are columns.
std::optional<size_t> PatchFromId(const PatchId& id, bool letters_are_columns) {
  const auto number = static_cast<size_t>(id.number - 1);
  if (id.letter < 0) return number;
  const auto letter = static_cast<size_t>(id.letter);
  const size_t row = letters_are_columns ? number : letter;
  const size_t column = letters_are_columns ? letter : number;
  if (row >= kPatchRows || column >= kPatchColumns) return std::nullopt;
  return row * kPatchColumns + column;
}

}  // namespace

StatusOr<ReferenceChart> ReferenceFromCgats(std::string_view text, std::string_view title) {
  if (text.size() > kMaxCgatsBytes) {
    return OutOfRange(
        "document-large",
        {{"document", Sentence("document-reference")}, {"bytes", text.size()}, {"limit", kMaxCgatsBytes}});
  }
  ASSIGN_OR_RETURN(const Table table, TableFromText(text));
  const auto xyz = Columns(table, {"XYZ_X", "XYZ_Y", "XYZ_Z"});
  const auto lab = Columns(table, {"LAB_L", "LAB_A", "LAB_B"});
  if (!xyz && !lab) return Unsupported("cgats-colors");
  ASSIGN_OR_RETURN(const std::vector<PatchId> ids, PatchIds(table));
  const bool columns = std::any_of(ids.begin(), ids.end(), [](const PatchId& id) { return id.letter >= 4; });

  ReferenceChart chart{std::string(title), std::string(title), "", {}};
  std::array<bool, kPatchCount> known{};
  for (size_t row = 0; row < ids.size(); ++row) {
    const auto patch = PatchFromId(ids[row], columns);
    if (!patch) return InvalidInput("cgats-names");
    Vector3 values;
    for (size_t i = 0; i < 3; ++i) {
      const std::string& word = table.words[row * table.fields.size() + (xyz ? *xyz : *lab)[i]];
      const auto number = NumberFrom(word);
      if (!number) return InvalidInput("cgats-number", {{"word", word.substr(0, 40)}});
      values[i] = *number;
    }
    // XYZ are in percent there.
    chart.patches[*patch] = xyz ? values / 100.0 : XyzFromLab(values);
    known[*patch] = true;
  }
  const auto count = std::count(known.begin(), known.end(), true);
  if (count != static_cast<long>(kPatchCount) || ids.size() != kPatchCount) {
    return OutOfRange("cgats-count", {{"patches", ids.size()}});
  }
  return chart;
}

}  // namespace easelight
