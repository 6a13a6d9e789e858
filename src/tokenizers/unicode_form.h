#pragma once

#include <cstdint>
#include <string>

namespace theta::tokenizers {

/// The normalisation forms of Unicode: NFC, NFD, NFKC, NFKD.
enum class UnicodeForm : uint8_t { kComposed, kDecomposed, kCompatible, kCompatibleDecomposed };

/// Brings valid UTF-8 into a form (ICU).
void to_unicode_form(UnicodeForm form, std::string& text);

}  // namespace theta::tokenizers
