#include "text/user_dictionary.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

template <char first, char last, int change>
std::string with_letters_moved(std::string word) {
  for (char& c : word) {
    if (c >= first && c <= last) c = static_cast<char>(c + change);
  }
  return word;
}

}  // namespace

UserDictionary::UserDictionary(const ChineseDictionary& base, std::span<const DictionaryWord> words)
    : base_(base),
      characters_(base.characters().begin(), base.characters().end()),
      total_(base.total()),
      dictionary_(base) {
  for (const DictionaryCharacter& character : characters_) {
    last_symbol_ = std::max(last_symbol_, character.symbol);
  }
  for (const DictionaryWord& word : words) add(word);
  weights_ = base_.weights_for(total_);
  const double log_total = std::log(static_cast<double>(total_));
  for (Node& node : nodes_) {
    if (node.frequency > 0) node.weight = std::log(static_cast<double>(node.frequency)) - log_total;
  }
  dictionary_ = base_.with(characters_, weights_, std::log(1.0) - log_total);
}

uint32_t UserDictionary::child(uint32_t node, uint16_t symbol) const {
  const auto& children = nodes_[node].children;
  const auto found = std::lower_bound(children.begin(), children.end(), std::pair(symbol, 0u));
  return found != children.end() && found->first == symbol ? found->second : 0;
}

void UserDictionary::add(const DictionaryWord& word) {
  const Symbols symbols = symbols_of(word.word);
  const uint64_t frequency =
      word.frequency.has_value() ? *word.frequency : suggest_frequency(word.word, symbols);
  Node& node = nodes_[insert(symbols)];
  node.frequency = frequency;
  node.is_listed = true;
  total_ += frequency;
  if (frequency == 0) forbidden_.insert(word.word);
  add_spelling(with_letters_moved<'A', 'Z', 'a' - 'A'>(word.word), frequency);
  add_spelling(with_letters_moved<'a', 'z', 'A' - 'a'>(word.word), frequency);
}

void UserDictionary::add_spelling(const std::string& word, uint64_t frequency) {
  Node& node = nodes_[insert(symbols_of(word))];
  if (node.is_listed) return;
  node.frequency = frequency;
  node.is_listed = true;
}

uint32_t UserDictionary::insert(const Symbols& symbols) {
  uint32_t node = 0;
  for (const uint16_t symbol : symbols) {
    uint32_t next = child(node, symbol);
    if (next == 0) {
      next = static_cast<uint32_t>(nodes_.size());
      nodes_.emplace_back();
      auto& children = nodes_[node].children;
      const std::pair<uint16_t, uint32_t> entry(symbol, next);
      children.insert(std::lower_bound(children.begin(), children.end(), entry), entry);
    }
    node = next;
  }
  return node;
}

// Characters that are in no word of the base get symbols of their own.
UserDictionary::Symbols UserDictionary::symbols_of(std::string_view word) {
  Symbols symbols;
  for (const char* p = word.data(); p < word.data() + word.size();) {
    const char32_t c = next_code_point(p);
    THETA_ASSERT(c < characters_.size());
    DictionaryCharacter& character = characters_[c];
    if (character.symbol == 0) character.symbol = ++last_symbol_;
    symbols.push_back(character.symbol);
  }
  return symbols;
}

// Beginnings of words count as found with frequency 0, as in jieba's table.
std::optional<uint64_t> UserDictionary::find(std::span<const uint16_t> symbols) const {
  Walk walk(base_, *this);
  for (const uint16_t symbol : symbols) {
    if (!walk.step(symbol)) return std::nullopt;
  }
  return walk.frequency();
}

// For each character the end of the word that starts there on the most probable path; as
// ChineseSegmenter::find_best_path(), but by the frequencies so far.
std::vector<size_t> UserDictionary::best_path(const Symbols& symbols) const {
  const double log_total = std::log(static_cast<double>(total_));
  std::vector<double> best(symbols.size() + 1);
  std::vector<size_t> next(symbols.size());
  for (size_t i = symbols.size(); i-- > 0;) {
    Walk walk(base_, *this);
    for (size_t j = i; j < symbols.size() && walk.step(symbols[j]); ++j) {
      if (!walk.is_word()) continue;
      const double sum = std::log(static_cast<double>(walk.frequency())) - log_total + best[j + 1];
      if (next[i] != 0 && sum < best[i]) continue;
      best[i] = sum;
      next[i] = j + 1;
    }
    if (next[i] != 0) continue;
    best[i] = std::log(1.0) - log_total + best[i + 1];
    next[i] = i + 1;
  }
  return next;
}

// The product of the shares of its pieces, as a frequency, and one more.
uint64_t UserDictionary::suggest_frequency(const std::string& word, const Symbols& symbols) const {
  const std::vector<size_t> next = best_path(symbols);
  std::vector<bool> is_ascii;
  for (const char* p = word.data(); p < word.data() + word.size();)
    is_ascii.push_back(next_code_point(p) < 0x80);
  const auto total = static_cast<double>(total_);
  double share = 1;
  for (size_t i = 0; i < symbols.size();) {
    size_t end = next[i];
    // Single letters and digits in a row are one piece.
    if (end == i + 1 && is_ascii[i]) {
      while (end < symbols.size() && is_ascii[end] && next[end] == end + 1) ++end;
    }
    const auto piece = std::span(symbols).subspan(i, end - i);
    share *= static_cast<double>(find(piece).value_or(1)) / total;
    i = end;
  }
  const uint64_t suggested = static_cast<uint64_t>(share * total) + 1;
  return std::max(suggested, find(symbols).value_or(1));
}

}  // namespace theta::text
