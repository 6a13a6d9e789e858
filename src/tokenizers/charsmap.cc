#include "tokenizers/charsmap.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <cstring>

#include "base/assert.h"
#include "text/utf8.h"

namespace theta::tokenizers {
namespace {

constexpr size_t kLongestCluster = 5;  // bytes that are looked up together

bool has_leaf(uint32_t unit) {
  return (unit >> 8 & 1) == 1;
}
uint32_t label(uint32_t unit) {
  return unit & (1U << 31 | 0xFF);
}
uint32_t offset(uint32_t unit) {
  return (unit >> 10) << ((unit & (1U << 9)) >> 6);
}

/// An ICU iterator over clusters for each thread: making one costs more than most texts.
icu::BreakIterator& clusters() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), error));
    THETA_ASSERT(U_SUCCESS(error));
    return made;
  }();
  return *iterator;
}

}  // namespace

Result<std::shared_ptr<const Charsmap>> Charsmap::parse(std::string_view bytes) {
  uint32_t size = 0;
  if (bytes.size() < sizeof(size)) return bad_input("precompiled_charsmap is too short");
  std::memcpy(&size, bytes.data(), sizeof(size));
  bytes.remove_prefix(sizeof(size));
  if (size == 0 || size % sizeof(uint32_t) != 0 || size > bytes.size()) {
    return bad_input("precompiled_charsmap does not have the length that it states");
  }
  std::shared_ptr<Charsmap> map(new Charsmap);
  map->units_.resize(size / sizeof(uint32_t));
  std::memcpy(map->units_.data(), bytes.data(), size);
  map->texts_ = bytes.substr(size);
  if (map->texts_.empty() || map->texts_.back() != '\0') {
    return bad_input("precompiled_charsmap does not end with a zero byte");
  }
  return std::shared_ptr<const Charsmap>(std::move(map));
}

std::string_view Charsmap::replacement(std::string_view piece) const {
  size_t node = offset(units_[0]);
  for (const char c : piece) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return {};
    node ^= byte;
    if (node >= units_.size() || label(units_[node]) != byte) return {};
    const bool leaf = has_leaf(units_[node]);
    node ^= offset(units_[node]);
    if (!leaf) continue;
    if (node >= units_.size()) return {};
    const size_t at = units_[node] & ~(1U << 31);
    return at < texts_.size() ? std::string_view(texts_.data() + at) : std::string_view();
  }
  return {};
}

void Charsmap::apply(std::string& text) const {
  std::string out;
  out.reserve(text.size());
  const auto replace = [&](std::string_view piece) {
    const std::string_view found = replacement(piece);
    if (found.data() == nullptr) return false;
    out += found;
    return true;
  };
  const auto add_cluster = [&](std::string_view cluster) {
    if (cluster.size() <= kLongestCluster && replace(cluster)) return;
    for (const char *p = cluster.data(), *const end = p + cluster.size(); p < end;) {
      const char* const begin = p;
      text::next_code_point(p);
      const std::string_view character(begin, static_cast<size_t>(p - begin));
      if (!replace(character)) out += character;
    }
  };
  UErrorCode error = U_ZERO_ERROR;
  UText wrapped = UTEXT_INITIALIZER;
  utext_openUTF8(&wrapped, text.data(), static_cast<int64_t>(text.size()), &error);
  icu::BreakIterator& iterator = clusters();
  iterator.setText(&wrapped, error);
  THETA_ASSERT(U_SUCCESS(error));
  size_t begin = 0;
  const auto rest = [&] { return std::string_view(text).substr(begin); };
  while (begin < text.size()) {
    // Between two ASCII characters there is a border, but for CR LF.
    if (begin + 1 < text.size() && (text[begin] & 0x80) == 0 && (text[begin + 1] & 0x80) == 0 &&
        text[begin] != '\r') {
      add_cluster(rest().substr(0, 1));
      ++begin;
      continue;
    }
    const int32_t next = iterator.following(static_cast<int32_t>(begin));
    const size_t end = next == icu::BreakIterator::DONE ? text.size() : static_cast<size_t>(next);
    add_cluster(rest().substr(0, end - begin));
    begin = end;
  }
  utext_close(&wrapped);
  text.swap(out);
}

}  // namespace theta::tokenizers
