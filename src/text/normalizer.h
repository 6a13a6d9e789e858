#pragma once

#include <unicode/normalizer2.h>

#include <string>
#include <string_view>

#include "base/result.h"

namespace theta::text {

/// Brings text into the one spelling in which words are compared (docs/text.md, "Normalisation").
class TextNormalizer {
 public:
  /// Fails (kUnsupported) only when ICU lacks its data.
  static Result<TextNormalizer> create();

  /// Appends the text with character references resolved, in NFKC, letters beyond ASCII in lower case, curly
  /// apostrophes and hyphens straight, soft hyphens and byte order marks removed. ASCII letters keep their
  /// case (the Chinese dictionary tells it apart). `utf8` must be valid UTF-8. `buffer` is reused space.
  void append(std::string_view utf8, std::string& out, std::string& buffer) const;

 private:
  explicit TextNormalizer(const icu::Normalizer2* nfkc) : nfkc_(nfkc) {}
  void append_slice(std::string_view utf8, std::string& out) const;

  const icu::Normalizer2* nfkc_;  // belongs to ICU
};

/// Replaces A-Z by a-z.
void lower_ascii(char* begin, char* end);

namespace internal {
/// What a character beyond ASCII becomes without asking ICU: itself or another in NFKC and lower case, or
/// kRemoved; kAskIcu when it is not that simple. Every answer is a character that never combines with its
/// neighbours when those are simple, too.
constexpr char32_t kRemoved = 0x110000;
constexpr char32_t kAskIcu = 0x110001;
char32_t simple_mapping(char32_t c);
}  // namespace internal

}  // namespace theta::text
