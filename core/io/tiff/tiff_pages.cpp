#include "core/io/tiff/tiff_pages.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "core/io/tiff/tiff_layout.h"

namespace easelight {
namespace {

// Adobe DNG 1.7, and the tag by which an Imacon's or Hasselblad's Flextight is told.
constexpr uint16_t kDngVersionTag = 0xC612;
constexpr uint16_t kFlextightTag = 46275;
constexpr uint64_t kDepthMap = 8;

// What matters of a page for which it is.
struct Page {
  const TiffDirectory* directory;
  uint64_t width, height;
  bool color, gray;  // Neither: a mask by its own photometric kind, or unknown.
  bool reduced, mask;

  uint64_t pixels() const { return width * height; }
  bool full() const { return !reduced && !mask; }
};

// None for a directory without a picture, as that of EXIF.
std::optional<Page> PageOf(TiffDirectories& directories, const TiffDirectory& directory) {
  const auto number = [&](uint16_t tag, uint64_t otherwise) {
    return directories.Whole(directory, tag).value_or(otherwise);
  };
  Page page{&directory, number(TIFFTAG_IMAGEWIDTH, 0), number(TIFFTAG_IMAGELENGTH, 0), false, false, false, false};
  if (page.width == 0 || page.height == 0 || page.width > UINT32_MAX || page.height > UINT32_MAX) return std::nullopt;
  const uint64_t samples = number(TIFFTAG_SAMPLESPERPIXEL, 1);
  const uint64_t photometric = number(TIFFTAG_PHOTOMETRIC, samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
  page.gray = photometric == PHOTOMETRIC_MINISWHITE || photometric == PHOTOMETRIC_MINISBLACK ||
              photometric == PHOTOMETRIC_LOGL || (photometric == kPhotometricLinearRaw && samples == 1);
  page.color = !page.gray && photometric != PHOTOMETRIC_MASK;
  const uint64_t kind = number(TIFFTAG_SUBFILETYPE, 0);
  const bool old_reduced = number(TIFFTAG_OSUBFILETYPE, 0) == OFILETYPE_REDUCEDIMAGE;
  page.reduced = (kind & FILETYPE_REDUCEDIMAGE) != 0 || old_reduced;
  page.mask = (kind & (FILETYPE_MASK | kDepthMap)) != 0 || photometric == PHOTOMETRIC_MASK;
  return page;
}

// The largest page that `wanted` says yes to; the first of equals.
template <typename Wanted>
const Page* Largest(const std::vector<Page>& pages, const Wanted& wanted) {
  const Page* largest = nullptr;
  for (const Page& page : pages) {
    if (wanted(page) && (largest == nullptr || page.pixels() > largest->pixels())) largest = &page;
  }
  return largest;
}

const Page* Choose(const std::vector<Page>& pages) {
  const Page* color = Largest(pages, [](const Page& page) { return page.full() && page.color; });
  const Page* gray = Largest(pages, [](const Page& page) { return page.full() && page.gray; });
  if (color != nullptr && gray != nullptr) {
    const bool thumbnail = 2 * color->width < gray->width && 2 * color->height < gray->height;
    return thumbnail ? gray : color;
  }
  if (color != nullptr || gray != nullptr) return color != nullptr ? color : gray;
  const Page* reduced = Largest(pages, [](const Page& page) { return !page.mask; });
  return reduced != nullptr ? reduced : Largest(pages, [](const Page&) { return true; });
}

// Tags that a picture cannot be read without, and how many values each has.
enum class Count { kOne, kOneASample, kAny };
struct KnownTag {
  uint16_t tag;
  std::string_view name;
  Count count;
};

constexpr KnownTag kKnownTags[] = {{TIFFTAG_SAMPLESPERPIXEL, "SamplesPerPixel", Count::kOne},
                                   {TIFFTAG_IMAGEWIDTH, "ImageWidth", Count::kOne},
                                   {TIFFTAG_IMAGELENGTH, "ImageLength", Count::kOne},
                                   {TIFFTAG_BITSPERSAMPLE, "BitsPerSample", Count::kOneASample},
                                   {TIFFTAG_COMPRESSION, "Compression", Count::kOneASample},
                                   {TIFFTAG_PHOTOMETRIC, "PhotometricInterpretation", Count::kOne},
                                   {TIFFTAG_STRIPOFFSETS, "StripOffsets", Count::kAny},
                                   {TIFFTAG_ROWSPERSTRIP, "RowsPerStrip", Count::kOne},
                                   {TIFFTAG_STRIPBYTECOUNTS, "StripByteCounts", Count::kAny},
                                   {TIFFTAG_PLANARCONFIG, "PlanarConfiguration", Count::kOne},
                                   {TIFFTAG_COLORMAP, "ColorMap", Count::kAny},
                                   {TIFFTAG_TILEWIDTH, "TileWidth", Count::kOne},
                                   {TIFFTAG_TILELENGTH, "TileLength", Count::kOne},
                                   {TIFFTAG_TILEOFFSETS, "TileOffsets", Count::kAny},
                                   {TIFFTAG_TILEBYTECOUNTS, "TileByteCounts", Count::kAny},
                                   {TIFFTAG_EXTRASAMPLES, "ExtraSamples", Count::kAny},
                                   {TIFFTAG_SAMPLEFORMAT, "SampleFormat", Count::kOneASample}};

Status CheckCount(const TiffDirectories& directories, const KnownTag& known, const TiffEntry& entry, uint64_t samples) {
  if (entry.count == 0) return InvalidInput("tiff-count-none", {{"tag", known.name}});
  if (!directories.Lies(entry)) {
    return Truncated(
        "tiff-count-cut",
        {{"tag", known.name}, {"count", entry.count}, {"byte", entry.at}, {"end", directories.file_bytes()}});
  }
  const uint64_t limit = known.count == Count::kOne ? 1 : samples;
  if (known.count == Count::kAny || entry.count == 1 || entry.count == limit) return OkStatus();
  return InvalidInput("tiff-count", {{"tag", known.name}, {"count", entry.count}, {"limit", limit}});
}

}  // namespace

StatusOr<TiffPages> FindPicture(TiffDirectories& directories) {
  RETURN_IF_ERROR(directories.status());
  if (directories.all().empty()) return InvalidInput("tiff-directory");
  TiffPages found;
  found.first = directories.all().front();
  found.is_dng = found.first.Find(kDngVersionTag) != nullptr;
  found.is_flextight = found.first.Find(kFlextightTag) != nullptr;
  std::vector<Page> pages;
  for (const TiffDirectory& directory : directories.all()) {
    if (const auto page = PageOf(directories, directory)) pages.push_back(*page);
  }
  RETURN_IF_ERROR(directories.status());
  const Page* picture = Choose(pages);
  if (picture == nullptr) {
    RETURN_IF_ERROR(CheckCounts(directories, found.first));
    return InvalidInput("tiff-no-size");
  }
  const bool has_children = std::any_of(pages.begin(), pages.end(), [](const Page& p) { return p.directory->child; });
  if (!picture->full() && has_children) return Unsupported("tiff-raw-preview");
  found.picture = *picture->directory;
  for (const Page& page : pages) {
    const bool same = page.width == picture->width && page.height == picture->height && &page != picture;
    const bool depth = (directories.Whole(*page.directory, TIFFTAG_SUBFILETYPE).value_or(0) & kDepthMap) != 0;
    if (!same || !page.gray || page.reduced || depth) continue;
    (page.mask ? found.marked_infrared : found.unmarked_gray) = true;
  }
  return found;
}

Status CheckCounts(TiffDirectories& directories, const TiffDirectory& directory) {
  if (directory.entries.size() < std::min(directory.promised, kMaxTiffEntries)) {
    return Truncated("tiff-directory-cut", {{"byte", directory.offset},
                                            {"entries", directory.promised},
                                            {"held", directory.entries.size()},
                                            {"end", directories.file_bytes()}});
  }
  const uint64_t samples = directories.Whole(directory, TIFFTAG_SAMPLESPERPIXEL).value_or(1);
  for (const KnownTag& known : kKnownTags) {
    const TiffEntry* entry = directory.Find(known.tag);
    if (entry != nullptr) RETURN_IF_ERROR(CheckCount(directories, known, *entry, samples));
  }
  return OkStatus();
}

}  // namespace easelight
