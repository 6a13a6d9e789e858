#include "text/chinese_dictionary.h"

#include <cmath>

#include "base/assert.h"

namespace theta::text {

ChineseDictionary::ChineseDictionary(std::string_view bytes)
    : header_(reinterpret_cast<const ChineseDictionaryHeader*>(bytes.data())),
      weights_(reinterpret_cast<const double*>(header_ + 1)),
      frequencies_(reinterpret_cast<const uint64_t*>(weights_ + header_->weights)),
      emissions_(reinterpret_cast<const DictionaryEmission*>(frequencies_ + header_->weights)),
      nodes_(reinterpret_cast<const DictionaryNode*>(emissions_ + header_->emissions)),
      characters_(reinterpret_cast<const DictionaryCharacter*>(nodes_ + header_->nodes)),
      unknown_weight_(header_->unknown_weight) {
  THETA_ASSERT(header_->magic == ChineseDictionaryHeader::kMagic);
  const auto* end = reinterpret_cast<const char*>(characters_ + header_->characters);
  THETA_ASSERT(static_cast<size_t>(end - bytes.data()) == bytes.size());
}

std::vector<double> ChineseDictionary::weights_for(uint64_t total) const {
  const double log_total = std::log(static_cast<double>(total));
  std::vector<double> weights(header_->weights);
  for (size_t i = 1; i < weights.size(); ++i) {
    weights[i] = std::log(static_cast<double>(frequencies_[i])) - log_total;
  }
  return weights;
}

ChineseDictionary ChineseDictionary::with(const std::vector<DictionaryCharacter>& characters,
                                          const std::vector<double>& weights, double unknown_weight) const {
  THETA_ASSERT(characters.size() == header_->characters && weights.size() == header_->weights);
  ChineseDictionary changed = *this;
  changed.characters_ = characters.data();
  changed.weights_ = weights.data();
  changed.unknown_weight_ = unknown_weight;
  return changed;
}

}  // namespace theta::text
