#include <array>

#include "text/chinese_segmenter.h"

// The hidden Markov model of ChineseSegmenter: which characters begin, continue, end or are a word.

namespace theta::text {
namespace {

// The two states that may come before each, in rising order; of equal probabilities the second wins.
constexpr std::array<std::array<HmmState, 2>, 4> kBefore = {{
    {kEnd, kSingle},    // before kBegin
    {kBegin, kMiddle},  // before kEnd
    {kBegin, kMiddle},  // before kMiddle
    {kEnd, kSingle},    // before kSingle
}};

}  // namespace

// Viterbi (1967). Sums are formed in the order (previous + transition) + emission, as jieba forms them: with
// kImpossible among the terms the rounding decides ties.
void ChineseSegmenter::find_states(size_t begin, size_t end, Scratch& scratch) const {
  const size_t size = end - begin;
  scratch.back.resize(size);
  scratch.states.resize(size);
  std::array<double, 4> score;
  const DictionaryEmission& first = dictionary_.emission(scratch.characters[begin].emission);
  for (uint8_t s = 0; s < 4; ++s) score[s] = dictionary_.start(HmmState{s}) + first[s];
  for (size_t t = 1; t < size; ++t) {
    const DictionaryEmission& emission = dictionary_.emission(scratch.characters[begin + t].emission);
    std::array<double, 4> next;
    uint8_t back = 0;
    for (uint8_t s = 0; s < 4; ++s) {
      const auto [low, high] = kBefore[s];
      const double by_low = score[low] + dictionary_.transition(low, HmmState{s}) + emission[s];
      const double by_high = score[high] + dictionary_.transition(high, HmmState{s}) + emission[s];
      const HmmState from = by_high >= by_low ? high : low;
      next[s] = by_high >= by_low ? by_high : by_low;
      back = static_cast<uint8_t>(back | from << (2 * s));
    }
    scratch.back[t] = back;
    score = next;
  }
  HmmState state = score[kSingle] >= score[kEnd] ? kSingle : kEnd;
  for (size_t t = size; t-- > 0;) {
    scratch.states[t] = state;
    state = HmmState{static_cast<uint8_t>(scratch.back[t] >> (2 * state) & 3)};
  }
}

void ChineseSegmenter::add_hmm_words(size_t begin, size_t end, std::vector<std::string_view>& words,
                                     Scratch& scratch) const {
  find_states(begin, end, scratch);
  size_t word_begin = begin;
  for (size_t i = begin; i < end; ++i) {
    const HmmState state = scratch.states[i - begin];
    if (state == kBegin) word_begin = i;
    if (state == kSingle) word_begin = i;
    if (state != kSingle && state != kEnd) continue;
    const std::string_view word(scratch.starts[word_begin], scratch.starts[i + 1]);
    if (user_ == nullptr || !user_->is_forbidden(word)) {
      words.push_back(word);
    } else {
      for (size_t j = word_begin; j <= i; ++j) words.emplace_back(scratch.starts[j], scratch.starts[j + 1]);
    }
  }
}

}  // namespace theta::text
