#include "pack_dictionary/double_array.h"

#include <algorithm>
#include <numeric>

namespace theta::pack {
namespace {

// Slots of the double array that are still free, as a list in rising order.
class FreeSlots {
 public:
  explicit FreeSlots(uint32_t slots) : next_(slots + 1), previous_(slots + 1), free_(slots + 1, true) {
    for (uint32_t i = 0; i <= slots; ++i) {
      next_[i] = i + 1;
      previous_[i] = i - 1;
    }
  }
  uint32_t first() const { return next_[0]; }  // slot 0 belongs to the root and heads the list
  uint32_t after(uint32_t slot) const { return next_[slot]; }
  uint32_t first_from(uint32_t slot) const {
    while (!exhausted(slot) && !free_[slot]) ++slot;
    return slot;
  }
  bool is_free(uint32_t slot) const { return slot < free_.size() && free_[slot]; }
  bool exhausted(uint32_t slot) const { return slot + 1 >= next_.size(); }
  void take(uint32_t slot) {
    free_[slot] = false;
    next_[previous_[slot]] = next_[slot];
    previous_[next_[slot]] = previous_[slot];
  }

 private:
  std::vector<uint32_t> next_;
  std::vector<uint32_t> previous_;
  std::vector<bool> free_;
};

}  // namespace

void TrieBuilder::insert(const std::u16string& symbols, uint16_t weight) {
  uint32_t node = 0;
  for (const char16_t symbol : symbols) {
    const auto [child, is_new] =
        nodes_[node].children.try_emplace(symbol, static_cast<uint32_t>(nodes_.size()));
    node = child->second;
    if (is_new) nodes_.emplace_back();
  }
  nodes_[node].weight = weight;
}

std::vector<text::DictionaryNode> TrieBuilder::layout() const {
  // Large families first: they need room, single children then fill the gaps.
  std::vector<uint32_t> order(nodes_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
    return nodes_[a].children.size() > nodes_[b].children.size();
  });
  const auto slots = static_cast<uint32_t>(2 * nodes_.size() + 0x20000);
  FreeSlots free(slots);
  std::vector<bool> base_used(slots, false);
  std::vector<uint32_t> base_of(nodes_.size(), 0);
  uint32_t slot = free.first();
  size_t family_size = 0;
  for (const uint32_t parent : order) {
    const auto& children = nodes_[parent].children;
    if (children.empty()) break;
    // Families of one size are placed in one sweep: where one did not fit, the next hardly ever does.
    if (children.size() != family_size || !free.is_free(slot))
      slot = free.first_from(children.size() == family_size ? slot : 1);
    family_size = children.size();
    const uint32_t smallest = children.begin()->first;
    const auto fits = [&](uint32_t base) {
      if (base_used[base]) return false;
      return std::all_of(children.begin(), children.end(),
                         [&](const auto& child) { return free.is_free(base + child.first); });
    };
    while (!free.exhausted(slot) && (slot <= smallest || !fits(slot - smallest))) slot = free.after(slot);
    const uint32_t base = slot - smallest;
    base_used[base] = true;
    base_of[parent] = base;
    for (const auto& child : children) free.take(base + child.first);
  }
  std::vector<text::DictionaryNode> array(1);
  for (uint32_t parent = 0; parent < nodes_.size(); ++parent) {
    for (const auto& [symbol, child] : nodes_[parent].children) {
      const uint32_t position = base_of[parent] + symbol;
      if (position >= array.size()) array.resize(position + 1);
      array[position].symbol = symbol;
      array[position].weight = nodes_[child].weight;
      if (!nodes_[child].children.empty()) array[position].base = static_cast<int32_t>(base_of[child]);
    }
  }
  array[0].base = static_cast<int32_t>(base_of[0]);
  return array;
}

}  // namespace theta::pack
