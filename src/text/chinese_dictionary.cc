#include "text/chinese_dictionary.h"

#include "base/assert.h"

namespace theta::text {

ChineseDictionary::ChineseDictionary(std::string_view bytes)
    : header_(reinterpret_cast<const ChineseDictionaryHeader*>(bytes.data())),
      weights_(reinterpret_cast<const double*>(header_ + 1)),
      emissions_(reinterpret_cast<const DictionaryEmission*>(weights_ + header_->weights)),
      nodes_(reinterpret_cast<const DictionaryNode*>(emissions_ + header_->emissions)),
      characters_(reinterpret_cast<const DictionaryCharacter*>(nodes_ + header_->nodes)) {
  THETA_ASSERT(header_->magic == ChineseDictionaryHeader::kMagic);
  const auto* end = reinterpret_cast<const char*>(characters_ + header_->characters);
  THETA_ASSERT(static_cast<size_t>(end - bytes.data()) == bytes.size());
}

}  // namespace theta::text
