#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "text/stop_words.h"

namespace theta::text {

/// A set of words of any length. Immutable: threads may share one.
class WordList {
 public:
  WordList() : WordList({}, {}) {}
  /// The words of `list` (as WordSet reads it), and `more`.
  WordList(std::string_view list, std::span<const std::string> more);

  // Every word of a text goes through here; a call for each would cost 4 % of the time for English.
  [[gnu::always_inline]] bool contains(std::string_view word) const {
    return short_.contains(word) || (has_long_ && contains_long(word));
  }
  bool empty() const { return short_.size() == 0 && long_.empty(); }

 private:
  bool contains_long(std::string_view word) const;

  WordSet short_;
  std::unordered_set<std::string> long_;
  bool has_long_ = false;
};

}  // namespace theta::text
