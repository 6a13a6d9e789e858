#include "export/unicode_array.h"

#include <algorithm>

#include "text/utf8.h"

namespace theta::exports {
namespace {

std::vector<uint32_t> code_points(std::string_view text) {
  std::vector<uint32_t> result;
  while (!text.empty()) {
    const text::Utf8Unit unit = text::first_utf8_unit(text);
    result.push_back(unit.code_point);
    text.remove_prefix(unit.length);
  }
  return result;
}

}  // namespace

UnicodeArray unicode_array(const std::vector<std::string>& texts) {
  std::vector<std::vector<uint32_t>> decoded;
  UnicodeArray array;
  for (const std::string& text : texts) {
    decoded.push_back(code_points(text));
    array.width = std::max(array.width, decoded.back().size());
  }
  array.characters.resize(texts.size() * array.width);
  for (size_t i = 0; i < decoded.size(); ++i) {
    std::copy(decoded[i].begin(), decoded[i].end(),
              array.characters.begin() + static_cast<std::ptrdiff_t>(i * array.width));
  }
  return array;
}

}  // namespace theta::exports
