#include "core/engine/scan_readings.h"

#include <algorithm>
#include <cmath>

#include "core/recipe/json.h"
#include "core/recipe/recipe_forms.h"
#include "core/recipe/sentence_json.h"

namespace easelight {
namespace {

// Nobody is asked where one reading is this likely. Of 74 negatives, each as five kinds of file, none that was found so
// likely was wrong (docs/input-color.md).
constexpr double kSure = 0.97;

// What is believed of a file before its picture is looked at: its custom is a habit, and most tags are true.
constexpr double kBelievedCustom = 0.6;
constexpr double kBelievedTag = 0.8;

bool IsLinear(const TransferCurve& curve) { return curve.kind() == TransferCurve::Kind::kLinear; }

// Scanner software that encodes negatives has a gamma for it; pictures to be seen are sRGB where nothing is said.
TransferCurve EncodedAs(FilmKind film) { return IsNegative(film) ? TransferCurve::Power(2.2) : TransferCurve::Srgb(); }

Sentence NameOf(const TransferCurve& curve) {
  if (IsLinear(curve)) return {"curve-linear"};
  if (curve.kind() == TransferCurve::Kind::kPower)
    return {"curve-power", {{"power", std::round(curve.power() * 1000) / 1000}}};
  return curve.kind() == TransferCurve::Kind::kSrgb ? Sentence("curve-srgb") : Sentence("curve-own");
}

// Never nothing, never all.
double PercentOf(const ScanReading& reading) { return std::clamp(std::round(100.0 * reading.likelihood), 1.0, 99.0); }

}  // namespace

bool ScanReadings::sure() const { return likelier().likelihood >= kSure; }

std::optional<ReadingQuestion> QuestionOf(const ScanEncoding& encoding, FilmKind film) {
  const bool tagged = encoding.word == EncodingWord::kTag;
  // A picture that is tagged as what it looks like on a screen has been looked at on one.
  if (encoding.word == EncodingWord::kFirm || (tagged && !IsNegative(film))) return std::nullopt;
  const TransferCurve& curve = encoding.color.curves[0];
  return ReadingQuestion{curve, IsLinear(curve) ? EncodedAs(film) : TransferCurve::Linear(),
                         tagged ? kBelievedTag : kBelievedCustom};
}

ScanReadings ReadingsOf(const ScanEncoding& encoding, const ReadingQuestion& question, double first_likely) {
  const Sentence curve = NameOf(question.first);
  const bool tagged = encoding.word == EncodingWord::kTag;
  const Sentence name = tagged ? Sentence("reading-tagged", {{"curve", curve}}) : curve;
  return {{{{std::nullopt, name, first_likely}, {question.second, NameOf(question.second), 1.0 - first_likely}}}};
}

Sentence SentenceOf(const ScanReadings& readings) {
  const ScanReading& likelier = readings.likelier();
  const ScanReading& other = readings.other();
  if (readings.sure()) {
    return {"reading-sure", {{"taken", likelier.name}, {"likely", PercentOf(likelier)}, {"other", other.name}}};
  }
  return {
      "reading-unsure",
      {{"taken", likelier.name}, {"likely", PercentOf(likelier)}, {"other", other.name}, {"less", PercentOf(other)}}};
}

Json JsonFromReadings(const ScanReadings& readings) {
  Json::Array both;
  for (const ScanReading& reading : readings.both) {
    both.push_back(Json::Object{{"encoding", InputEncodingForm{}.Write(reading.encoding)},
                                {"name", JsonFromSentence(reading.name)},
                                {"likelihood", reading.likelihood}});
  }
  return Json::Object{{"readings", both},
                      {"likelier", &readings.likelier() == &readings.both[0] ? 0 : 1},
                      {"sure", readings.sure()},
                      {"sentence", JsonFromSentence(SentenceOf(readings))}};
}

}  // namespace easelight
