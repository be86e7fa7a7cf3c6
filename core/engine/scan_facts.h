// What is known of a scan, each fact once: its key, its form, its member, and who is told of it. The record beside a
// scan's store, the answers to the page and the page's types follow from this table.
#pragma once

#include <span>

#include "core/engine/scan_opening.h"
#include "core/recipe/json_keys.h"

namespace easelight {

using ScanFact = JsonKey<ScanSummary>;

// In the record of a scan: what cannot be told without decoding it again.
std::span<const ScanFact> KeptFacts();

// For people and their editor.
std::span<const ScanFact> ShownFacts();

Json JsonFromSummary(const ScanSummary& summary);

// The JSON schema of that.
Json SummarySchema();

}  // namespace easelight
