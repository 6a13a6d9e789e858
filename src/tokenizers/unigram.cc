#include <algorithm>
#include <limits>

#include "tokenizers/byte_trie.h"
#include "tokenizers/token_model.h"

namespace theta::tokenizers {
namespace {

constexpr double kUnknownPenalty = 10;  // below the least likely token

/// The most likely way to cut a word when tokens are drawn one by one (Kudo 2018), by the Viterbi algorithm.
class Unigram : public TokenModel {
 public:
  Unigram(Vocabulary vocabulary, ByteTrie trie, std::vector<double> scores, uint32_t unknown)
      : vocabulary_(std::move(vocabulary)),
        trie_(std::move(trie)),
        scores_(std::move(scores)),
        unknown_(unknown) {
    unknown_score_ = *std::min_element(scores_.begin(), scores_.end()) - kUnknownPenalty;
  }

  void encode(std::string_view word, TokenIds& ids) const override {
    std::vector<Step> best(word.size() + 1);
    best[0].score = 0;
    for (size_t at = 0; at < word.size();) {
      const size_t character = length_of(word[at], word.size() - at);
      bool single = false;
      trie_.prefixes(word.substr(at), [&](size_t length, uint32_t id) {
        single = single || length == character;
        offer(best[at], at, best[at + length], id, id == unknown_ ? unknown_score_ : scores_[id]);
      });
      if (!single) offer(best[at], at, best[at + character], unknown_, unknown_score_);
      at += character;
    }
    append_path(best, ids);
  }
  uint32_t size() const override { return static_cast<uint32_t>(scores_.size()); }
  const Vocabulary& vocabulary() const override { return vocabulary_; }

 private:
  struct Step {
    double score = -std::numeric_limits<double>::infinity();
    size_t from = 0;
    uint32_t id = 0;
  };

  static size_t length_of(char lead, size_t left) {
    const auto byte = static_cast<unsigned char>(lead);
    const size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    return std::min(length, left);
  }

  /// Among equal paths the one whose last token begins first stays.
  static void offer(const Step& from, size_t at, Step& to, uint32_t id, double score) {
    if (from.score + score > to.score) to = {from.score + score, at, id};
  }

  /// Neighbouring unknown characters are one unknown token.
  void append_path(const std::vector<Step>& best, TokenIds& ids) const {
    const auto before = static_cast<std::ptrdiff_t>(ids.size());
    for (size_t at = best.size() - 1; at > 0; at = best[at].from) {
      const bool repeated = static_cast<std::ptrdiff_t>(ids.size()) > before && ids.back() == unknown_;
      if (best[at].id != unknown_ || !repeated) ids.push_back(best[at].id);
    }
    std::reverse(ids.begin() + before, ids.end());
  }

  Vocabulary vocabulary_;
  ByteTrie trie_;
  std::vector<double> scores_;
  uint32_t unknown_;
  double unknown_score_;
};

}  // namespace

Result<std::shared_ptr<const TokenModel>> make_unigram(const Json& config) {
  if (value_or(config, "byte_fallback", false)) {
    return make_error(ErrorKind::kUnsupported, "Unigram with byte_fallback is not known");
  }
  const Json& vocab = config.at("vocab");
  if (!vocab.is_array() || vocab.empty())
    return bad_input("the vocabulary is not a list of tokens and scores");
  Vocabulary vocabulary;
  std::vector<double> scores;
  std::vector<std::pair<std::string, uint32_t>> entries;
  for (const Json& entry : vocab) {
    const auto id = static_cast<uint32_t>(scores.size());
    const auto token = entry.at(0).get<std::string>();
    scores.push_back(entry.at(1).get<double>());
    if (!token.empty() && vocabulary.emplace(token, id).second) entries.emplace_back(token, id);
  }
  const auto unknown = value_or(config, "unk_id", int64_t{-1});
  if (unknown < 0 || unknown >= static_cast<int64_t>(scores.size())) {
    return bad_input("unk_id {} is not a token of the vocabulary", unknown);
  }
  return std::shared_ptr<const TokenModel>(
      std::make_shared<Unigram>(std::move(vocabulary), ByteTrie(std::move(entries)), std::move(scores),
                                static_cast<uint32_t>(unknown)));
}

}  // namespace theta::tokenizers
