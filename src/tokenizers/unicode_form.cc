#include "tokenizers/unicode_form.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "base/assert.h"
#include "text/utf8.h"

namespace theta::tokenizers {
namespace {

const icu::Normalizer2& instance(UnicodeForm form) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* found = nullptr;
  switch (form) {
    case UnicodeForm::kComposed:
      found = icu::Normalizer2::getNFCInstance(error);
      break;
    case UnicodeForm::kDecomposed:
      found = icu::Normalizer2::getNFDInstance(error);
      break;
    case UnicodeForm::kCompatible:
      found = icu::Normalizer2::getNFKCInstance(error);
      break;
    case UnicodeForm::kCompatibleDecomposed:
      found = icu::Normalizer2::getNFKDInstance(error);
      break;
  }
  THETA_ASSERT(U_SUCCESS(error) && found != nullptr);
  return *found;
}

}  // namespace

void to_unicode_form(UnicodeForm form, std::string& text) {
  if (text::ascii_prefix(text) == text.size()) return;
  const icu::Normalizer2& normalizer = instance(form);
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  UErrorCode error = U_ZERO_ERROR;
  if (normalizer.isNormalizedUTF8(piece, error)) return;
  std::string out;
  icu::StringByteSink<std::string> sink(&out, piece.length());
  normalizer.normalizeUTF8(0, piece, sink, nullptr, error);
  THETA_ASSERT(U_SUCCESS(error));
  text.swap(out);
}

}  // namespace theta::tokenizers
