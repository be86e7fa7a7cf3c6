#include "core/engine/scan_facts.h"

#include <algorithm>
#include <charconv>

#include "core/io/metadata/exif_reader.h"
#include "core/io/metadata/exif_writer.h"
#include "core/io/metadata/xmp_packet.h"
#include "core/io/scan_limits.h"
#include "core/recipe/sentence_json.h"

namespace easelight {
namespace {

constexpr TextForm kText = {1024};
constexpr WholeForm kSide = {{1, kMaxSide}};
// The most that a double counts byte by byte, and more than any disk has.
constexpr WholeForm kBytes = {{0, 1e15}};

// As the bytes of a sample.
struct SampleFormatForm {
  WholeChoiceForm bytes = {{1, 2, 4}};

  void Read(ObjectReader& reader, std::string_view key, SampleFormat& target) const {
    size_t read = BytesPerSample(target);
    bytes.Read(reader, key, read);
    target = read == 1 ? SampleFormat::kUint8 : read == 2 ? SampleFormat::kUint16 : SampleFormat::kFloat32;
  }
  Json Write(SampleFormat format) const { return BytesPerSample(format); }
  Json Schema() const { return bytes.Schema(); }
};

// As an EXIF block in hexadecimal digits.
struct ExifForm {
  TextForm digits = {2 * kMaxExifBlockBytes};

  void Read(ObjectReader& reader, std::string_view key, ScanInfo& target) const {
    std::string text;
    digits.Read(reader, key, text);
    target.exif = ReadExif(BytesFromHex(text)).entries;
  }
  Json Write(const ScanInfo& info) const {
    std::string text;
    for (const uint8_t byte : ExifBlockFromEntries(info.exif, info.size)) {
      text += "0123456789abcdef"[byte >> 4];
      text += "0123456789abcdef"[byte & 15];
    }
    return text;
  }
  Json Schema() const { return digits.Schema(); }

 private:
  // Up to the first pair that is none of digits.
  static std::vector<uint8_t> BytesFromHex(std::string_view text) {
    std::vector<uint8_t> bytes;
    for (; text.size() >= 2; text.remove_prefix(2)) {
      uint8_t byte = 0;
      if (std::from_chars(text.data(), text.data() + 2, byte, 16).ptr != text.data() + 2) break;
      bytes.push_back(byte);
    }
    return bytes;
  }
};

// Both balances and the rows of the matrix, one after the other; empty where there is none.
struct CameraForm {
  static constexpr size_t kNumbers = 15;
  static constexpr Range kFactors = {-1e3, 1e3};
  static constexpr Range kAsShot = {1, 1e3};
  static constexpr Range kDaylight = {1e-3, 1};

  void Read(ObjectReader& reader, std::string_view key, std::optional<CameraColor>& target) const {
    const Json* value = reader.Find(key);
    if (value == nullptr) return;
    const Sentence expected = {"expected-numbers", {{"count", kNumbers}}};
    const Json::Array* numbers = reader.Elements(key, *value, 0, kNumbers, expected);
    if (numbers == nullptr || numbers->empty()) return target.reset();
    if (numbers->size() != kNumbers) return reader.Fail(key, *value, expected);
    CameraColor camera;
    size_t i = 0;
    const auto read = [&](Range range, double& number) {
      reader.Element(ElementName(key, i), (*numbers)[i], range, number);
      ++i;
    };
    for (double& number : camera.as_shot) read(kAsShot, number);
    for (double& number : camera.daylight) read(kDaylight, number);
    for (Vector3& row : camera.srgb_from_camera.rows) {
      for (double& number : row.values) read(kFactors, number);
    }
    target = camera;
  }
  Json Write(const std::optional<CameraColor>& camera) const {
    Json::Array numbers;
    if (!camera) return numbers;
    numbers.insert(numbers.end(), camera->as_shot.begin(), camera->as_shot.end());
    numbers.insert(numbers.end(), camera->daylight.begin(), camera->daylight.end());
    for (const Vector3& row : camera->srgb_from_camera.rows) {
      numbers.insert(numbers.end(), row.values.begin(), row.values.end());
    }
    return numbers;
  }
  Json Schema() const { return ArraySchema(NumberSchema(kFactors), 0, kNumbers); }
};

enum class ToldTo { kRecord, kPeople, kBoth };

struct Fact {
  ToldTo told;
  ScanFact key;
};

template <typename Form, typename Member>
Fact MakeFact(std::string_view name, ToldTo told, const Form& form, Member member, std::string_view description = "") {
  Fact fact{told, MakeJsonKey<ScanSummary>(name, form, member)};
  if (!description.empty()) fact.key.schema.Set("description", description);
  return fact;
}

std::vector<Fact> MakeFacts() {
  using enum ToldTo;
  return {
      MakeFact("name", kBoth, kText, JSON_MEMBER(name)),
      MakeFact("container", kBoth, kText, JSON_MEMBER(info.container)),
      MakeFact("storedWidth", kRecord, kSide, JSON_MEMBER(info.size.width)),
      MakeFact("storedHeight", kBoth, kSide, JSON_MEMBER(info.size.height), "Rows, as stored in the file."),
      MakeFact("rowsInFile", kBoth, kSide, JSON_MEMBER(rows_in_file),
               "More than the stored height where the file ends early, or is damaged, and what is there was opened."),
      MakeFact("sourceRows", kBoth, kText, JSON_MEMBER(source_rows),
               "Of an export: how many rows of its scan were there, as 312/2736; empty: all, or not said."),
      MakeFact("width", kPeople, kSide, JSON_MEMBER(upright.width), "Upright: the orientation tag has been applied."),
      MakeFact("height", kPeople, kSide, JSON_MEMBER(upright.height), "Upright, as the width."),
      MakeFact("orientation", kRecord, WholeForm{{1, 8}}, JSON_MEMBER(info.orientation)),
      MakeFact("channels", kBoth, WholeChoiceForm{{1, 3}}, JSON_MEMBER(info.channels)),
      MakeFact("sampleBytes", kRecord, SampleFormatForm{}, JSON_MEMBER(info.format)),
      MakeFact("bits", kBoth, WholeForm{{1, 64}}, JSON_MEMBER(info.bits_in_file)),
      MakeFact("linear", kRecord, FlagForm{}, JSON_MEMBER(info.linear)),
      MakeFact("makerPower", kRecord, NumberForm{{0, 10}}, JSON_MEMBER(info.maker_power)),
      MakeFact("furtherChannel", kBoth,
               ChoiceForm<FurtherChannel>{{"none", "infrared", "alpha", "divided-alpha", "unnamed"},
                                          {FurtherChannel::kNone, FurtherChannel::kInfrared, FurtherChannel::kAlpha,
                                           FurtherChannel::kDividedAlpha, FurtherChannel::kUnnamed}},
               JSON_MEMBER(info.further_channel),
               "A channel beside those of color, which is not shown: infrared of a scanner, or alpha. Colors that were "
               "multiplied by a `divided-alpha` have been divided again."),
      MakeFact("infraredPage", kBoth, FlagForm{}, JSON_MEMBER(info.infrared_page),
               "Whether the file has an infrared page beside the picture."),
      MakeFact("camera", kRecord, CameraForm{}, JSON_MEMBER(info.camera)),
      MakeFact("profileBytes", kBoth, WholeForm{{0, double{kMaxIccBytes}}}, JSON_MEMBER(profile_bytes)),
      MakeFact("profileLost", kRecord, SentenceForm{}, JSON_MEMBER(info.profile_lost)),
      MakeFact("pngCicp", kRecord, NumbersForm<4>{{0, 255}}, JSON_MEMBER(info.png_color.cicp)),
      MakeFact("pngSrgb", kRecord, FlagForm{}, JSON_MEMBER(info.png_color.srgb)),
      MakeFact("pngGamma", kRecord, NumberForm{{0, 1e5}}, JSON_MEMBER(info.png_color.gamma)),
      MakeFact("pngChromaticities", kRecord, NumbersForm<8>{{-1e5, 1e5}}, JSON_MEMBER(info.png_color.chromaticities)),
      MakeFact("profile", kPeople, kText, JSON_MEMBER(encoding.space_name),
               "The named space whose primaries the file states; empty where they are none of these."),
      MakeFact("autoSpace", kPeople, kText, JSON_MEMBER(encoding.auto_space),
               "What `input.space: auto` means for slides and digital pictures: a named space, `profile` for other "
               "colors that the file states, `camera` for those of a camera's sensor, or `device`."),
      MakeFact("encodingNote", kPeople, SentenceForm{}, JSON_MEMBER(encoding.note),
               "How `encoding: auto` reads this file."),
      MakeFact("profileRefused", kPeople, FlagForm{}, JSON_MEMBER(encoding.refused),
               "Whether the file states a color that could not be used, or only in part; the note says why."),
      MakeFact(
          "encodingWord", kPeople,
          ChoiceForm<EncodingWord>{{"firm", "custom", "tag"},
                                   {EncodingWord::kFirm, EncodingWord::kCustom, EncodingWord::kTag}},
          JSON_MEMBER(encoding.word),
          "How far that can be trusted: `custom` where the file says nothing, `tag` where it may be tagged falsely."),
      MakeFact("scannedWith", kPeople, kText, JSON_MEMBER(scanned_with),
               "Maker, model and software that the file names; empty where it names none."),
      MakeFact("grade", kBoth, TextForm{kMaxGradeLinkBytes}, JSON_MEMBER(grade),
               "The grading link in the file's metadata, not yet looked into; empty where there is none."),
      MakeFact("picture", kBoth, TextForm{32}, JSON_MEMBER(picture),
               "Tells the picture from others, by its codes; empty until all of them are there."),
      MakeFact("exifColor", kRecord,
               ChoiceForm<ExifColor>{{"unsaid", "srgb", "adobe-rgb"},
                                     {ExifColor::kUnsaid, ExifColor::kSrgb, ExifColor::kAdobeRgb}},
               JSON_MEMBER(info.exif_color)),
      MakeFact("exif", kRecord, ExifForm{}, JSON_MEMBER(info)),
      MakeFact("fileBytes", kBoth, kBytes, JSON_MEMBER(file_bytes)),
      MakeFact("storeBytes", kPeople, kBytes, JSON_MEMBER(store_bytes)),
      MakeFact("scratchBytes", kPeople, kBytes, JSON_MEMBER(scratch_bytes),
               "Of the store's file as well, but only while the scan is being opened."),
  };
}

std::vector<ScanFact> FactsFor(ToldTo whom) {
  std::vector<ScanFact> facts;
  for (const Fact& fact : MakeFacts()) {
    if (fact.told == whom || fact.told == ToldTo::kBoth) facts.push_back(fact.key);
  }
  return facts;
}

}  // namespace

std::span<const ScanFact> KeptFacts() {
  static const std::vector<ScanFact> facts = FactsFor(ToldTo::kRecord);
  return facts;
}

std::span<const ScanFact> ShownFacts() {
  static const std::vector<ScanFact> facts = FactsFor(ToldTo::kPeople);
  return facts;
}

Json JsonFromSummary(const ScanSummary& summary) { return WriteKeys(ShownFacts(), summary); }

Json SummarySchema() {
  Json schema = SchemaOfKeys(ShownFacts());
  schema.Set("$schema", "https://json-schema.org/draft/2020-12/schema");
  schema.Set("title", "ScanSummary");
  return schema;
}

}  // namespace easelight
