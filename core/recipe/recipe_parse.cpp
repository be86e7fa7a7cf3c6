// Reading recipes: JSON to Recipe, with every rule of the model's ranges.
#include <algorithm>

#include "core/color/color_space.h"
#include "core/recipe/json_reader.h"
#include "core/recipe/presets.h"
#include "core/recipe/recipe.h"

namespace easelight {
namespace {

constexpr Range kBase = {0, 4};
constexpr Range kMatrixEntry = {-4, 4};
constexpr Range kGamma = {0.1, 6};
constexpr Range kChannelGamma = {0.25, 4};
constexpr Range kExposure = {-3, 6};
constexpr Range kGains = {-3, 3};
constexpr Range kGlare = {0, 0.2};
constexpr Range kStraighten = {-45, 45};
constexpr Range kUnit = {0, 1};
constexpr Range kPower = {0.1, 10};
constexpr Range kChromaticity = {-1, 2};
constexpr size_t kMaxNameBytes = 200;
constexpr size_t kMaxNoteBytes = 4000;
// A crop that ends at 1 may miss it by the rounding of its own sum.
constexpr double kCropSlack = 1e-9;

void ReadChromaticity(ObjectReader& reader, const std::string& name, const Json& value, Chromaticity& target) {
  const Json::Array* xy = reader.Elements(name, value, 2, 2, "a chromaticity [x, y]");
  if (xy == nullptr) return;
  reader.Element(name + "[0]", (*xy)[0], kChromaticity, target.x);
  reader.Element(name + "[1]", (*xy)[1], kChromaticity, target.y);
}

void ReadInputSpace(const Json& value, ObjectReader& input, Status& status, InputSpace& target) {
  if (const std::string* name = value.text()) {
    if (*name != "device" && FindColorSpace(*name) == nullptr) {
      return input.Fail("space", value, "\"device\" or the name of a color space");
    }
    target = *name;
    return;
  }
  if (value.object() == nullptr) return input.Fail("space", value, "a name or {\"primaries\", \"white\"}");
  Primaries primaries;
  ObjectReader reader(value, "input.space.", status);
  const Json* rgb = reader.Find("primaries");
  const Json* white = reader.Find("white");
  if (rgb == nullptr || white == nullptr) return input.Fail("space", value, "both primaries and white");
  const Json::Array* points = reader.Elements("primaries", *rgb, 3, 3, "three chromaticities");
  for (size_t i = 0; points != nullptr && i < 3; ++i) {
    ReadChromaticity(reader, ElementName("primaries", i), (*points)[i], primaries.rgb[i]);
  }
  ReadChromaticity(reader, "white", *white, primaries.white);
  reader.Finish();
  if (!status.ok()) return;
  if (const auto matrix = XyzFromRgb(primaries); !matrix.ok()) {
    return input.Fail("space", value, "primaries that span a space with a white inside");
  }
  target = primaries;
}

void ReadInput(const Json& value, Status& status, Recipe& recipe) {
  ObjectReader reader(value, "input.", status);
  if (const Json* space = reader.Find("space")) ReadInputSpace(*space, reader, status, recipe.input_space);
  if (const Json* encoding = reader.Find("encoding")) {
    if (encoding->number() != nullptr) {
      double power = 1;
      reader.Element("encoding", *encoding, kPower, power);
      recipe.input_encoding = TransferCurve::Power(power);
    } else if (encoding->Is("auto")) {
      recipe.input_encoding.reset();
    } else if (encoding->Is("linear")) {
      recipe.input_encoding = TransferCurve::Linear();
    } else if (encoding->Is("srgb")) {
      recipe.input_encoding = TransferCurve::Srgb();
    } else {
      reader.Fail("encoding", *encoding, "auto, linear, srgb or a power from 0.1 to 10");
    }
  }
  reader.Finish();
}

void ReadDensity(const Json& value, Status& status, DensityGrade& density) {
  ObjectReader reader(value, "density.", status);
  reader.Numbers("base", kBase, density.base);
  reader.Number("gamma", kGamma, density.gamma);
  reader.Numbers("channelGamma", kChannelGamma, density.channel_gamma);
  reader.Number("exposure", kExposure, density.exposure);
  reader.Numbers("gains", kGains, density.gains);
  if (const Json* matrix = reader.Find("matrix")) {
    const Json::Array* rows = reader.Elements("matrix", *matrix, 3, 3, "three rows of three numbers");
    for (size_t row = 0; rows != nullptr && row < 3; ++row) {
      const std::string name = ElementName("matrix", row);
      const Json::Array* entries = reader.Elements(name, (*rows)[row], 3, 3, "three numbers");
      for (size_t column = 0; entries != nullptr && column < 3; ++column) {
        reader.Element(ElementName(name, column), (*entries)[column], kMatrixEntry, density.matrix(row, column));
      }
    }
  }
  reader.Finish();
}

void ReadCurve(ObjectReader& reader, const char* key, PrintCurve& curve) {
  const Json* value = reader.Find(key);
  if (value == nullptr) return;
  const Json::Array* array =
      reader.Elements(key, *value, PrintCurve::kMinPoints, PrintCurve::kMaxPoints, "2 to 64 points");
  if (array == nullptr) return;
  std::array<CurvePoint, PrintCurve::kMaxPoints> points;
  const size_t count = array->size();
  for (size_t i = 0; i < count; ++i) {
    const std::string name = ElementName(key, i);
    const Json::Array* point = reader.Elements(name, (*array)[i], 2, 2, "a point [x, y]");
    if (point == nullptr) return;
    reader.Element(name + "[0]", (*point)[0], kUnit, points[i].x);
    reader.Element(name + "[1]", (*point)[1], kUnit, points[i].y);
  }
  curve = PrintCurve({points.data(), count});
  const auto sorted = curve.points();
  const auto same_x = [](const CurvePoint& a, const CurvePoint& b) { return b.x - a.x < 1e-9; };
  if (std::adjacent_find(sorted.begin(), sorted.end(), same_x) != sorted.end()) {
    reader.Fail(key, *value, "points whose x differ by at least 1e-9");
  }
}

void ReadPrint(const Json& value, Status& status, PrintGrade& print) {
  ObjectReader reader(value, "print.", status);
  if (const Json* interpolation = reader.Find("interpolation")) {
    if (interpolation->Is("monotone")) {
      print.interpolation = CurveInterpolation::kMonotone;
    } else if (interpolation->Is("linear")) {
      print.interpolation = CurveInterpolation::kLinear;
    } else {
      reader.Fail("interpolation", *interpolation, "monotone or linear");
    }
  }
  if (const Json* curves = reader.Find("curves")) {
    ObjectReader inner(*curves, "print.curves.", status);
    ReadCurve(inner, "rgb", print.master);
    ReadCurve(inner, "r", print.channels[0]);
    ReadCurve(inner, "g", print.channels[1]);
    ReadCurve(inner, "b", print.channels[2]);
    inner.Finish();
  }
  reader.Number("glare", kGlare, print.glare);
  reader.Finish();
}

void ReadGeometry(const Json& value, Status& status, FrameGeometry& geometry) {
  ObjectReader reader(value, "geometry.", status);
  reader.Numbers("crop", kUnit, geometry.crop);
  const auto& [x, y, width, height] = geometry.crop;
  if (reader.ok() && (width <= 0 || height <= 0 || x + width > 1 + kCropSlack || y + height > 1 + kCropSlack)) {
    reader.Fail("crop", Json(geometry.crop), "x, y, width, height inside 0 to 1 with a width and height above 0");
  }
  if (const Json* rotate = reader.Find("rotate")) {
    if (!rotate->Is(0) && !rotate->Is(90) && !rotate->Is(180) && !rotate->Is(270)) {
      return reader.Fail("rotate", *rotate, "0, 90, 180 or 270");
    }
    geometry.rotate = static_cast<int>(*rotate->number());
  }
  reader.Boolean("flip", geometry.flip);
  reader.Number("straighten", kStraighten, geometry.straighten);
  reader.Finish();
}

void ReadNames(const Json& value, Status& status, RecipeNames& names) {
  ObjectReader reader(value, "names.", status);
  reader.Text("matrix", kMaxNameBytes, names.matrix);
  reader.Text("curve", kMaxNameBytes, names.curve);
  reader.Text("note", kMaxNoteBytes, names.note);
  reader.Finish();
}

StatusOr<Recipe> RecipeFromDocument(const Json& document) {
  Status status;
  ObjectReader reader(document, "", status);
  const Json* version = reader.Find("easelight");
  RETURN_IF_ERROR(status);
  if (version == nullptr) return InvalidInput("the key easelight (the version of the model) is missing");
  if (!version->Is(1)) return Unsupported("easelight is " + ShownValue(*version) + "; this engine knows version 1");
  FilmKind film = FilmKind::kColorNegative;
  if (const Json* name = reader.Find("film")) {
    if (name->text() == nullptr) return OutOfRange("film is " + ShownValue(*name) + "; it must be text");
    ASSIGN_OR_RETURN(film, FilmFromName(*name->text()));
  }
  Recipe recipe = DefaultRecipe(film);
  if (const Json* input = reader.Find("input")) ReadInput(*input, status, recipe);
  if (const Json* working = reader.Find("working")) {
    const ColorSpace* space = working->text() != nullptr ? FindColorSpace(*working->text()) : nullptr;
    if (space == nullptr || space->use != SpaceUse::kWorking) {
      reader.Fail("working", *working, "endura-premier, kodak-2383 or acescg");
    } else {
      recipe.working = space->name;
    }
  }
  if (const Json* density = reader.Find("density")) ReadDensity(*density, status, recipe.density);
  if (const Json* print = reader.Find("print")) ReadPrint(*print, status, recipe.print);
  if (const Json* geometry = reader.Find("geometry")) ReadGeometry(*geometry, status, recipe.geometry);
  if (const Json* names = reader.Find("names")) ReadNames(*names, status, recipe.names);
  reader.Finish();
  RETURN_IF_ERROR(status);
  return recipe;
}

Status CheckSize(std::string_view text, size_t limit, const std::string& name) {
  if (text.size() <= limit) return OkStatus();
  return OutOfRange(name + " has " + std::to_string(text.size()) + " bytes; the limit is " + std::to_string(limit));
}

}  // namespace

StatusOr<Recipe> RecipeFromJson(std::string_view text) {
  RETURN_IF_ERROR(CheckSize(text, kMaxRecipeBytes, "the recipe"));
  ASSIGN_OR_RETURN(const Json document, JsonFromText(text, "the recipe"));
  return RecipeFromDocument(document);
}

StatusOr<std::vector<Recipe>> RecipesFromJson(std::string_view text) {
  RETURN_IF_ERROR(CheckSize(text, kMaxRecipesBytes, "the text of the recipes"));
  ASSIGN_OR_RETURN(const Json document, JsonFromText(text, "the text of the recipes"));
  std::vector<Recipe> recipes;
  if (document.array() == nullptr) {
    ASSIGN_OR_RETURN(recipes.emplace_back(), RecipeFromDocument(document));
    return recipes;
  }
  const size_t count = document.array()->size();
  if (count == 0 || count > kMaxRecipes) {
    return OutOfRange("there are " + std::to_string(count) + " recipes; there must be 1 to " +
                      std::to_string(kMaxRecipes));
  }
  recipes.reserve(count);
  for (const Json& element : *document.array()) {
    auto recipe = RecipeFromDocument(element);
    if (!recipe.ok()) {
      const std::string number = std::to_string(recipes.size() + 1);
      return Status(recipe.status().code(),
                    "recipe " + number + " of " + std::to_string(count) + ": " + recipe.status().message());
    }
    recipes.push_back(std::move(recipe).value());
  }
  return recipes;
}

}  // namespace easelight
