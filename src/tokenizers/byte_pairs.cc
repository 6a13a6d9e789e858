#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "tokenizers/byte_alphabet.h"
#include "tokenizers/pair_table.h"
#include "tokenizers/token_model.h"

namespace theta::tokenizers {
namespace {

/// Byte pair encoding (Sennrich et al. 2016) whose first symbols are the bytes of a word: of all neighbours
/// that may merge those of the lowest rank do, the leftmost first, until none may.
class BytePairs : public TokenModel {
 public:
  BytePairs(Vocabulary vocabulary, Vocabulary whole_words, std::array<uint32_t, 256> bytes, PairTable merges)
      : vocabulary_(std::move(vocabulary)),
        whole_words_(std::move(whole_words)),
        bytes_(bytes),
        merges_(std::move(merges)),
        size_(size_of(vocabulary_)) {}

  void encode(std::string_view word, TokenIds& ids) const override {
    if (const auto found = whole_words_.find(word); found != whole_words_.end()) {
      ids.push_back(found->second);
      return;
    }
    std::vector<Symbol> symbols(word.size());
    for (size_t i = 0; i < word.size(); ++i) {
      const auto at = static_cast<int32_t>(i);
      symbols[i] = {bytes_[static_cast<unsigned char>(word[i])], at - 1, at + 1};
    }
    symbols.back().next = kNone;
    merge(symbols);
    for (int32_t i = 0; i != kNone; i = symbols[static_cast<size_t>(i)].next) {
      ids.push_back(symbols[static_cast<size_t>(i)].id);
    }
  }
  uint32_t size() const override { return size_; }
  const Vocabulary& vocabulary() const override { return vocabulary_; }

 private:
  static constexpr int32_t kNone = -1;
  static constexpr uint32_t kGone = ~0U;

  struct Symbol {
    uint32_t id;
    int32_t before;
    int32_t next;
  };
  /// A merge that was possible when it was found. Symbols may have changed since: then the pair is another.
  struct Candidate {
    uint32_t rank;
    int32_t at;
    uint32_t left;
    uint32_t right;
    bool operator<(const Candidate& other) const {
      return std::pair(rank, at) > std::pair(other.rank, other.at);  // the heap's top is its largest
    }
  };

  void merge(std::vector<Symbol>& symbols) const {
    std::vector<Candidate> heap;
    const auto look = [&](int32_t at) {
      const Symbol& left = symbols[static_cast<size_t>(at)];
      if (left.next == kNone) return false;
      const uint32_t right = symbols[static_cast<size_t>(left.next)].id;
      const PairTable::Merge* found = merges_.find(left.id, right);
      if (found == nullptr) return false;
      heap.push_back({found->rank, at, left.id, right});
      return true;
    };
    for (int32_t at = 0; at + 1 < static_cast<int32_t>(symbols.size()); ++at) look(at);
    std::make_heap(heap.begin(), heap.end());
    while (!heap.empty()) {
      std::pop_heap(heap.begin(), heap.end());
      const Candidate best = heap.back();
      heap.pop_back();
      Symbol& left = symbols[static_cast<size_t>(best.at)];
      if (left.id != best.left || left.next == kNone) continue;
      Symbol& right = symbols[static_cast<size_t>(left.next)];
      if (right.id != best.right) continue;
      left.id = merges_.find(best.left, best.right)->merged;
      left.next = right.next;
      right.id = kGone;
      if (left.next != kNone) symbols[static_cast<size_t>(left.next)].before = best.at;
      if (look(best.at)) std::push_heap(heap.begin(), heap.end());
      if (left.before != kNone && look(left.before)) std::push_heap(heap.begin(), heap.end());
    }
  }

  Vocabulary vocabulary_;
  Vocabulary whole_words_;  ///< words that are tokens whatever the merges say, by their bytes
  std::array<uint32_t, 256> bytes_;
  PairTable merges_;
  uint32_t size_;
};

/// Older files write a merge as one text with a blank, newer ones as a list of two.
std::pair<std::string, std::string> read_merge(const Json& merge) {
  if (merge.is_array()) return {merge.at(0).get<std::string>(), merge.at(1).get<std::string>()};
  const auto text = merge.get<std::string>();
  const size_t blank = text.find(' ');
  if (blank == std::string::npos) return {text, ""};
  return {text.substr(0, blank), text.substr(blank + 1)};
}

Result<PairTable> read_merges(const Json& merges, const Vocabulary& vocabulary) {
  PairTable table(merges.size());
  uint32_t rank = 0;
  for (const Json& merge : merges) {
    const auto [left, right] = read_merge(merge);
    const auto a = vocabulary.find(left);
    const auto b = vocabulary.find(right);
    const auto both = vocabulary.find(left + right);
    if (a == vocabulary.end() || b == vocabulary.end() || both == vocabulary.end()) {
      return bad_input("merge {}: \"{}\" and \"{}\" or both together are not in the vocabulary", rank, left,
                       right);
    }
    table.add(a->second, b->second, {rank++, both->second});
  }
  return table;
}

Result<std::array<uint32_t, 256>> read_bytes(const Vocabulary& vocabulary) {
  std::array<uint32_t, 256> ids = {};
  std::array<bool, 256> seen = {};
  for (const auto& [token, id] : vocabulary) {
    const std::optional<std::string> bytes = bytes_of_token(token);
    if (!bytes.has_value() || bytes->size() != 1) continue;
    const auto byte = static_cast<unsigned char>((*bytes)[0]);
    ids[byte] = id;
    seen[byte] = true;
  }
  for (size_t byte = 0; byte < seen.size(); ++byte) {
    if (!seen[byte]) return bad_input("the vocabulary has no token for byte {}", byte);
  }
  return ids;
}

}  // namespace

Result<std::shared_ptr<const TokenModel>> make_byte_pairs(const Json& config) {
  for (const char* name : {"continuing_subword_prefix", "end_of_word_suffix"}) {
    if (!value_or(config, name, std::string()).empty()) {
      return make_error(ErrorKind::kUnsupported, "BPE with {} is not known", name);
    }
  }
  THETA_ASSIGN(Vocabulary vocabulary, read_vocabulary(config.at("vocab")));
  THETA_ASSIGN(const auto bytes, read_bytes(vocabulary));
  THETA_ASSIGN(PairTable merges, read_merges(config.at("merges"), vocabulary));
  Vocabulary whole_words;
  if (value_or(config, "ignore_merges", false)) {
    for (const auto& [token, id] : vocabulary) {
      if (auto word = bytes_of_token(token); word.has_value()) whole_words.emplace(std::move(*word), id);
    }
  }
  return std::shared_ptr<const TokenModel>(
      std::make_shared<BytePairs>(std::move(vocabulary), std::move(whole_words), bytes, std::move(merges)));
}

}  // namespace theta::tokenizers
