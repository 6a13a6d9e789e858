#include "text/word_index.h"

#include <algorithm>
#include <array>

#include "text/word_key.h"

namespace theta::text {
namespace {

constexpr size_t kFirstSlots = 1 << 12;
constexpr size_t kBlockSize = 1 << 16;

// For words of more than 8 bytes.
uint64_t long_word_hash(const char* p, size_t n) {
  uint64_t hash = n;
  const char* const last = p + n - 8;
  for (; p < last; p += 8) hash = mix_key(hash ^ internal::load<uint64_t>(p)) * 0xBF58476D1CE4E5B9ULL;
  return mix_key(hash ^ internal::load<uint64_t>(last));
}

}  // namespace

WordIndex::WordIndex() : slots_(kFirstSlots) {}

WordIndex::Slot WordIndex::slot_for(std::string_view word) {
  const bool is_short = word.size() <= 8;
  const uint64_t key =
      is_short ? short_word_key(word.data(), word.size()) : long_word_hash(word.data(), word.size());
  return {key, kAbsent, static_cast<uint32_t>(word.size())};
}

uint64_t WordIndex::hash_of(const Slot& wanted) {
  return mix_key(wanted.key + wanted.length);
}

// Where the word is, or the free slot where it belongs.
size_t WordIndex::position_of(const Slot& wanted, uint64_t hash, std::string_view word) const {
  const size_t mask = slots_.size() - 1;
  for (size_t position = hash & mask;; position = (position + 1) & mask) {
    const Slot& slot = slots_[position];
    if (slot.id == kAbsent) return position;
    if (slot.key != wanted.key || slot.length != wanted.length) continue;
    if (wanted.length <= 8 || words_[slot.id] == word) return position;
  }
}

uint32_t WordIndex::add(std::string_view word) {
  const Slot wanted = slot_for(word);
  return add_slot(wanted, hash_of(wanted), word);
}

void WordIndex::add_all(std::span<const std::string_view> words, std::vector<uint32_t>& numbers) {
  constexpr size_t kAhead = 16;
  numbers.resize(words.size());
  std::array<Slot, kAhead> coming;
  std::array<uint64_t, kAhead> hashes;
  const auto look_ahead = [&](size_t i) {
    const Slot slot = slot_for(words[i]);
    coming[i % kAhead] = slot;
    hashes[i % kAhead] = hash_of(slot);
    __builtin_prefetch(&slots_[hashes[i % kAhead] & (slots_.size() - 1)]);
  };
  for (size_t i = 0; i < std::min(kAhead, words.size()); ++i) look_ahead(i);
  for (size_t i = 0; i < words.size(); ++i) {
    numbers[i] = add_slot(coming[i % kAhead], hashes[i % kAhead], words[i]);
    if (i + kAhead < words.size()) look_ahead(i + kAhead);
  }
}

uint32_t WordIndex::add_slot(Slot wanted, uint64_t hash, std::string_view word) {
  const size_t position = position_of(wanted, hash, word);
  if (slots_[position].id != kAbsent) return slots_[position].id;
  const auto id = static_cast<uint32_t>(words_.size());
  wanted.id = id;
  slots_[position] = wanted;
  words_.push_back(keep(word));
  if (2 * words_.size() > slots_.size()) grow();
  return id;
}

uint32_t WordIndex::find(std::string_view word) const {
  const Slot wanted = slot_for(word);
  return slots_[position_of(wanted, hash_of(wanted), word)].id;
}

std::string_view WordIndex::keep(std::string_view word) {
  if (blocks_.empty() || blocks_.back().size() + word.size() > blocks_.back().capacity()) {
    blocks_.emplace_back().reserve(std::max(kBlockSize, word.size()));
  }
  std::vector<char>& block = blocks_.back();
  block.insert(block.end(), word.begin(), word.end());
  return {block.data() + block.size() - word.size(), word.size()};
}

void WordIndex::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.id != kAbsent) slots_[position_of(slot, hash_of(slot), words_[slot.id])] = slot;
  }
}

}  // namespace theta::text
