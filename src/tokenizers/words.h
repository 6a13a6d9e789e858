#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace theta::tokenizers {

/// A text and the pieces of it that a model sees one by one.
/// Invariant: spans rise, do not overlap, are not empty and lie inside the text.
struct Words {
  struct Span {
    uint32_t begin;
    uint32_t end;
  };
  std::string text;
  std::vector<Span> spans;

  std::string_view word(size_t i) const {
    return std::string_view(text).substr(spans[i].begin, spans[i].end - spans[i].begin);
  }
  void add(size_t begin, size_t end) {
    if (begin < end) spans.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }
};

}  // namespace theta::tokenizers
