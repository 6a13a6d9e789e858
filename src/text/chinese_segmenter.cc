#include "text/chinese_segmenter.h"

#include <algorithm>

#include "text/embedded_data.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

bool is_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FD5;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alphanumeric(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Characters that a block may hold beside Han; everything else stands alone.
bool is_block_ascii(char c) {
  return is_alphanumeric(c) || std::string_view("+#&._%-").find(c) != std::string_view::npos;
}

std::string_view view(const char* begin, const char* end) {
  return {begin, end};
}

// A code point, '\r\n' counting as one.
const char* skip_separator(const char* p, const char* end) {
  if (*p == '\r' && p + 1 < end && p[1] == '\n') return p + 2;
  next_code_point(p);
  return p;
}

// The length of letters and digits, an optional decimal part and an optional percent sign; 0 when there is
// none.
const char* skip_number_or_name(const char* p, const char* end) {
  if (p == end || !is_alphanumeric(*p)) return p;
  while (p < end && is_alphanumeric(*p)) ++p;
  if (p + 1 < end && *p == '.' && is_digit(p[1])) {
    ++p;
    while (p < end && is_digit(*p)) ++p;
  }
  return p < end && *p == '%' ? p + 1 : p;
}

// What lies between two stretches of Han in a run of single characters: names and numbers, and what parts
// them.
void add_ascii_words(const char* p, const char* end, std::vector<std::string_view>& words) {
  while (p < end) {
    const char* const begin = p;
    p = skip_number_or_name(p, end);
    if (p == begin) {
      while (p < end && !is_alphanumeric(*p)) ++p;
    }
    words.push_back(view(begin, p));
  }
}

// A way down the dictionary's trie, symbol by symbol.
class DictionaryWalk {
 public:
  explicit DictionaryWalk(const ChineseDictionary& dictionary) : dictionary_(&dictionary) {}

  bool step(uint16_t symbol) {
    node_ = dictionary_->child(node_, symbol);
    return node_ != ChineseDictionary::kNone;
  }
  bool is_word() const { return dictionary_->is_word(node_); }
  double weight() const { return dictionary_->weight(node_); }

 private:
  const ChineseDictionary* dictionary_;
  uint32_t node_ = ChineseDictionary::kRoot;
};

}  // namespace

const ChineseSegmenter& ChineseSegmenter::instance() {
  static const ChineseSegmenter segmenter{ChineseDictionary(embedded_chinese_dictionary())};
  return segmenter;
}

void ChineseSegmenter::segment(std::string_view utf8, std::vector<std::string_view>& words,
                               Scratch& scratch) const {
  const char* p = utf8.data();
  const char* const end = p + utf8.size();
  while (p < end) {
    scratch.starts.clear();
    scratch.characters.clear();
    while (p < end && scratch.characters.size() < kLongestBlock) {
      const char* after = p;
      const char32_t c = next_code_point(after);
      if (!is_han(c) && !(c < 0x80 && is_block_ascii(static_cast<char>(c)))) break;
      scratch.starts.push_back(p);
      scratch.characters.push_back(dictionary_.character(c));
      p = after;
    }
    scratch.starts.push_back(p);
    if (!scratch.characters.empty()) {
      segment_block(words, scratch);
    } else {
      const char* const begin = p;
      p = skip_separator(p, end);
      words.push_back(view(begin, p));
    }
  }
}

void ChineseSegmenter::segment_block(std::vector<std::string_view>& words, Scratch& scratch) const {
  if (user_ == nullptr) {
    find_best_path(DictionaryWalk(dictionary_), scratch);
  } else {
    find_best_path(UserDictionary::Walk(dictionary_, *user_), scratch);
  }
  const size_t size = scratch.characters.size();
  size_t singles_begin = 0;  // characters [singles_begin, i) are single-character words not yet given out
  for (size_t i = 0; i < size;) {
    const size_t word_end = scratch.next[i];
    if (word_end > i + 1) {
      add_singles(singles_begin, i, words, scratch);
      words.push_back(view(scratch.starts[i], scratch.starts[word_end]));
      singles_begin = word_end;
    }
    i = word_end;
  }
  add_singles(singles_begin, size, words, scratch);
}

// From the end of the block to its start: best[i] = max over words [i, j) of weight + best[j]. Of equal sums
// the longer word wins. A character that begins no word at all counts as a word of frequency 1.
template <typename Walk>
void ChineseSegmenter::find_best_path(const Walk& start, Scratch& scratch) const {
  const size_t size = scratch.characters.size();
  scratch.best.resize(size + 1);
  scratch.next.resize(size);
  scratch.best[size] = 0;
  for (size_t i = size; i-- > 0;) {
    double best = 0;
    size_t next = 0;  // 0: no word found yet
    Walk walk = start;
    for (size_t j = i; j < size && scratch.characters[j].symbol != 0; ++j) {
      if (!walk.step(scratch.characters[j].symbol)) break;
      if (!walk.is_word()) continue;
      const double sum = walk.weight() + scratch.best[j + 1];
      if (next == 0 || sum >= best) {
        best = sum;
        next = j + 1;
      }
    }
    scratch.best[i] = next != 0 ? best : dictionary_.unknown_weight() + scratch.best[i + 1];
    scratch.next[i] = static_cast<uint32_t>(next != 0 ? next : i + 1);
  }
}

template <typename Walk>
bool ChineseSegmenter::is_word(Walk walk, size_t begin, size_t end, const Scratch& scratch) const {
  for (size_t i = begin; i < end; ++i) {
    const uint16_t symbol = scratch.characters[i].symbol;
    if (symbol == 0 || !walk.step(symbol)) return false;
  }
  return walk.is_word();
}

// Single characters [begin, end) in a row: the model joins those that are likely to be one unknown word,
// unless the dictionary knows the whole and the path still preferred its parts.
void ChineseSegmenter::add_singles(size_t begin, size_t end, std::vector<std::string_view>& words,
                                   Scratch& scratch) const {
  if (begin == end) return;
  const auto is_ascii = [&](size_t i) { return static_cast<unsigned char>(*scratch.starts[i]) < 0x80; };
  const auto is_known = [&] {
    return user_ == nullptr ? is_word(DictionaryWalk(dictionary_), begin, end, scratch)
                            : is_word(UserDictionary::Walk(dictionary_, *user_), begin, end, scratch);
  };
  if (end - begin == 1 || is_known()) {
    for (size_t i = begin; i < end; ++i) words.push_back(view(scratch.starts[i], scratch.starts[i + 1]));
    return;
  }
  for (size_t i = begin; i < end;) {
    size_t j = i;
    const bool ascii = is_ascii(i);
    while (j < end && is_ascii(j) == ascii) ++j;
    if (ascii) {
      add_ascii_words(scratch.starts[i], scratch.starts[j], words);
    } else {
      add_hmm_words(i, j, words, scratch);
    }
    i = j;
  }
}

}  // namespace theta::text
