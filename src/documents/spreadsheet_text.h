#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace theta::documents {

/// Undoes the escapes of characters that XML cannot hold: "_x000D_" is a carriage return, "_x005F_" an
/// underscore (ST_Xstring, ISO/IEC 29500-1, 22.9.2.19). Line ends become "\n"; halves of surrogate pairs are
/// joined.
void unescape(std::string& text);

/// A cell's place: "BC23" is column 54 (from 0). Nothing when it is no cell reference.
std::optional<size_t> column_of(std::string_view reference);

}  // namespace theta::documents
