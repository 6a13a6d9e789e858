#include "text/normalizer.h"

#include <unicode/bytestream.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>

#include "text/characters.h"
#include "text/html.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

using internal::kAskIcu;
using internal::kRemoved;

constexpr size_t kSliceSize = 1 << 20;  // bounds ICU's working memory

bool in_range(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Typists' variants that NFKC keeps apart.
char32_t unify(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x2010:
    case 0x2011:
      return '-';
    case 0x00AD:
    case 0x2060:
    case 0xFEFF:
      return kRemoved;
    default:
      return c;
  }
}

char32_t fold(char32_t c) {
  const char32_t unified = unify(c);
  return unified != c ? unified : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

// Latin-1 and Latin Extended-A letters that NFKC leaves alone.
bool is_stable_latin(char32_t c) {
  return in_range(c, 0xC0, 0x17E) && c != 0x132 && c != 0x133 && c != 0x13F && c != 0x140 && c != 0x149;
}

bool is_stable_symbol(char32_t c) {
  return in_range(c, 0x2012, 0x2016) || in_range(c, 0x201A, 0x2022) || in_range(c, 0x3001, 0x3003) ||
         in_range(c, 0x3008, 0x3015) || c == 0xB7 || c == 0xA3 || c == 0xA5 || c == 0xA9 || c == 0xAE ||
         in_range(c, 0x2600, 0x27BF) || in_range(c, 0x1F300, 0x1F64F) || in_range(c, 0x1F680, 0x1F6FF) ||
         in_range(c, 0x1F900, 0x1F9FF) || c == 0xFE0F;
}

// A cut where no character combines with the one before: before ASCII or Han, else before any character.
size_t slice_length(std::string_view utf8) {
  if (utf8.size() <= kSliceSize) return utf8.size();
  const auto byte = [&utf8](size_t i) { return static_cast<unsigned char>(utf8[i]); };
  for (size_t i = kSliceSize; i > kSliceSize / 2; --i) {
    if (byte(i) < 0x80 || in_range(byte(i), 0xE4, 0xE9)) return i;
  }
  size_t i = kSliceSize;
  while ((byte(i) & 0xC0) == 0x80) --i;
  return i;
}

// Appends what simple mappings give and returns the number of bytes read: all unless ICU must be asked.
size_t append_simple(std::string_view utf8, std::string& out) {
  size_t position = 0;
  while (position < utf8.size()) {
    const size_t ascii = ascii_prefix(utf8.substr(position));
    out.append(utf8.substr(position, ascii));
    position += ascii;
    const char* p = utf8.data() + position;
    const char* const end = utf8.data() + utf8.size();
    while (p < end && is_high_byte(*p)) {
      const char* const begin = p;
      const char32_t c = next_code_point(p);
      if (in_range(c, 0x4E00, 0x9FFF)) {
        out.append(begin, 3);
        continue;
      }
      const char32_t mapped = internal::simple_mapping(c);
      if (mapped == kAskIcu) return static_cast<size_t>(begin - utf8.data());
      if (mapped != kRemoved) append_utf8(mapped, out);
    }
    position = static_cast<size_t>(p - utf8.data());
  }
  return position;
}

void append_folded(std::string_view nfkc, std::string& out) {
  while (!nfkc.empty()) {
    const size_t ascii = ascii_prefix(nfkc);
    out.append(nfkc.substr(0, ascii));
    const char* p = nfkc.data() + ascii;
    const char* const end = nfkc.data() + nfkc.size();
    while (p < end && is_high_byte(*p)) {
      const char32_t c = fold(next_code_point(p));
      if (c != kRemoved) append_utf8(c, out);
    }
    nfkc.remove_prefix(static_cast<size_t>(p - nfkc.data()));
  }
}

}  // namespace

namespace internal {

char32_t simple_mapping(char32_t c) {
  if (in_range(c, 0x4E00, 0x9FFF)) return c;
  if (in_range(c, 0xFF01, 0xFF5E)) return c - 0xFEE0;  // full-width ASCII
  if (c == 0x3000 || c == 0xA0) return ' ';
  const char32_t unified = unify(c);
  if (unified != c) return unified;
  if (is_stable_symbol(c)) return c;
  return is_stable_latin(c) ? static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))) : kAskIcu;
}

}  // namespace internal

Result<TextNormalizer> TextNormalizer::create() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error)) {
    return make_error(ErrorKind::kUnsupported, "ICU has no data for NFKC: {}", u_errorName(error));
  }
  return TextNormalizer(nfkc);
}

void TextNormalizer::append(std::string_view utf8, std::string& out, std::string& buffer) const {
  if (utf8.find('&') != std::string_view::npos) {
    buffer.clear();
    append_with_references_resolved(utf8, buffer);
    utf8 = buffer;
  }
  out.reserve(out.size() + utf8.size());
  while (!utf8.empty()) {
    const size_t length = slice_length(utf8);
    append_slice(utf8.substr(0, length), out);
    utf8.remove_prefix(length);
  }
}

void TextNormalizer::append_slice(std::string_view utf8, std::string& out) const {
  const size_t start = out.size();
  if (append_simple(utf8, out) == utf8.size()) return;
  out.resize(start);
  std::string nfkc;
  icu::StringByteSink<std::string> sink(&nfkc, static_cast<int32_t>(utf8.size()));
  UErrorCode error = U_ZERO_ERROR;
  nfkc_->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink, nullptr,
                       error);
  append_folded(U_SUCCESS(error) ? std::string_view(nfkc) : utf8, out);
}

void lower_ascii(char* begin, char* end) {
  // Eight bytes at a time: a letter A-Z sets the top bit of its byte in exactly one of the two sums.
  constexpr uint64_t kOnes = 0x0101010101010101ULL;
  for (; end - begin >= 8; begin += 8) {
    uint64_t word;
    std::memcpy(&word, begin, 8);
    const uint64_t low = word & (kOnes * 0x7F);
    const uint64_t from_a = low + kOnes * (0x80 - 'A');
    const uint64_t past_z = low + kOnes * (0x80 - 'Z' - 1);
    const uint64_t upper = (from_a & ~past_z & ~word) & (kOnes * 0x80);
    word |= upper >> 2;
    std::memcpy(begin, &word, 8);
  }
  for (; begin < end; ++begin) {
    if (*begin >= 'A' && *begin <= 'Z') *begin = static_cast<char>(*begin + ('a' - 'A'));
  }
}

}  // namespace theta::text
