#include "text/word_list.h"

namespace theta::text {
namespace {

// `list` in the form that WordSet reads; a blank before each word keeps a leading '#' from making a comment.
std::string with_short_words(std::string_view list, std::span<const std::string> more) {
  std::string all(list);
  all += '\n';
  for (const std::string& word : more) {
    if (word.size() <= WordSet::kMaxBytes) all.append(" ").append(word);
  }
  return all;
}

}  // namespace

WordList::WordList(std::string_view list, std::span<const std::string> more)
    : short_(with_short_words(list, more)) {
  for (const std::string& word : more) {
    if (word.size() > WordSet::kMaxBytes) long_.insert(word);
  }
  has_long_ = !long_.empty();
}

bool WordList::contains_long(std::string_view word) const {
  return long_.contains(std::string(word));
}

}  // namespace theta::text
