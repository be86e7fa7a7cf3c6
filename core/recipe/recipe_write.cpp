// Writing recipes: canonical and complete JSON.
#include "core/recipe/json_reader.h"
#include "core/recipe/presets.h"
#include "core/recipe/recipe.h"

namespace easelight {
namespace {

// A JSON number in canonical form: whole values as integers.
Json Number(double value) {
  if (value == static_cast<double>(static_cast<long long>(value))) return static_cast<long long>(value);
  return value;
}

template <size_t N>
Json Numbers(const std::array<double, N>& values) {
  Json array = Json::array();
  for (const double value : values) array.push_back(Number(value));
  return array;
}

Json Point(Chromaticity c) { return Numbers(std::array<double, 2>{c.x, c.y}); }

Json SpaceJson(const InputSpace& space) {
  if (const auto* name = std::get_if<std::string>(&space)) return *name;
  const auto& primaries = std::get<Primaries>(space);
  return {{"primaries", {Point(primaries.rgb[0]), Point(primaries.rgb[1]), Point(primaries.rgb[2])}},
          {"white", Point(primaries.white)}};
}

Json EncodingJson(const InputEncoding& encoding) {
  if (!encoding) return "auto";
  switch (encoding->kind()) {
    case TransferCurve::Kind::kLinear:
      return "linear";
    case TransferCurve::Kind::kSrgb:
      return "srgb";
    case TransferCurve::Kind::kPower:
      break;
  }
  return Number(encoding->power());
}

Json MatrixJson(const Matrix3& m) {
  Json rows = Json::array();
  for (int row = 0; row < 3; ++row) rows.push_back(Numbers(std::array<double, 3>{m(row, 0), m(row, 1), m(row, 2)}));
  return rows;
}

Json CurveJson(const PrintCurve& curve) {
  Json points = Json::array();
  for (const CurvePoint& p : curve.points()) points.push_back(Numbers(std::array<double, 2>{p.x, p.y}));
  return points;
}

Json CompleteDocument(const Recipe& r) {
  return {{"easelight", 1},
          {"film", FilmName(r.film)},
          {"input", {{"space", SpaceJson(r.input_space)}, {"encoding", EncodingJson(r.input_encoding)}}},
          {"working", r.working},
          {"density",
           {{"base", Numbers(r.density.base)},
            {"matrix", MatrixJson(r.density.matrix)},
            {"gamma", Number(r.density.gamma)},
            {"channelGamma", Numbers(r.density.channel_gamma)},
            {"exposure", Number(r.density.exposure)},
            {"gains", Numbers(r.density.gains)}}},
          {"print",
           {{"interpolation", r.print.interpolation == CurveInterpolation::kLinear ? "linear" : "monotone"},
            {"curves",
             {{"rgb", CurveJson(r.print.master)},
              {"r", CurveJson(r.print.channels[0])},
              {"g", CurveJson(r.print.channels[1])},
              {"b", CurveJson(r.print.channels[2])}}},
            {"glare", Number(r.print.glare)}}},
          {"geometry",
           {{"crop", Numbers(r.geometry.crop)},
            {"rotate", r.geometry.rotate},
            {"flip", r.geometry.flip},
            {"straighten", Number(r.geometry.straighten)}}},
          {"names", {{"matrix", r.names.matrix}, {"curve", r.names.curve}, {"note", r.names.note}}}};
}

// Removes from `value` every key whose value is the default's; objects are compared key by key, except custom
// primaries, which have no default to differ from.
void RemoveDefaults(Json& value, const Json& defaults) {
  for (auto it = value.begin(); it != value.end();) {
    const auto other = defaults.find(it.key());
    if (other != defaults.end() && it->is_object() && other->is_object()) RemoveDefaults(*it, *other);
    const bool is_default = other != defaults.end() && (*it == *other || (it->is_object() && it->empty()));
    it = is_default ? value.erase(it) : std::next(it);
  }
}

}  // namespace

std::string CanonicalJson(const Recipe& recipe) {
  Json document = CompleteDocument(recipe);
  Json defaults = CompleteDocument(DefaultRecipe(recipe.film));
  // The version always stays; the kind of film does unless it is the one an absent key means.
  defaults.erase("easelight");
  defaults["film"] = FilmName(FilmKind::kColorNegative);
  RemoveDefaults(document, defaults);
  return document.dump();
}

std::string CompleteJson(const Recipe& recipe, int indent) { return CompleteDocument(recipe).dump(indent); }

}  // namespace easelight
