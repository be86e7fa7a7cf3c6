#include "core/recipe/recipe_keys.h"

#include "core/color/color_space.h"
#include "core/recipe/film_figures.h"
#include "core/recipe/presets.h"
#include "core/recipe/recipe_forms.h"

namespace easelight {
namespace {

constexpr Range kUnit = {0, 1};
constexpr TextForm kName = {200};
constexpr TextForm kNote = {4000};

ChoiceForm<FilmKind> FilmForm() {
  ChoiceForm<FilmKind> form;
  for (const FilmKind film : kFilmKinds) {
    form.names.push_back(FilmName(film));
    form.values.push_back(film);
  }
  return form;
}

ChoiceForm<std::string> WorkingForm() {
  ChoiceForm<std::string> form;
  for (const ColorSpace& space : ColorSpaces()) {
    if (space.use != SpaceUse::kWorking) continue;
    form.names.push_back(space.name);
    form.values.emplace_back(space.name);
  }
  return form;
}

// The names of `figures`, or empty: not known.
template <typename Figures>
ChoiceForm<std::string> KnownForm(const Figures& figures) {
  ChoiceForm<std::string> form{{""}, {""}};
  for (const auto& figure : figures) {
    form.names.push_back(figure.name);
    form.values.emplace_back(figure.name);
  }
  return form;
}

ChoiceForm<CurveInterpolation> InterpolationForm() {
  return {{"monotone", "linear"}, {CurveInterpolation::kMonotone, CurveInterpolation::kLinear}};
}

ChoiceForm<GamutMapping> GamutForm() { return {{"clip", "compress"}, {GamutMapping::kClip, GamutMapping::kCompress}}; }

// What the parser looks at before all others, and no member.
class VersionAccess final : public JsonAccess<Recipe> {
 public:
  void Read(ObjectReader& reader, std::string_view name, Recipe&) const override { reader.Find(name); }
  Json Write(const Recipe&) const override { return kRecipeVersion; }
  void Copy(const Recipe&, Recipe&) const override {}
};

RecipeKey VersionKey() {
  RecipeKey key;
  key.path = "easelight";
  key.schema = Json::Object{{"enum", Json::Array{kRecipeVersion}}};
  key.access = std::make_shared<VersionAccess>();
  return key;
}

template <typename Form, typename Member>
RecipeKey Key(std::string_view path, std::optional<RecipePart> part, const Form& form, Member member) {
  RecipeKey key{MakeJsonKey<Recipe>(path, form, member), part, std::nullopt};
  if constexpr (requires { form.range; }) key.range = form.range;
  if (part) key.schema.Set("part", PartName(*part));
  return key;
}

std::vector<RecipeKey> MakeRecipeKeys() {
  using enum RecipePart;
  return {
      VersionKey(),
      Key("film", kBase, FilmForm(), JSON_MEMBER(film)),
      Key("input.space", kColor, InputSpaceForm{}, JSON_MEMBER(input_space)),
      Key("input.encoding", kColor, InputEncodingForm{}, JSON_MEMBER(input_encoding)),
      Key("working", kColor, WorkingForm(), JSON_MEMBER(working)),
      Key("density.base", kBase, NumbersForm<3>{{0, 4}}, JSON_MEMBER(density.base)),
      Key("density.matrix", kColor, MatrixForm{{-4, 4}}, JSON_MEMBER(density.matrix)),
      Key("density.gamma", kLight, NumberForm{{0.1, 6}}, JSON_MEMBER(density.gamma)),
      Key("density.channelGamma", kColor, NumbersForm<3>{{0.25, 4}}, JSON_MEMBER(density.channel_gamma)),
      Key("density.exposure", kLight, NumberForm{{-3, 6}}, JSON_MEMBER(density.exposure)),
      Key("density.gains", kColor, NumbersForm<3>{{-3, 3}}, JSON_MEMBER(density.gains)),
      Key("print.interpolation", kPrint, InterpolationForm(), JSON_MEMBER(print.interpolation)),
      Key("print.curves.rgb", kPrint, CurveForm{kUnit}, JSON_MEMBER(print.master)),
      Key("print.curves.r", kPrint, CurveForm{kUnit}, JSON_MEMBER(print.channels[0])),
      Key("print.curves.g", kPrint, CurveForm{kUnit}, JSON_MEMBER(print.channels[1])),
      Key("print.curves.b", kPrint, CurveForm{kUnit}, JSON_MEMBER(print.channels[2])),
      Key("print.glare", kPrint, NumberForm{{0, 0.2}}, JSON_MEMBER(print.glare)),
      Key("output.gamut", kPrint, GamutForm(), JSON_MEMBER(gamut)),
      Key("geometry.crop", kGeometry, CropForm{kUnit}, JSON_MEMBER(geometry.crop)),
      Key("geometry.rotate", kGeometry, WholeChoiceForm{{0, 90, 180, 270}}, JSON_MEMBER(geometry.rotate)),
      Key("geometry.flip", kGeometry, FlagForm{}, JSON_MEMBER(geometry.flip)),
      Key("geometry.straighten", kGeometry, NumberForm{{-45, 45}}, JSON_MEMBER(geometry.straighten)),
      Key("names.setup", kColor, KnownForm(ScanSetups()), JSON_MEMBER(names.setup)),
      Key("names.stock", kColor, KnownForm(FilmStocks()), JSON_MEMBER(names.stock)),
      Key("names.matrix", kColor, kName, JSON_MEMBER(names.matrix)),
      Key("names.curve", kPrint, kName, JSON_MEMBER(names.curve)),
      Key("names.note", std::nullopt, kNote, JSON_MEMBER(names.note)),
  };
}

}  // namespace

std::span<const RecipeKey> RecipeKeys() {
  static const std::vector<RecipeKey> keys = MakeRecipeKeys();
  return keys;
}

Json RecipeSchema() {
  Json schema = SchemaOfKeys(RecipeKeys());
  schema.Set("$schema", "https://json-schema.org/draft/2020-12/schema");
  schema.Set("title", "Recipe");
  return schema;
}

}  // namespace easelight
