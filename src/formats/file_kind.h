#pragma once

#include <string_view>

namespace theta::formats {

/// What a file is by its first bytes, whatever its name says.
enum class FileKind {
  kText,  ///< none of the others: text in some encoding, or bytes nobody knows
  kGzip,
  kZip,  ///< a ZIP archive, or what is built on it: XLSX, DOCX
  kPdf,
  kUnreadable,  ///< a known format that cannot be read; unreadable_reason() says what to do
};

/// `first`: the first kKindBytes of the file, or all of a shorter one.
FileKind file_kind(std::string_view first);

/// What an unreadable file is and what its owner can do, as the end of a sentence: "is an old Word or Excel
/// file (.doc, .xls) ...". Empty for the other kinds.
std::string_view unreadable_reason(std::string_view first);

/// A PDF may have some bytes of rubbish in front; readers look this far.
inline constexpr size_t kKindBytes = 1024;

}  // namespace theta::formats
