#include "base/spelling.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace theta {
namespace {

// The fewest letters that may stand for a longer word that begins with them.
constexpr size_t kShortestBeginning = 3;

// Length in bytes of the UTF-8 sequence that `lead` begins; 1 where it begins none.
size_t sequence_length(unsigned char lead) {
  if (lead >= 0xF0 && lead < 0xF8) return 4;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xC0 && lead < 0xE0) return 2;
  return 1;
}

// One element per character; equal characters have equal elements, whatever they mean.
std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  for (size_t i = 0; i < text.size();) {
    const size_t length = std::min(sequence_length(static_cast<unsigned char>(text[i])), text.size() - i);
    characters.push_back(text.substr(i, length));
    i += length;
  }
  return characters;
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  return result;
}

}  // namespace

size_t spelling_distance(std::string_view a_text, std::string_view b_text) {
  const std::vector<std::string_view> a = characters_of(a_text);
  const std::vector<std::string_view> b = characters_of(b_text);
  const size_t columns = b.size() + 2;
  const size_t never = a.size() + b.size();
  // cost(i + 1, j + 1) is the distance of the first i characters of a from the first j of b; row and column 0
  // hold a cost that no way of editing reaches.
  std::vector<size_t> costs((a.size() + 2) * columns, never);
  const auto cost = [&](size_t i, size_t j) -> size_t& { return costs[i * columns + j]; };
  for (size_t i = 0; i <= a.size(); ++i) cost(i + 1, 1) = i;
  for (size_t j = 0; j <= b.size(); ++j) cost(1, j + 1) = j;
  std::map<std::string_view, size_t> last_row_of;  // character -> last i (from 1) with a[i - 1] equal to it
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t last_column = 0;  // last j (from 1) in this row with b[j - 1] == a[i - 1]
    for (size_t j = 1; j <= b.size(); ++j) {
      const auto found = last_row_of.find(b[j - 1]);
      const size_t row = found == last_row_of.end() ? 0 : found->second;
      const bool equal = a[i - 1] == b[j - 1];
      // Exchange a[row - 1] and a[i - 1] after all between them is removed, then insert what lies between in
      // b.
      const size_t exchange = cost(row, last_column) + (i - row - 1) + 1 + (j - last_column - 1);
      cost(i + 1, j + 1) =
          std::min({cost(i, j) + (equal ? 0 : 1), cost(i + 1, j) + 1, cost(i, j + 1) + 1, exchange});
      if (equal) last_column = j;
    }
    last_row_of[a[i - 1]] = i;
  }
  return cost(a.size() + 1, b.size() + 1);
}

std::string nearest_spelling(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string typed = lower_ascii(word);
  std::string best;
  size_t least = std::max<size_t>(1, characters_of(word).size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const size_t distance = spelling_distance(typed, lower_ascii(candidate));
    // A candidate of one character is near everything of one character.
    if (distance >= least || distance >= characters_of(candidate).size()) continue;
    least = distance;
    best = candidate;
  }
  if (!best.empty() || typed.size() < kShortestBeginning) return best;
  const auto longer = std::find_if(
      candidates.begin(), candidates.end(),
      [&typed](const std::string& candidate) { return lower_ascii(candidate).starts_with(typed); });
  return longer == candidates.end() ? "" : *longer;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string nearest = nearest_spelling(word, candidates);
  return nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest);
}

}  // namespace theta
