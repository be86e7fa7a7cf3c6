// The two ways to read a scan whose file leaves it in doubt, and what is said of them.
#pragma once

#include <array>
#include <optional>

#include "core/analysis/reading.h"
#include "core/io/source_encoding.h"
#include "core/recipe/recipe.h"

namespace easelight {

struct ScanReading {
  InputEncoding encoding;  // As a recipe says it.
  Sentence name;           // For people.
  double likelihood = 0;   // 0..1.
};

struct ScanReadings {
  std::array<ScanReading, 2> both;  // What `auto` means comes first. Likelihoods add up to 1.

  const ScanReading& likelier() const { return both[both[0].likelihood >= both[1].likelihood ? 0 : 1]; }
  const ScanReading& other() const { return both[&likelier() == &both[0] ? 1 : 0]; }
  bool sure() const;
};

// What is to be asked of a scan's densities; none where its file's word holds.
std::optional<ReadingQuestion> QuestionOf(const ScanEncoding& encoding, FilmKind film);

ScanReadings ReadingsOf(const ScanEncoding& encoding, const ReadingQuestion& question, double first_likely);

// The likelihood of both, and which one is taken.
Sentence SentenceOf(const ScanReadings& readings);

// {"readings": [{"encoding", "name", "likelihood"}, ...], "likelier": 0 or 1, "sure", "sentence"}.
Json JsonFromReadings(const ScanReadings& readings);

}  // namespace easelight
