#include "corpus/text_splitter.h"

#include <algorithm>

#include "text/characters.h"
#include "text/paragraphs.h"
#include "text/utf8.h"

namespace theta::corpus {

std::string_view split_unit_name(SplitUnit unit) {
  return unit == SplitUnit::kSentence ? "sentence" : unit == SplitUnit::kParagraph ? "paragraph" : "document";
}

size_t rough_word_count(std::string_view utf8) {
  size_t words = 0;
  bool in_word = false;
  const char* const end = utf8.data() + utf8.size();
  for (const char* p = utf8.data(); p < end;) {
    if (!text::is_high_byte(*p)) {
      const bool blank = *p == ' ' || (*p >= '\t' && *p <= '\r');
      words += !blank && !in_word ? 1 : 0;
      in_word = !blank;
      ++p;
      continue;
    }
    const text::CharacterKind kind = text::character_kind(text::next_code_point(p));
    const bool counts_alone = kind == text::CharacterKind::kHan || kind == text::CharacterKind::kKana;
    words += counts_alone || (!in_word && kind != text::CharacterKind::kSeparator) ? 1 : 0;
    in_word = !counts_alone && kind != text::CharacterKind::kSeparator;
  }
  return words;
}

const std::vector<std::string_view>& TextSplitter::split(std::string_view utf8) {
  pieces_.clear();
  if (!options_.splits()) {
    pieces_.push_back(utf8);
    return pieces_;
  }
  if (options_.unit == SplitUnit::kDocument) {
    pieces_.push_back(text::trim_blanks(utf8));
  } else if (options_.unit == SplitUnit::kParagraph) {
    text::split_paragraphs(utf8, pieces_);
  } else {
    paragraphs_.clear();
    text::split_paragraphs(utf8, paragraphs_);
    for (const std::string_view paragraph : paragraphs_) splitter_.split(paragraph, pieces_);
  }
  if (options_.most_words == 0 || options_.unit == SplitUnit::kSentence) return pieces_;
  passages_.clear();
  for (const std::string_view piece : pieces_) cut_into_passages(piece, passages_);
  return passages_;
}

// Passages of about the same length, none above the limit unless a single sentence is.
void TextSplitter::cut_into_passages(std::string_view piece, std::vector<std::string_view>& passages) {
  const size_t words = rough_word_count(piece);
  const size_t most = options_.most_words;
  if (words <= most) {
    passages.push_back(piece);
    return;
  }
  const size_t parts = (words + most - 1) / most;
  const size_t wanted = (words + parts - 1) / parts;
  paragraphs_.clear();
  sentences_.clear();
  text::split_paragraphs(piece, paragraphs_);
  for (const std::string_view paragraph : paragraphs_) splitter_.split(paragraph, sentences_);
  const char* begin = piece.data();
  size_t in_passage = 0;
  for (const std::string_view sentence : sentences_) {
    const size_t more = rough_word_count(sentence);
    if (in_passage > 0 && (in_passage >= wanted || in_passage + more > most)) {
      passages.push_back(text::trim_blanks({begin, static_cast<size_t>(sentence.data() - begin)}));
      begin = sentence.data();
      in_passage = 0;
    }
    in_passage += more;
  }
  passages.push_back(text::trim_blanks({begin, static_cast<size_t>(piece.data() + piece.size() - begin)}));
}

}  // namespace theta::corpus
