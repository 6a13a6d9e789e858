#include <algorithm>

#include "tokenizers/token_model.h"

namespace theta::tokenizers {
namespace {

bool is_continuation(char c) {
  return (c & 0xC0) == 0x80;
}

/// Longest match first (Schuster & Nakajima 2012; Devlin et al. 2019): a word that cannot be covered, or is
/// too long, is one unknown token.
class WordPieces : public TokenModel {
 public:
  struct Setting {
    uint32_t unknown = 0;
    size_t longest_word = 100;  ///< characters
  };

  WordPieces(Vocabulary vocabulary, const std::string& prefix, Setting setting)
      : vocabulary_(std::move(vocabulary)), setting_(setting), size_(size_of(vocabulary_)) {
    for (const auto& [token, id] : vocabulary_) {
      if (token.size() > prefix.size() && token.starts_with(prefix)) {
        inner_.emplace(token.substr(prefix.size()), id);
      }
      longest_ = std::max(longest_, token.size());
    }
  }

  void encode(std::string_view word, TokenIds& ids) const override {
    const size_t before = ids.size();
    const auto characters =
        word.size() - static_cast<size_t>(std::count_if(word.begin(), word.end(), is_continuation));
    size_t begin = characters > setting_.longest_word ? word.size() + 1 : 0;
    while (begin < word.size()) {
      size_t end = std::min(word.size(), begin + longest_);
      const Vocabulary& pieces = begin == 0 ? vocabulary_ : inner_;
      for (; end > begin; --end) {
        if (end < word.size() && is_continuation(word[end])) continue;
        const auto found = pieces.find(word.substr(begin, end - begin));
        if (found == pieces.end()) continue;
        ids.push_back(found->second);
        break;
      }
      begin = end > begin ? end : word.size() + 1;
    }
    if (begin == word.size()) return;
    ids.resize(before);
    ids.push_back(setting_.unknown);
  }
  uint32_t size() const override { return size_; }
  const Vocabulary& vocabulary() const override { return vocabulary_; }

 private:
  Vocabulary vocabulary_;
  Vocabulary inner_;  ///< pieces inside words, without the prefix that marks them
  Setting setting_;
  size_t longest_ = 0;  ///< bytes of the longest token
  uint32_t size_;
};

}  // namespace

Result<std::shared_ptr<const TokenModel>> make_word_pieces(const Json& config) {
  THETA_ASSIGN(Vocabulary vocabulary, read_vocabulary(config.at("vocab")));
  const std::string unknown = value_or(config, "unk_token", std::string("[UNK]"));
  const auto found = vocabulary.find(unknown);
  if (found == vocabulary.end()) return bad_input("the vocabulary lacks the token {}", unknown);
  const WordPieces::Setting setting = {found->second,
                                       value_or(config, "max_input_chars_per_word", size_t{100})};
  return std::shared_ptr<const TokenModel>(std::make_shared<WordPieces>(
      std::move(vocabulary), value_or(config, "continuing_subword_prefix", std::string("##")), setting));
}

}  // namespace theta::tokenizers
