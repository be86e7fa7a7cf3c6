// Writing recipes: canonical and complete JSON.
#include "core/recipe/json.h"
#include "core/recipe/presets.h"
#include "core/recipe/recipe.h"

namespace easelight {
namespace {

Json PointJson(Chromaticity c) { return Json::Array{c.x, c.y}; }

Json SpaceJson(const InputSpace& space) {
  if (const auto* name = std::get_if<std::string>(&space)) return *name;
  const auto& primaries = std::get<Primaries>(space);
  const auto& [red, green, blue] = primaries.rgb;
  return Json::Object{{"primaries", Json::Array{PointJson(red), PointJson(green), PointJson(blue)}},
                      {"white", PointJson(primaries.white)}};
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
  return encoding->power();
}

Json MatrixJson(const Matrix3& m) { return Json::Array{m.rows[0].values, m.rows[1].values, m.rows[2].values}; }

Json CurveJson(const PrintCurve& curve) {
  Json::Array points;
  for (const CurvePoint& p : curve.points()) points.push_back(Json::Array{p.x, p.y});
  return points;
}

// Removes every member whose value is the default's; objects are compared key by key, except custom primaries, which
// have no default to differ from.
void RemoveDefaults(Json::Object& members, const Json& defaults) {
  std::erase_if(members, [&](JsonMember& member) {
    const Json* other = defaults.Find(member.key);
    if (other == nullptr) return false;
    Json::Object* inner = member.value.object();
    if (inner != nullptr && other->object() != nullptr) RemoveDefaults(*inner, *other);
    return member.value == *other || (inner != nullptr && inner->empty());
  });
}

}  // namespace

Json JsonFromRecipe(const Recipe& r) {
  using Object = Json::Object;
  return Object{
      {"easelight", 1},
      {"film", FilmName(r.film)},
      {"input", Object{{"space", SpaceJson(r.input_space)}, {"encoding", EncodingJson(r.input_encoding)}}},
      {"working", r.working},
      {"density", Object{{"base", r.density.base},
                         {"matrix", MatrixJson(r.density.matrix)},
                         {"gamma", r.density.gamma},
                         {"channelGamma", r.density.channel_gamma},
                         {"exposure", r.density.exposure},
                         {"gains", r.density.gains}}},
      {"print", Object{{"interpolation", r.print.interpolation == CurveInterpolation::kLinear ? "linear" : "monotone"},
                       {"curves", Object{{"rgb", CurveJson(r.print.master)},
                                         {"r", CurveJson(r.print.channels[0])},
                                         {"g", CurveJson(r.print.channels[1])},
                                         {"b", CurveJson(r.print.channels[2])}}},
                       {"glare", r.print.glare}}},
      {"geometry", Object{{"crop", r.geometry.crop},
                          {"rotate", r.geometry.rotate},
                          {"flip", r.geometry.flip},
                          {"straighten", r.geometry.straighten}}},
      {"names", Object{{"matrix", r.names.matrix}, {"curve", r.names.curve}, {"note", r.names.note}}}};
}

std::string CanonicalJson(const Recipe& recipe) {
  Json document = JsonFromRecipe(recipe);
  Json defaults = JsonFromRecipe(DefaultRecipe(recipe.film));
  // The version always stays; the kind of film does unless it is the one an absent key means.
  defaults.Set("easelight", Json());
  defaults.Set("film", FilmName(FilmKind::kColorNegative));
  RemoveDefaults(*document.object(), defaults);
  return TextFromJson(document);
}

std::string CompleteJson(const Recipe& recipe, int indent) { return TextFromJson(JsonFromRecipe(recipe), indent); }

}  // namespace easelight
