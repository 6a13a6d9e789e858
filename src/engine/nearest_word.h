#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace theta::engine {

/// The word of `vocabulary` that `word` was most likely meant to be: the fewest characters to change, with
/// ASCII letters in lower case, at most a third of them. Empty when none is that near. Time V * length^2.
std::string nearest_word(const std::vector<std::string>& vocabulary, std::string_view word);

}  // namespace theta::engine
