#include "views/word_places.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "text/characters.h"
#include "text/normalizer.h"

namespace theta::views {
namespace {

constexpr size_t kReach = 600;    // bytes in which the next word is looked for: dropped words lie between
constexpr size_t kPhraseGap = 8;  // bytes between the parts of a phrase

/// A text in the spelling of words, with the place of each byte in the text as written.
struct Folded {
  std::string text;
  std::vector<size_t> origin;  // [text bytes + 1]

  size_t end_of_character(size_t at) const {
    size_t next = at;
    while (next < text.size() && origin[next] == origin[at]) ++next;
    return origin[next];
  }
};

size_t character_bytes(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

Result<Folded> fold(std::string_view utf8) {
  THETA_ASSIGN(const text::TextNormalizer normalizer, text::TextNormalizer::create());
  Folded folded;
  std::string piece;
  std::string buffer;
  for (size_t at = 0; at < utf8.size();) {
    const size_t bytes = std::min(character_bytes(static_cast<unsigned char>(utf8[at])), utf8.size() - at);
    piece.clear();
    if (bytes == 1) {
      piece.push_back(utf8[at]);
    } else {
      normalizer.append(utf8.substr(at, bytes), piece, buffer);
    }
    text::lower_ascii(piece.data(), piece.data() + piece.size());
    folded.text += piece;
    folded.origin.insert(folded.origin.end(), piece.size(), at);
    at += bytes;
  }
  folded.origin.push_back(utf8.size());
  return folded;
}

// The first place of `word` that does not lie inside a longer word of ASCII letters and digits at its start.
size_t find_from(const std::string& text, std::string_view word, size_t from, size_t reach) {
  const std::string_view part = std::string_view(text).substr(0, std::min(text.size(), from + reach));
  for (size_t at = part.find(word, from); at != std::string_view::npos; at = part.find(word, at + 1)) {
    const bool inside = at > 0 && text::is_word_byte(word[0]) && text::is_word_byte(text[at - 1]);
    if (!inside) return at;
  }
  return std::string::npos;
}

// A stem ends where the letters of the word do.
size_t end_of_word(const std::string& text, size_t end) {
  while (end < text.size() && text::is_word_byte(text[end - 1]) && text::is_word_byte(text[end])) ++end;
  return end;
}

/// A range in the folded text.
WordPlace find_phrase(const std::string& text, std::string_view word, size_t from) {
  WordPlace place;
  size_t reach = kReach;
  for (size_t start = 0; start <= word.size();) {
    const size_t stop = std::min(word.find('_', start), word.size());
    if (stop == start) return {};
    const size_t at = find_from(text, word.substr(start, stop - start), from, reach + stop - start);
    if (at == std::string::npos) return {};
    if (start == 0) place.begin = at;
    place.end = from = end_of_word(text, at + stop - start);
    reach = kPhraseGap;
    start = stop + 1;
  }
  return place;
}

WordPlace find_word(const std::string& text, std::string_view word, size_t from) {
  const size_t at = find_from(text, word, from, kReach);
  if (at != std::string::npos) return {at, end_of_word(text, at + word.size())};
  return word.find('_') == std::string_view::npos ? WordPlace() : find_phrase(text, word, from);
}

}  // namespace

Result<std::vector<WordPlace>> find_words(std::string_view utf8, std::span<const std::string_view> words) {
  THETA_ASSIGN(const Folded folded, fold(utf8));
  std::vector<WordPlace> places;
  size_t from = 0;
  for (const std::string_view word : words) {
    const WordPlace place = word.empty() ? WordPlace() : find_word(folded.text, word, from);
    if (place.end == 0) {
      places.emplace_back();
      continue;
    }
    places.push_back({folded.origin[place.begin], folded.end_of_character(place.end - 1)});
    from = place.end;
  }
  return places;
}

}  // namespace theta::views
