// Presets of DiVERE, version 3: of a single picture, of a contact sheet, and the file it keeps in a folder of scans.
//
// The density stages are taken over exactly, as one affine map of the scan's densities is another (divere.cpp has the
// algebra). What that program does after them is not imitated, and said in the remarks.
#pragma once

#include "core/recipe/import.h"
#include "core/recipe/json.h"

namespace easelight {

// Whether a document looks like one of those files; whether it can be read is for GradesFromDivere to say.
bool IsDivere(const Json& document);

// A contact sheet gives a grade for each of its crops, a folder's file those of all its presets.
// Errors: kUnsupported (another version, a film that is no negative), kOutOfRange (a value outside its range, more than
// kMaxImportedGrades), kInvalidInput (nothing in it). In a folder's file a preset that fails is left out with a remark
// as long as another can be read.
inline constexpr size_t kMaxImportedGrades = 1000;
StatusOr<ImportedGrades> GradesFromDivere(const Json& document);

}  // namespace easelight
