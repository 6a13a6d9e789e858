#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "text/chinese_dictionary.h"

namespace theta::text {

/// A word that the user adds to the dictionary.
struct DictionaryWord {
  std::string word;
  std::optional<uint64_t> frequency;  ///< none: one that lets the word win over its pieces; 0: never a word

  bool operator==(const DictionaryWord&) const = default;
};

/// Words of the user on top of the Chinese dictionary, with the meaning that jieba 0.42.1 gives them
/// (load_userdict): they are added in order, each frequency counts into the total, and a word without
/// frequency gets one by suggest_freq. Words with ASCII letters are found in lower and in upper case as well.
/// Immutable: threads may share one.
class UserDictionary {
 public:
  /// `words` hold Han (U+4E00 to U+9FD5) and ASCII letters and digits alone.
  UserDictionary(const ChineseDictionary& base, std::span<const DictionaryWord> words);
  UserDictionary(const UserDictionary&) = delete;
  UserDictionary& operator=(const UserDictionary&) = delete;

  /// The base with weights for the new total, and symbols for all characters of the user's words.
  const ChineseDictionary& dictionary() const { return dictionary_; }

  /// True for a word of frequency 0, which the hidden Markov model must not form either.
  bool is_forbidden(std::string_view word) const { return forbidden_.contains(std::string(word)); }

  /// A way down both tries at once, symbol by symbol. What the user lists overrules the base.
  class Walk {
   public:
    Walk(const ChineseDictionary& base, const UserDictionary& user) : base_(&base), user_(&user) {}

    /// False when no word goes on this way.
    bool step(uint16_t symbol) {
      if (in_base_) base_node_ = base_->child(base_node_, symbol);
      in_base_ = in_base_ && base_node_ != ChineseDictionary::kNone;
      if (in_user_) user_node_ = user_->child(user_node_, symbol);
      in_user_ = in_user_ && user_node_ != 0;
      return in_base_ || in_user_;
    }
    bool is_word() const { return frequency() > 0; }
    double weight() const {
      return is_listed() ? user_->nodes_[user_node_].weight : base_->weight(base_node_);
    }
    uint64_t frequency() const {
      if (is_listed()) return user_->nodes_[user_node_].frequency;
      return in_base_ ? base_->frequency(base_node_) : 0;
    }

   private:
    bool is_listed() const { return in_user_ && user_->nodes_[user_node_].is_listed; }

    const ChineseDictionary* base_;
    const UserDictionary* user_;
    uint32_t base_node_ = ChineseDictionary::kRoot;
    uint32_t user_node_ = 0;
    bool in_base_ = true;
    bool in_user_ = true;
  };

 private:
  struct Node {
    std::vector<std::pair<uint16_t, uint32_t>> children;  // by rising symbol
    uint64_t frequency = 0;
    double weight = 0;
    bool is_listed = false;
  };
  using Symbols = std::vector<uint16_t>;

  uint32_t child(uint32_t node, uint16_t symbol) const;
  void add(const DictionaryWord& word);
  void add_spelling(const std::string& word, uint64_t frequency);
  uint32_t insert(const Symbols& symbols);
  Symbols symbols_of(std::string_view word);
  std::optional<uint64_t> find(std::span<const uint16_t> symbols) const;
  uint64_t suggest_frequency(const std::string& word, const Symbols& symbols) const;
  std::vector<size_t> best_path(const Symbols& symbols) const;

  ChineseDictionary base_;
  std::vector<DictionaryCharacter> characters_;
  uint16_t last_symbol_ = 0;
  std::vector<Node> nodes_{1};
  std::unordered_set<std::string> forbidden_;
  uint64_t total_;
  std::vector<double> weights_;
  ChineseDictionary dictionary_;
};

}  // namespace theta::text
