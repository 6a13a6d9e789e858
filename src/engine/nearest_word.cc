#include "engine/nearest_word.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "text/utf8.h"

namespace theta::engine {
namespace {

void decode(std::string_view word, std::u32string& characters) {
  characters.clear();
  while (!word.empty()) {
    const text::Utf8Unit unit = text::first_utf8_unit(word);
    const char32_t c = unit.code_point;
    characters += c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    word.remove_prefix(unit.length);
  }
}

// Characters to insert, drop, replace or swap with their neighbour (optimal string alignment), row by row of
// the usual table; `rows` holds the last three.
size_t distance(const std::u32string& a, const std::u32string& b, std::array<std::vector<size_t>, 3>& rows) {
  for (std::vector<size_t>& row : rows) row.resize(b.size() + 1);
  std::iota(rows[0].begin(), rows[0].end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    std::vector<size_t>& row = rows[i % 3];
    const std::vector<size_t>& above = rows[(i + 2) % 3];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), above[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], rows[(i + 1) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string nearest_word(const std::vector<std::string>& vocabulary, std::string_view word) {
  std::u32string wanted;
  decode(word, wanted);
  std::u32string characters;
  std::array<std::vector<size_t>, 3> rows;
  size_t least = std::max<size_t>(1, wanted.size() / 3) + 1;  // only what is nearer counts
  const std::string* nearest = nullptr;
  for (const std::string& candidate : vocabulary) {
    decode(candidate, characters);
    const size_t apart =
        std::max(wanted.size(), characters.size()) - std::min(wanted.size(), characters.size());
    if (apart >= least) continue;
    const size_t changes = distance(wanted, characters, rows);
    if (changes >= least) continue;
    least = changes;
    nearest = &candidate;
  }
  return nearest == nullptr ? std::string() : *nearest;
}

}  // namespace theta::engine
