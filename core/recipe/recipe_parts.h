// The parts of a recipe that can be taken one by one: from a link, or from another frame.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/recipe/recipe.h"

namespace easelight {

// Which keys belong to which is said in recipe_keys.cpp; the note belongs to all of them together.
enum class RecipePart : uint8_t { kBase, kLight, kColor, kPrint, kGeometry };

inline constexpr std::array<RecipePart, 5> kRecipeParts = {RecipePart::kBase, RecipePart::kLight, RecipePart::kColor,
                                                           RecipePart::kPrint, RecipePart::kGeometry};

// A set of parts.
class RecipeParts {
 public:
  static RecipeParts All();

  void Add(RecipePart part) { bits_ |= Bit(part); }
  bool Has(RecipePart part) const { return (bits_ & Bit(part)) != 0; }
  bool empty() const { return bits_ == 0; }
  bool operator==(const RecipeParts&) const = default;

 private:
  static uint8_t Bit(RecipePart part) { return static_cast<uint8_t>(1u << static_cast<unsigned>(part)); }

  uint8_t bits_ = 0;
};

// How a part is written: "base", "light", "color", "print", "geometry".
std::string_view PartName(RecipePart part);

// Errors: kOutOfRange, naming the parts there are.
StatusOr<RecipePart> PartFromName(std::string_view name);

// As a link writes them, in the order above: "base.light.geometry".
std::string TextFromParts(RecipeParts parts);

// Errors: kOutOfRange for an unknown name, kInvalidInput where there is none, or they are not in that order.
StatusOr<RecipeParts> PartsFromText(std::string_view text);

// `current` with the parts of `other`.
Recipe Combined(const Recipe& current, const Recipe& other, RecipeParts parts);

}  // namespace easelight
