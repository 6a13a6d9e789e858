#include "text/other_scripts.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>

namespace theta::text {
namespace {

constexpr size_t kSliceSize = 1 << 15;  // bytes given to ICU at once, which bounds its working memory

// Cuts after a blank when there is one, else before any character.
size_t slice_length(std::string_view utf8) {
  if (utf8.size() <= kSliceSize) return utf8.size();
  const size_t blank = utf8.substr(0, kSliceSize).rfind(' ');
  if (blank != std::string_view::npos && blank > kSliceSize / 2) return blank + 1;
  size_t i = kSliceSize;
  while ((static_cast<unsigned char>(utf8[i]) & 0xC0) == 0x80) --i;
  return i;
}

}  // namespace

OtherScriptWords::~OtherScriptWords() {
  if (iterator_ != nullptr) ubrk_close(iterator_);
}

const std::vector<OtherScriptWords::Word>& OtherScriptWords::find(std::string_view utf8) {
  words_.clear();
  while (!utf8.empty()) {
    const size_t length = slice_length(utf8);
    find_in_slice(utf8.substr(0, length));
    utf8.remove_prefix(length);
  }
  return words_;
}

void OtherScriptWords::find_in_slice(std::string_view slice) {
  UErrorCode error = U_ZERO_ERROR;
  if (iterator_ == nullptr) iterator_ = ubrk_open(UBRK_WORD, "", nullptr, 0, &error);
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, slice.data(), static_cast<int64_t>(slice.size()), &error);
  ubrk_setUText(iterator_, &text, &error);
  if (U_FAILURE(error)) return;
  int32_t begin = ubrk_first(iterator_);
  for (int32_t end = ubrk_next(iterator_); end != UBRK_DONE; end = ubrk_next(iterator_)) {
    const int32_t status = ubrk_getRuleStatus(iterator_);
    const std::string_view word = slice.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin));
    if (status >= UBRK_WORD_NUMBER) words_.push_back({word, status < UBRK_WORD_NUMBER_LIMIT});
    begin = end;
  }
  utext_close(&text);
}

}  // namespace theta::text
