// Grades from files of other programs, as JavaScript sees them.
#pragma once

#include <emscripten/val.h>

namespace easelight {

// Any text: {grades: [{name, recipe}], remarks}, each recipe complete, as JSON.
emscripten::val ImportGrades(const emscripten::val& text);

}  // namespace easelight
