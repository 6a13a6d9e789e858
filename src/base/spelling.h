#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace theta {

/// Damerau-Levenshtein distance: the fewest insertions, removals and replacements of a character and
/// exchanges of two neighbouring characters that turn `a` into `b`. Counts characters of UTF-8 text; a byte
/// that is not UTF-8 counts as one. Cost: product of the lengths. Source: Lowrance & Wagner, "An Extension of
/// the String-to-String Correction Problem" (1975), with all costs 1.
size_t spelling_distance(std::string_view a, std::string_view b);

/// The candidate that somebody who typed `word` most likely meant, or an empty string when none is near:
/// within a third of its characters (at least one), or the first that `word` is the beginning of. Case does
/// not count for ASCII letters. Among equals the first wins.
std::string nearest_spelling(std::string_view word, const std::vector<std::string>& candidates);

/// `; did you mean "x"?` to end an error message with, or nothing when no candidate is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace theta
