#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "formats/json.h"

namespace theta::corpus {

/// Pairs of neighbouring words that count as one word. The second pass sees the words that the first has
/// joined, and so makes phrases of three and four words.
struct Phrases {
  using Pass = std::vector<std::pair<std::string, std::string>>;
  std::vector<Pass> passes;
};

/// The one word that two become: without a sign between Han characters, else with an underscore.
std::string joined_word(std::string_view first, std::string_view second);

/// {"passes": [[["new","york"], ...], ...]}, as in corpus.json; null when nothing was learned.
formats::Json phrases_json(const Phrases& phrases);
/// The other way round; what is no such object gives no phrases.
Phrases phrases_of(const formats::Json& json);

/// Joins the phrases of a document given as word numbers. Immutable once filled, so threads may share one.
class PhraseJoiner {
 public:
  /// Pairs added from now on belong to a further pass.
  void begin_pass() { passes_.emplace_back(); }
  /// In the current pass, `second` behind `first` becomes `joined`.
  void add(uint32_t first, uint32_t second, uint32_t joined);

  /// Joins from left to right, pass by pass, and never over a gap: a number with `gap` set does not follow
  /// the one before.
  void join(std::vector<uint32_t>& words, uint32_t gap) const;

  bool empty() const { return passes_.empty(); }

 private:
  struct Pass {
    std::vector<bool> begins;  // words that begin a phrase: most words need no look at the table
    std::unordered_map<uint64_t, uint32_t> joined;
  };
  std::vector<Pass> passes_;
};

}  // namespace theta::corpus
