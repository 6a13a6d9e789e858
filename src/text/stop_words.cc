#include "text/stop_words.h"

#include "base/assert.h"

namespace theta::text {
namespace {

// Calls visit(word) for each word outside comments.
template <typename Visit>
void for_each_word(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const size_t line_end = std::min(list.find('\n'), list.size());
    std::string_view line = list.substr(0, line_end);
    list.remove_prefix(std::min(line_end + 1, list.size()));
    if (line.starts_with('#')) continue;
    while (!line.empty()) {
      const size_t end = std::min(line.find(' '), line.size());
      if (end > 0) visit(line.substr(0, end));
      line.remove_prefix(std::min(end + 1, line.size()));
    }
  }
}

}  // namespace

WordSet::WordSet(std::string_view list) {
  size_t words = 0;
  for_each_word(list, [&words](std::string_view) { ++words; });
  size_t slots = 16;
  while (slots < 3 * words) slots *= 2;  // at most a third full: most misses end at the first slot
  slots_.assign(slots, Key{});
  mask_ = slots - 1;
  for_each_word(list, [this](std::string_view word) { insert(word); });
}

void WordSet::insert(std::string_view word) {
  THETA_ASSERT(word.size() <= kMaxBytes);  // the lists are part of the program
  const Key key = make_key(word);
  size_t slot = hash(key) & mask_;
  while (slots_[slot] != Key{} && slots_[slot] != key) slot = (slot + 1) & mask_;
  size_ += slots_[slot] == key ? 0 : 1;
  slots_[slot] = key;
}

}  // namespace theta::text
