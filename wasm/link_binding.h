// Grading links and parts of recipes as JavaScript sees them. Recipes cross the border as JSON text.
#pragma once

#include <emscripten/val.h>

#include <string>

namespace easelight {

// `recipes` is an array of texts, `parts` one of names. The value: the fragment.
emscripten::val MakeLink(const emscripten::val& recipes, const emscripten::val& parts);

// The value: {recipes: texts, parts: names, proof: {state, largestDifference, text}}.
emscripten::val ReadLink(const emscripten::val& text);

// The value: the text of `current` with the parts of `other`.
emscripten::val CombineRecipes(const std::string& current, const std::string& other, const emscripten::val& parts);

}  // namespace easelight
