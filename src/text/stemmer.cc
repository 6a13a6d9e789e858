#include "text/stemmer.h"

#include <libstemmer.h>

#include "base/assert.h"

namespace theta::text {

Stemmer::Stemmer() : stemmer_(sb_stemmer_new("english", "UTF_8")) {
  THETA_ASSERT(stemmer_ != nullptr);  // libstemmer always has English
}
Stemmer::~Stemmer() {
  sb_stemmer_delete(stemmer_);
}

std::string_view Stemmer::stem(std::string_view word) {
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer_, symbols, static_cast<int>(word.size()));
  if (stem == nullptr) return word;  // out of memory
  return {reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(stemmer_))};
}

}  // namespace theta::text
