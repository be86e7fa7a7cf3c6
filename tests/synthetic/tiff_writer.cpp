#include "tests/synthetic/tiff_writer.h"

#include <algorithm>

namespace easelight {
namespace {

size_t BytesOf(TiffType type) {
  if (type == TiffType::kShort) return 2;
  return type == TiffType::kByte || type == TiffType::kAscii ? 1 : 4;
}

// A page with the places of what it names.
struct PlacedPage {
  const WrittenPage* page;
  uint32_t at = 0;
  uint32_t next = 0;
  uint32_t data_at = 0;
  std::vector<size_t> children;
};

// Pages and their children, each before its own children.
std::vector<PlacedPage> Flattened(const std::vector<WrittenPage>& pages) {
  std::vector<PlacedPage> all;
  for (const WrittenPage& page : pages) all.push_back({&page, 0, 0, 0, {}});
  for (size_t i = 0; i < all.size(); ++i) {
    for (const WrittenPage& child : all[i].page->children) {
      all[i].children.push_back(all.size());
      all.push_back({&child, 0, 0, 0, {}});
    }
  }
  return all;
}

DirectoryWriter DirectoryOf(const PlacedPage& placed, const std::vector<PlacedPage>& all, bool big_endian) {
  const WrittenPage& page = *placed.page;
  DirectoryWriter directory(big_endian);
  const auto data_bytes = static_cast<uint32_t>(page.codes.size() * page.bits / 8);
  directory.Add(0x0100, TiffType::kLong, {page.size.width});
  directory.Add(0x0101, TiffType::kLong, {page.size.height});
  directory.Add(0x0102, TiffType::kShort, std::vector<uint32_t>(page.samples, page.bits));
  directory.Add(0x0103, TiffType::kShort, {1});
  directory.Add(0x0106, TiffType::kShort, {page.photometric});
  directory.Add(0x0111, TiffType::kLong, {placed.data_at});
  directory.Add(0x0115, TiffType::kShort, {page.samples});
  directory.Add(0x0116, TiffType::kLong, {page.size.height});
  directory.Add(0x0117, TiffType::kLong, {data_bytes});
  directory.Add(0x011C, TiffType::kShort, {1});
  if (!placed.children.empty()) {
    std::vector<uint32_t> places;
    for (const size_t child : placed.children) places.push_back(all[child].at);
    directory.Add(0x014A, TiffType::kLong, places);
  }
  for (const WrittenPage::Entry& entry : page.entries) directory.Add(entry.tag, entry.type, entry.values);
  for (const auto& [tag, text] : page.texts) directory.AddText(tag, text);
  return directory;
}

}  // namespace

void AppendNumber(std::vector<uint8_t>& bytes, uint32_t value, size_t n, bool big_endian) {
  for (size_t i = 0; i < n; ++i) bytes.push_back(static_cast<uint8_t>(value >> 8 * (big_endian ? n - 1 - i : i)));
}

void DirectoryWriter::Add(uint16_t tag, TiffType type, const std::vector<uint32_t>& values) {
  std::erase_if(entries_, [tag](const Entry& entry) { return entry.tag == tag; });
  std::vector<uint8_t> bytes;
  for (const uint32_t value : values) AppendNumber(bytes, value, BytesOf(type), big_endian_);
  const bool pairs = type == TiffType::kRational || type == TiffType::kSignedRational;
  entries_.push_back({tag, type, static_cast<uint32_t>(values.size() / (pairs ? 2 : 1)), std::move(bytes)});
}

void DirectoryWriter::AddText(uint16_t tag, const std::string& text) {
  std::vector<uint32_t> characters(text.begin(), text.end());
  characters.push_back(0);
  Add(tag, TiffType::kAscii, characters);
}

size_t DirectoryWriter::bytes() const {
  size_t n = 2 + 12 * entries_.size() + 4;
  for (const Entry& entry : entries_) n += entry.value.size() > 4 ? (entry.value.size() + 1) / 2 * 2 : 0;
  return n;
}

void DirectoryWriter::Write(std::vector<uint8_t>& file, uint32_t next) {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.tag < b.tag; });
  const size_t values_at = file.size() + 2 + 12 * entries_.size() + 4;
  std::vector<uint8_t> values;
  AppendNumber(file, static_cast<uint32_t>(entries_.size()), 2, big_endian_);
  for (Entry& entry : entries_) {
    AppendNumber(file, entry.tag, 2, big_endian_);
    AppendNumber(file, static_cast<uint32_t>(entry.type), 2, big_endian_);
    AppendNumber(file, entry.count, 4, big_endian_);
    if (entry.value.size() > 4) {
      AppendNumber(file, static_cast<uint32_t>(values_at + values.size()), 4, big_endian_);
      values.insert(values.end(), entry.value.begin(), entry.value.end());
      if (values.size() % 2 != 0) values.push_back(0);
    } else {
      entry.value.resize(4);
      file.insert(file.end(), entry.value.begin(), entry.value.end());
    }
  }
  AppendNumber(file, next, 4, big_endian_);
  file.insert(file.end(), values.begin(), values.end());
}

std::vector<uint8_t> WritePages(const std::vector<WrittenPage>& pages, bool big_endian) {
  std::vector<PlacedPage> all = Flattened(pages);
  // Places depend on sizes, which depend on no places: directories first, all samples behind them.
  uint32_t at = 8;
  for (PlacedPage& placed : all) {
    placed.at = at;
    at += static_cast<uint32_t>(DirectoryOf(placed, all, big_endian).bytes());
  }
  for (size_t i = 0; i + 1 < pages.size(); ++i) all[i].next = all[i + 1].at;
  for (PlacedPage& placed : all) {
    placed.data_at = at;
    at += static_cast<uint32_t>(placed.page->codes.size() * placed.page->bits / 8 + 1) / 2 * 2;
  }
  std::vector<uint8_t> file(2, big_endian ? 'M' : 'I');
  AppendNumber(file, 42, 2, big_endian);
  AppendNumber(file, 8, 4, big_endian);
  for (const PlacedPage& placed : all) DirectoryOf(placed, all, big_endian).Write(file, placed.next);
  for (const PlacedPage& placed : all) {
    file.resize(placed.data_at);
    for (const uint32_t code : placed.page->codes) AppendNumber(file, code, placed.page->bits / 8, big_endian);
  }
  return file;
}

}  // namespace easelight
