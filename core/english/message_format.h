// The part of ICU's message format that the sentences use, by the rules of English.
//
//   {name}                                  a text as it is; a number as JavaScript writes it: 65535
//   {name, number}                          to three digits behind the point, thousands apart: 65,535
//   {name, plural, one {...} other {...}}   the words for one, or for another number; # is the number
//
// An apostrophe before a brace quotes, up to the next one; two stand for one.
#pragma once

#include <string>
#include <string_view>

#include "core/base/sentence.h"

namespace easelight {

// Says what a nested sentence says, in words.
using SentenceText = std::string (*)(const Sentence& sentence);

// The pattern with its gaps filled. A gap without its argument stays as it is, in braces.
std::string FilledPattern(std::string_view pattern, std::span<const SentenceArgument> arguments, SentenceText nested);

}  // namespace easelight
