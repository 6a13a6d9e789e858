#include "tokenizers/added_tokens.h"

#include <algorithm>
#include <tuple>

#include "text/utf8.h"
#include "tokenizers/character_class.h"

namespace theta::tokenizers {
namespace {

unsigned char first_byte(const AddedToken& token) {
  return static_cast<unsigned char>(token.content[0]);
}

/// Where the character before `at` > 0 begins.
size_t before(std::string_view text, size_t at) {
  do --at;
  while (at > 0 && (text[at] & 0xC0) == 0x80);
  return at;
}

uint8_t class_at(std::string_view text, size_t at) {
  const char* p = text.data() + at;
  return character_class(text::next_code_point(p));
}

bool stands_alone(std::string_view text, size_t begin, size_t end) {
  constexpr int kWord = kLetter | kNumber;
  if (begin > 0 && (class_at(text, before(text, begin)) & kWord) != 0) return false;
  return end == text.size() || (class_at(text, end) & kWord) == 0;
}

}  // namespace

AddedTokens::AddedTokens(std::vector<AddedToken> tokens) : tokens_(std::move(tokens)), first_(257) {
  std::erase_if(tokens_, [](const AddedToken& token) { return token.content.empty(); });
  std::stable_sort(tokens_.begin(), tokens_.end(), [](const AddedToken& a, const AddedToken& b) {
    return std::tuple(first_byte(a), b.content.size()) < std::tuple(first_byte(b), a.content.size());
  });
  for (const AddedToken& token : tokens_) ++first_[first_byte(token) + 1U];
  for (size_t byte = 1; byte < first_.size(); ++byte) first_[byte] += first_[byte - 1];
}

const AddedToken* AddedTokens::longest_at(std::string_view text, size_t at) const {
  const auto byte = static_cast<unsigned char>(text[at]);
  for (uint32_t i = first_[byte]; i < first_[byte + 1U]; ++i) {
    const AddedToken& token = tokens_[i];
    if (!text.substr(at).starts_with(token.content)) continue;
    if (!token.single_word || stands_alone(text, at, at + token.content.size())) return &token;
  }
  return nullptr;
}

void AddedTokens::split(std::string_view text, std::vector<Section>& sections) const {
  size_t begin = 0;  // of the text that is not yet in a section
  for (size_t at = 0; at < text.size();) {
    const AddedToken* const token = longest_at(text, at);
    if (token == nullptr) {
      ++at;
      continue;
    }
    size_t from = at;
    size_t to = at + token->content.size();
    while (token->left_strip && from > begin && (class_at(text, before(text, from)) & kSpace) != 0) {
      from = before(text, from);
    }
    if (from > begin) sections.push_back({text.substr(begin, from - begin), nullptr});
    while (token->right_strip && to < text.size() && (class_at(text, to) & kSpace) != 0) {
      do ++to;
      while (to < text.size() && (text[to] & 0xC0) == 0x80);
    }
    sections.push_back({text.substr(at, token->content.size()), token});
    begin = at = to;
  }
  if (begin < text.size()) sections.push_back({text.substr(begin), nullptr});
}

}  // namespace theta::tokenizers
