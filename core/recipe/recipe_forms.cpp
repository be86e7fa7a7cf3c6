#include "core/recipe/recipe_forms.h"

#include <algorithm>

#include "core/color/color_space.h"

namespace easelight {
namespace {

// A crop that ends at 1 may miss it by the rounding of its own sum.
constexpr double kCropSlack = 1e-9;

void ReadChromaticity(ObjectReader& reader, const std::string& name, const Json& value, Chromaticity& target) {
  const Json::Array* xy = reader.Elements(name, value, 2, 2, {"expected-chromaticity"});
  if (xy == nullptr) return;
  reader.Element(name + "[0]", (*xy)[0], InputSpaceForm::kChromaticity, target.x);
  reader.Element(name + "[1]", (*xy)[1], InputSpaceForm::kChromaticity, target.y);
}

Json ChromaticityJson(Chromaticity c) { return Json::Array{c.x, c.y}; }

}  // namespace

void InputSpaceForm::Read(ObjectReader& input, std::string_view key, InputSpace& target) const {
  const Json* value = input.Find(key);
  if (value == nullptr) return;
  if (const std::string* name = value->text()) {
    if (*name != kAutoSpace && *name != kDeviceSpace && *name != kCameraSpace && FindColorSpace(*name) == nullptr) {
      return input.Fail(key, *value, {"expected-space"});
    }
    target = *name;
    return;
  }
  if (value->object() == nullptr) return input.Fail(key, *value, {"expected-space-or-primaries"});
  Primaries primaries;
  ObjectReader reader = input.Within(key, *value);
  const Json* rgb = reader.Find("primaries");
  const Json* white = reader.Find("white");
  if (rgb == nullptr || white == nullptr) return input.Fail(key, *value, {"expected-primaries-and-white"});
  const Json::Array* points = reader.Elements("primaries", *rgb, 3, 3, {"expected-chromaticities"});
  for (size_t i = 0; points != nullptr && i < 3; ++i) {
    ReadChromaticity(reader, ElementName("primaries", i), (*points)[i], primaries.rgb[i]);
  }
  ReadChromaticity(reader, "white", *white, primaries.white);
  reader.Finish();
  if (!reader.ok()) return;
  if (const auto matrix = XyzFromRgb(primaries); !matrix.ok()) {
    return input.Fail(key, *value, {"expected-spanning-primaries"});
  }
  target = primaries;
}

Json InputSpaceForm::Write(const InputSpace& space) const {
  if (const auto* name = std::get_if<std::string>(&space)) return *name;
  const auto& primaries = std::get<Primaries>(space);
  const auto& [red, green, blue] = primaries.rgb;
  const Json::Array rgb = {ChromaticityJson(red), ChromaticityJson(green), ChromaticityJson(blue)};
  return Json::Object{{"primaries", rgb}, {"white", ChromaticityJson(primaries.white)}};
}

Json InputSpaceForm::Schema() const {
  using Object = Json::Object;
  const Json xy = ArraySchema(NumberSchema(kChromaticity), 2, 2);
  const Json figures = Object{{"type", "object"},
                              {"properties", Object{{"primaries", ArraySchema(xy, 3, 3)}, {"white", xy}}},
                              {"additionalProperties", false}};
  return Object{{"anyOf", Json::Array{Object{{"type", "string"}}, figures}}};
}

void InputEncodingForm::Read(ObjectReader& reader, std::string_view key, InputEncoding& target) const {
  const Json* encoding = reader.Find(key);
  if (encoding == nullptr) return;
  if (encoding->number() != nullptr) {
    double power = 1;
    reader.Element(std::string(key), *encoding, kPower, power);
    target = TransferCurve::Power(power);
  } else if (encoding->Is("auto")) {
    target.reset();
  } else if (encoding->Is("linear")) {
    target = TransferCurve::Linear();
  } else if (encoding->Is("srgb")) {
    target = TransferCurve::Srgb();
  } else {
    reader.Fail(key, *encoding, {"expected-encoding", {{"low", kPower.low}, {"high", kPower.high}}});
  }
}

Json InputEncodingForm::Write(const InputEncoding& encoding) const {
  if (!encoding) return "auto";
  switch (encoding->kind()) {
    case TransferCurve::Kind::kLinear:
      return "linear";
    case TransferCurve::Kind::kSrgb:
      return "srgb";
    default:  // Curves of profiles are in no recipe.
      break;
  }
  return encoding->power();
}

Json InputEncodingForm::Schema() const {
  constexpr std::array<std::string_view, 3> kNames = {"auto", "linear", "srgb"};
  return Json::Object{{"anyOf", Json::Array{ChoiceSchema(kNames), NumberSchema(kPower)}}};
}

void MatrixForm::Read(ObjectReader& reader, std::string_view key, Matrix3& target) const {
  const Json* matrix = reader.Find(key);
  if (matrix == nullptr) return;
  const Json::Array* rows = reader.Elements(key, *matrix, 3, 3, {"expected-matrix"});
  for (size_t row = 0; rows != nullptr && row < 3; ++row) {
    const std::string name = ElementName(key, row);
    const Json::Array* entries = reader.Elements(name, (*rows)[row], 3, 3, {"expected-numbers", {{"count", 3}}});
    for (size_t column = 0; entries != nullptr && column < 3; ++column) {
      reader.Element(ElementName(name, column), (*entries)[column], range, target(row, column));
    }
  }
}

Json MatrixForm::Write(const Matrix3& matrix) const {
  const auto& [first, second, third] = matrix.rows;
  return Json::Array{first.values, second.values, third.values};
}

Json MatrixForm::Schema() const { return ArraySchema(ArraySchema(NumberSchema(range), 3, 3), 3, 3); }

void CurveForm::Read(ObjectReader& reader, std::string_view key, PrintCurve& target) const {
  const Json* value = reader.Find(key);
  if (value == nullptr) return;
  constexpr size_t kLeast = PrintCurve::kMinPoints, kMost = PrintCurve::kMaxPoints;
  const Json::Array* array =
      reader.Elements(key, *value, kLeast, kMost, {"expected-points", {{"least", kLeast}, {"most", kMost}}});
  if (array == nullptr) return;
  std::array<CurvePoint, PrintCurve::kMaxPoints> points;
  const size_t count = array->size();
  for (size_t i = 0; i < count; ++i) {
    const std::string name = ElementName(key, i);
    const Json::Array* point = reader.Elements(name, (*array)[i], 2, 2, {"expected-point"});
    if (point == nullptr) return;
    reader.Element(name + "[0]", (*point)[0], range, points[i].x);
    reader.Element(name + "[1]", (*point)[1], range, points[i].y);
  }
  target = PrintCurve({points.data(), count});
  const auto sorted = target.points();
  const auto same_x = [](const CurvePoint& a, const CurvePoint& b) { return b.x - a.x < 1e-9; };
  if (std::adjacent_find(sorted.begin(), sorted.end(), same_x) != sorted.end()) {
    reader.Fail(key, *value, {"expected-points-apart"});
  }
}

Json CurveForm::Write(const PrintCurve& curve) const {
  Json::Array points;
  for (const CurvePoint& p : curve.points()) points.push_back(Json::Array{p.x, p.y});
  return points;
}

Json CurveForm::Schema() const {
  return ArraySchema(ArraySchema(NumberSchema(range), 2, 2), PrintCurve::kMinPoints, PrintCurve::kMaxPoints);
}

void CropForm::Read(ObjectReader& reader, std::string_view key, std::array<double, 4>& target) const {
  NumbersForm::Read(reader, key, target);
  const auto& [x, y, width, height] = target;
  if (reader.ok() && (width <= 0 || height <= 0 || x + width > 1 + kCropSlack || y + height > 1 + kCropSlack)) {
    reader.Fail(key, Json(target), {"expected-crop"});
  }
}

}  // namespace easelight
