#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace theta::text {

/// Finds the user's terms that the rules for words would cut or lose: "machine learning", "C++", ".NET".
/// Terms and text are in the form that TextNormalizer gives, in lower case. In a term a blank, a hyphen or an
/// underscore between two characters is a gap, for which the text may have white space of any length, one
/// hyphen or one underscore. A term starts and ends where a word may: not between two letters of a script
/// that parts words. Immutable: threads may share one.
class TermMatcher {
 public:
  /// `terms` as their tokens will be, gaps as '_' or '-'. Terms of Han alone are looked for in Japanese text
  /// alone, where no other dictionary takes words of the user.
  explicit TermMatcher(std::span<const std::string> terms);

  struct Match {
    size_t begin;   ///< offset in the text
    size_t end;     ///< of the byte behind it
    uint32_t term;  ///< number of the term
  };

  /// Appends the matches, the leftmost first and of those the longest, without overlaps. Time is linear in
  /// the text but for the longest term.
  void find(std::string_view text, bool is_japanese, std::vector<Match>& matches) const;

  /// Never longer than a match.
  std::string_view token(uint32_t term) const { return terms_[term]; }
  bool empty() const { return terms_.empty(); }

 private:
  struct Node {
    std::vector<std::pair<char, uint32_t>> children;  // by rising byte; kGap stands for any gap
    uint32_t term = kNone;
  };
  static constexpr uint32_t kNone = UINT32_MAX;
  static constexpr char kGap = '_';

  uint32_t child(uint32_t node, char symbol) const;
  void insert(uint32_t term);
  Match longest_at(std::string_view text, size_t position, bool is_japanese) const;

  std::vector<std::string> terms_;
  std::vector<bool> only_han_;
  std::vector<Node> nodes_{1};
  std::bitset<256> first_bytes_;
};

}  // namespace theta::text
