// The forms of a recipe's own values: spaces, encodings, matrices, curves, crops.
#pragma once

#include "core/recipe/json_forms.h"
#include "core/recipe/recipe.h"

namespace easelight {

// A name, or primaries and a white as figures.
struct InputSpaceForm {
  static constexpr Range kChromaticity = {-1, 2};
  void Read(ObjectReader& reader, std::string_view key, InputSpace& target) const;
  Json Write(const InputSpace& space) const;
  Json Schema() const;
};

// "auto", "linear", "srgb", or a power.
struct InputEncodingForm {
  static constexpr Range kPower = {0.1, 10};
  void Read(ObjectReader& reader, std::string_view key, InputEncoding& target) const;
  Json Write(const InputEncoding& encoding) const;
  Json Schema() const;
};

// Three rows of three numbers.
struct MatrixForm {
  Range range;
  void Read(ObjectReader& reader, std::string_view key, Matrix3& target) const;
  Json Write(const Matrix3& matrix) const;
  Json Schema() const;
};

// Points [x, y], each number within the range.
struct CurveForm {
  Range range;
  void Read(ObjectReader& reader, std::string_view key, PrintCurve& target) const;
  Json Write(const PrintCurve& curve) const;
  Json Schema() const;
};

// x, y, width, height, inside the scan.
struct CropForm : NumbersForm<4> {
  void Read(ObjectReader& reader, std::string_view key, std::array<double, 4>& target) const;
};

}  // namespace easelight
