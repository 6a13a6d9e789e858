#pragma once

#include <memory>
#include <string_view>

struct sb_stemmer;

namespace theta::text {

/// The English stemmer of Snowball ("Porter 2"). Not for use by two threads at once.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  /// The stem of a lower-case word; valid until the next call. Never longer than the word.
  std::string_view stem(std::string_view word);

 private:
  sb_stemmer* stemmer_;
};

}  // namespace theta::text
