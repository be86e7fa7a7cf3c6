#include "core/recipe/divere_preset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/color/color_space.h"
#include "core/recipe/presets.h"
#include "core/recipe/recipe_forms.h"

namespace easelight {
namespace {

// About this density, less the exposure, that program applies its matrix and channel gammas.
constexpr double kMatrixPivot = 4.1;

// Figures of that program's spaces and ours agree in all their digits, or are others.
constexpr double kSameChromaticity = 1e-6;

constexpr std::array<std::pair<std::string_view, FilmKind>, 3> kFilms = {
    {{"color_negative_c41", FilmKind::kColorNegative},
     {"color_negative_ecn2", FilmKind::kColorNegative},
     {"b&w_negative", FilmKind::kBwNegative}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSpaces = {
    {{"KodakEnduraPremier", "endura-premier"},
     {"Kodak2383", "kodak-2383"},
     {"ACEScg", "acescg"},
     {"sRGB", "srgb"},
     {"DisplayP3", "display-p3"},
     {"AdobeRGB", "adobe-rgb"},
     {"Rec2020", "rec2020"}}};

// The density stages in that program's terms.
struct Inversion {
  double gamma = 1;
  double dmax = 0;
  Vector3 gains;
  Matrix3 matrix = Matrix3::Identity();
  Vector3 channel_gamma = Vector3::Constant(1);
};

// There: d = x - 0.7 + 0.7 g - g D, as an inversion about 0.7; then c M (d - q) + q - k, the matrix and the channel
// gammas about q = P - x, less the gains. Here, without a base: x - 0.7 + 0.7 g c - g c M D - gains. Both are affine in
// D with the same linear part, so gains that make the constants equal are all the difference.
DensityGrade DensityFromInversion(const Inversion& there) {
  const double pivot = kDensityPivot;
  const double x = there.dmax;
  const Vector3 c = there.matrix == Matrix3::Identity() ? Vector3::Constant(1) : there.channel_gamma;
  const Vector3 slope = there.gamma * c;
  const Vector3 above = there.matrix * Vector3::Constant(2 * x - pivot + pivot * there.gamma - kMatrixPivot);
  const Vector3 printed = Vector3::Constant(kMatrixPivot - x) - there.gains + Times(c, above);
  DensityGrade grade;
  grade.matrix = there.matrix;
  grade.gamma = there.gamma;
  grade.channel_gamma = c.values;
  grade.exposure = x;
  grade.gains = (Vector3::Constant(x - pivot) + pivot * slope - printed).values;
  return grade;
}

bool Same(Chromaticity a, Chromaticity b) {
  return std::abs(a.x - b.x) < kSameChromaticity && std::abs(a.y - b.y) < kSameChromaticity;
}

// A space of ours by its name where the figures are its own.
InputSpace NamedWherePossible(const Primaries& primaries) {
  for (const ColorSpace& space : ColorSpaces()) {
    bool same = Same(space.primaries.white, primaries.white);
    for (size_t i = 0; i < 3; ++i) same = same && Same(space.primaries.rgb[i], primaries.rgb[i]);
    if (same) return std::string(space.name);
  }
  return primaries;
}

class PresetReader {
 public:
  PresetReader(const Json& preset, std::vector<Sentence>& remarks) : preset_(preset), remarks_(remarks) {}

  StatusOr<Recipe> Read() {
    ObjectReader reader(preset_, "", status_);
    const Json* parameters = reader.Find("cc_params");
    if (parameters == nullptr) return InvalidInput("divere-missing", {{"key", "cc_params"}});
    Recipe recipe;
    if (const Json* metadata = reader.Find("metadata")) ReadMetadata(reader.Within("metadata", *metadata), recipe);
    RETURN_IF_ERROR(status_);
    if (const Json* idt = reader.Find("idt")) ReadInput(reader.Within("idt", *idt), recipe);
    ReadParameters(reader.Within("cc_params", *parameters), recipe);
    RETURN_IF_ERROR(status_);
    // Once more through the door of all recipes, which knows every rule.
    return RecipeFromJson(CompleteJson(recipe));
  }

 private:
  void Fail(const Status& status) {
    if (status_.ok()) status_ = status;
  }
  void Remark(const Sentence& remark) { AddRemark(remark, remarks_); }

  void ReadMetadata(ObjectReader reader, Recipe& recipe) {
    std::string film(kFilms[0].first);
    reader.Text("film_type", 200, film);
    const auto known = std::find_if(kFilms.begin(), kFilms.end(), [&](const auto& kind) { return kind.first == film; });
    if (known == kFilms.end()) return Fail(Unsupported("divere-film", {{"film", ShownValue(Json(film))}}));
    recipe = DefaultRecipe(known->second);
    if (known->second == FilmKind::kBwNegative) Remark({"divere-monochrome"});

    reader.Text("note", 4000, recipe.names.note);
    auto& crop = recipe.geometry.crop;
    if (const Json* value = reader.Find("crop"); value != nullptr && value->array() != nullptr) {
      reader.Numbers("crop", {0, 1}, crop);
      // Its sums may miss 1 by their rounding.
      crop[2] = std::min(crop[2], 1 - crop[0]);
      crop[3] = std::min(crop[3], 1 - crop[1]);
    }
    int counter_clockwise = 0;
    WholeChoiceForm{{0, 90, 180, 270}}.Read(reader, "orientation", counter_clockwise);
    recipe.geometry.rotate = (360 - counter_clockwise) % 360;
  }

  Chromaticity ReadPoint(ObjectReader& reader, std::string_view key) {
    Chromaticity point;
    const Json* value = reader.Find(key);
    if (value == nullptr) {
      Fail(InvalidInput("divere-missing", {{"key", key}}));
      return point;
    }
    ObjectReader xy = reader.Within(key, *value);
    xy.Number("x", InputSpaceForm::kChromaticity, point.x);
    xy.Number("y", InputSpaceForm::kChromaticity, point.y);
    return point;
  }

  void ReadInput(ObjectReader reader, Recipe& recipe) {
    double power = 1;
    reader.Number("gamma", InputEncodingForm::kPower, power);
    recipe.input_encoding = power == 1 ? TransferCurve::Linear() : TransferCurve::Power(power);
    std::string name;
    reader.Text("name", 200, name);
    if (const Json* primitives = reader.Find("primitives"); primitives != nullptr && primitives->object() != nullptr) {
      ObjectReader points = reader.Within("primitives", *primitives);
      Primaries primaries;
      for (size_t i = 0; i < 3; ++i) primaries.rgb[i] = ReadPoint(points, std::array{"r", "g", "b"}[i]);
      primaries.white = ReadPoint(reader, "white");
      recipe.input_space = NamedWherePossible(primaries);
      return;
    }
    const auto known =
        std::find_if(kSpaces.begin(), kSpaces.end(), [&](const auto& space) { return space.first == name; });
    recipe.input_space = std::string(known == kSpaces.end() ? "device" : known->second);
    if (known == kSpaces.end()) Remark({"divere-space", {{"name", ShownValue(Json(name))}}});
  }

  // Parts that the preset switches off do nothing.
  bool Enabled(ObjectReader& reader, std::string_view key) {
    bool enabled = true;
    reader.Boolean(key, enabled);
    return enabled;
  }

  void ReadRequired(ObjectReader& reader, std::string_view key, Range range, double& target) {
    if (reader.Find(key) == nullptr) Fail(InvalidInput("divere-missing", {{"key", key}}));
    reader.Number(key, range, target);
  }

  void ReadParameters(ObjectReader reader, Recipe& recipe) {
    Inversion inversion;
    ReadRequired(reader, "density_gamma", {0.1, 6}, inversion.gamma);
    ReadRequired(reader, "density_dmax", {-3, 6}, inversion.dmax);
    reader.Numbers("rgb_gains", {-10, 10}, inversion.gains.values);
    if (!Enabled(reader, "enable_rgb_gains")) inversion.gains = Vector3();
    if (!Enabled(reader, "enable_density_inversion")) Fail(Unsupported("divere-no-inversion"));
    ReadMatrix(reader, inversion, recipe.names);
    if (const Json* gammas = reader.Find("channel_gamma")) {
      ObjectReader within = reader.Within("channel_gamma", *gammas);
      within.Number("r", {0.25, 4}, inversion.channel_gamma[0]);
      within.Number("b", {0.25, 4}, inversion.channel_gamma[2]);
    }
    ReadCurves(reader, recipe);
    reader.Number("screen_glare_compensation", {0, 0.2}, recipe.print.glare);
    if (recipe.print.glare > 0) Remark({"divere-glare"});
    recipe.density = DensityFromInversion(inversion);
    RemarkUnknown(*preset_.Find("cc_params"));
  }

  void ReadMatrix(ObjectReader& reader, Inversion& inversion, RecipeNames& names) {
    const Json* value = reader.Find("density_matrix");
    if (value == nullptr || value->object() == nullptr || !Enabled(reader, "enable_density_matrix")) return;
    ObjectReader within = reader.Within("density_matrix", *value);
    within.Text("name", 200, names.matrix);
    if (const Json* values = within.Find("values"); values != nullptr && values->array() != nullptr) {
      return MatrixForm{{-4, 4}}.Read(within, "values", inversion.matrix);
    }
    if (names.matrix != "Identity") Remark({"divere-matrix", {{"name", ShownValue(Json(names.matrix))}}});
    names.matrix = "Identity";
  }

  void ReadCurves(ObjectReader& reader, Recipe& recipe) {
    recipe.print = PrintGrade();
    recipe.print.interpolation = CurveInterpolation::kLinear;
    recipe.names.curve = "Identity";
    const Json* value = reader.Find("density_curve");
    if (value == nullptr || value->object() == nullptr || !Enabled(reader, "enable_density_curve")) return;
    ObjectReader within = reader.Within("density_curve", *value);
    within.Text("name", 200, recipe.names.curve);
    const Json* points = within.Find("points");
    if (points == nullptr || points->object() == nullptr) {
      Remark({"divere-curve", {{"name", ShownValue(Json(recipe.names.curve))}}});
      recipe.names.curve = "Identity";
      return;
    }
    ObjectReader curves = within.Within("points", *points);
    constexpr CurveForm kForm{{0, 1}};
    kForm.Read(curves, "rgb", recipe.print.master);
    for (size_t i = 0; i < 3; ++i) kForm.Read(curves, std::array{"r", "g", "b"}[i], recipe.print.channels[i]);
  }

  // Parameters of a later version of that program.
  void RemarkUnknown(const Json& parameters) {
    constexpr std::array<std::string_view, 11> kKnown = {"channel_gamma",
                                                         "density_curve",
                                                         "density_dmax",
                                                         "density_gamma",
                                                         "density_matrix",
                                                         "enable_density_curve",
                                                         "enable_density_inversion",
                                                         "enable_density_matrix",
                                                         "enable_rgb_gains",
                                                         "rgb_gains",
                                                         "screen_glare_compensation"};
    if (parameters.object() == nullptr) return;
    for (const auto& [key, value] : *parameters.object()) {
      if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end()) {
        Remark({"divere-unknown", {{"key", ShownValue(Json(key))}}});
      }
    }
  }

  const Json& preset_;
  std::vector<Sentence>& remarks_;
  Status status_;
};

}  // namespace

void AddRemark(const Sentence& remark, std::vector<Sentence>& remarks) {
  if (std::find(remarks.begin(), remarks.end(), remark) == remarks.end()) remarks.push_back(remark);
}

StatusOr<Recipe> RecipeFromDiverePreset(const Json& preset, std::vector<Sentence>& remarks) {
  return PresetReader(preset, remarks).Read();
}

}  // namespace easelight
