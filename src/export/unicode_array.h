#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace theta::exports {

/// Texts as NumPy's fixed-width Unicode ("<U{width}"): `width` characters of UTF-32 each, zeros behind the
/// end.
struct UnicodeArray {
  size_t width = 1;
  std::vector<uint32_t> characters;  ///< [texts, width]
};

/// Broken UTF-8 becomes U+FFFD.
UnicodeArray unicode_array(const std::vector<std::string>& texts);

}  // namespace theta::exports
