#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/chinese_dictionary.h"
#include "text/user_dictionary.h"

namespace theta::text {

/// Cuts Chinese text into words: the most probable path through the graph of dictionary words (unigram
/// model), and a hidden Markov model over the stretches of single characters that this leaves. The method,
/// the dictionary and the model's tables are those of jieba 0.42.1 (its default mode), so that the words are
/// the same; docs/text.md, "Chinese segmentation", gives every rule. Immutable: threads may share one.
class ChineseSegmenter {
 public:
  /// Buffers that one thread reuses from call to call.
  struct Scratch {
    std::vector<const char*> starts;  ///< [N + 1] where each character of a block starts, and its end
    std::vector<DictionaryCharacter> characters;  ///< [N]
    std::vector<double> best;      ///< [N + 1] log probability of the best path to the end of the block
    std::vector<uint32_t> next;    ///< [N] where the first word of that path ends
    std::vector<uint8_t> back;     ///< [N] Viterbi: previous state of each of the four, 2 bits each
    std::vector<HmmState> states;  ///< [N]
  };

  /// The one over the embedded dictionary; costs nothing to open.
  static const ChineseSegmenter& instance();

  explicit ChineseSegmenter(const ChineseDictionary& dictionary) : dictionary_(dictionary) {}

  /// With words of the user; `user` outlives the segmenter.
  explicit ChineseSegmenter(const UserDictionary& user) : dictionary_(user.dictionary()), user_(&user) {}

  /// Appends the words of `utf8` (valid UTF-8) to `words`, in order; together they are the whole text.
  /// Letters, digits and punctuation are words as well. Time is linear; memory is bounded by kLongestBlock.
  void segment(std::string_view utf8, std::vector<std::string_view>& words, Scratch& scratch) const;

  /// Stretches without white space or punctuation are cut after so many characters to bound the memory.
  static constexpr size_t kLongestBlock = 1 << 16;

 private:
  void segment_block(std::vector<std::string_view>& words, Scratch& scratch) const;
  template <typename Walk>
  void find_best_path(const Walk& start, Scratch& scratch) const;
  void add_singles(size_t begin, size_t end, std::vector<std::string_view>& words, Scratch& scratch) const;
  template <typename Walk>
  bool is_word(Walk walk, size_t begin, size_t end, const Scratch& scratch) const;
  void find_states(size_t begin, size_t end, Scratch& scratch) const;
  void add_hmm_words(size_t begin, size_t end, std::vector<std::string_view>& words, Scratch& scratch) const;

  ChineseDictionary dictionary_;
  const UserDictionary* user_ = nullptr;
};

}  // namespace theta::text
