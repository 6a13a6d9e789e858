#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "text/chinese_dictionary_format.h"

namespace theta::text {

/// Read access to the packed dictionary. Holds pointers only; the bytes must outlive it.
class ChineseDictionary {
 public:
  /// `bytes` must be a packed dictionary, 8-byte aligned; checked by its magic and its size.
  explicit ChineseDictionary(std::string_view bytes);

  DictionaryCharacter character(char32_t c) const {
    return c < header_->characters ? characters_[c] : DictionaryCharacter{};
  }

  static constexpr uint32_t kRoot = 0;
  static constexpr uint32_t kNone = 0;  ///< the root is nobody's child

  /// The child of `node` by `symbol` >= 1, or kNone.
  uint32_t child(uint32_t node, uint16_t symbol) const {
    const int32_t base = nodes_[node].base;
    if (base < 0) return kNone;
    const uint32_t position = static_cast<uint32_t>(base) + symbol;
    return position < header_->nodes && nodes_[position].symbol == symbol ? position : kNone;
  }
  bool is_word(uint32_t node) const { return nodes_[node].weight != 0; }

  /// Log probability of the word that ends at `node`.
  double weight(uint32_t node) const { return weights_[nodes_[node].weight]; }
  double unknown_weight() const { return unknown_weight_; }

  /// How often the word that ends at `node` was counted, of total() words in all; 0 when none ends there.
  uint64_t frequency(uint32_t node) const { return frequencies_[nodes_[node].weight]; }
  uint64_t total() const { return header_->total; }
  std::span<const DictionaryCharacter> characters() const { return {characters_, header_->characters}; }

  /// The weights when the frequencies are shares of another total.
  std::vector<double> weights_for(uint64_t total) const;
  /// The same words with other characters and weights, both of the sizes that they replace; they must outlive
  /// the result.
  ChineseDictionary with(const std::vector<DictionaryCharacter>& characters,
                         const std::vector<double>& weights, double unknown_weight) const;

  const DictionaryEmission& emission(uint16_t row) const { return emissions_[row]; }
  double start(HmmState state) const { return header_->start[state]; }
  double transition(HmmState from, HmmState to) const { return header_->transition[from][to]; }

 private:
  const ChineseDictionaryHeader* header_;
  const double* weights_;
  const uint64_t* frequencies_;
  const DictionaryEmission* emissions_;
  const DictionaryNode* nodes_;
  const DictionaryCharacter* characters_;
  double unknown_weight_;
};

}  // namespace theta::text
