#include "formats/file_kind.h"

#include <array>

namespace theta::formats {
namespace {

using namespace std::literals;

struct Unreadable {
  std::string_view magic;
  std::string_view reason;
};

constexpr std::string_view kOldOffice =
    "is an old Word, Excel or PowerPoint file (.doc, .xls, .ppt) or one with a password; open it and save it "
    "as "
    ".docx, .xlsx or CSV without a password";
constexpr std::string_view kOtherArchive =
    "is an archive of a kind that cannot be read; unpack it, or pack it as ZIP";

constexpr std::array kUnreadable = {
    Unreadable{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, kOldOffice},
    Unreadable{"PAR1"sv, "is a Parquet file; save the table as CSV or JSONL"},
    Unreadable{"{\\rtf"sv, "is an RTF file; open it and save it as .docx"},
    Unreadable{"SQLite format 3\0"sv, "is an SQLite database; export the table as CSV"},
    Unreadable{"7z\xBC\xAF\x27\x1C"sv, kOtherArchive},
    Unreadable{"Rar!\x1A\x07"sv, kOtherArchive},
    Unreadable{"\xFD"
               "7zXZ\0"sv,
               kOtherArchive},
    Unreadable{"\x28\xB5\x2F\xFD"sv, kOtherArchive},
    Unreadable{"BZh"sv, kOtherArchive},
};

// The mark opens the file, or a line behind some bytes of rubbish; inside a line it is text about PDF.
bool has_pdf_mark(std::string_view first) {
  const size_t at = first.substr(0, kKindBytes).find("%PDF-");
  if (at == std::string_view::npos) return false;
  return at == 0 || first[at - 1] == '\n' || first[at - 1] == '\r' || first.substr(0, at) == "\xEF\xBB\xBF";
}

}  // namespace

std::string_view unreadable_reason(std::string_view first) {
  for (const Unreadable& format : kUnreadable) {
    if (first.starts_with(format.magic)) return format.reason;
  }
  return {};
}

FileKind file_kind(std::string_view first) {
  if (first.starts_with("\x1F\x8B")) return FileKind::kGzip;
  // Entry, end of an archive without entries, or first part of a split one.
  for (const std::string_view magic : {"PK\x03\x04"sv, "PK\x05\x06"sv, "PK\x07\x08"sv}) {
    if (first.starts_with(magic)) return FileKind::kZip;
  }
  if (!unreadable_reason(first).empty()) return FileKind::kUnreadable;
  if (has_pdf_mark(first)) return FileKind::kPdf;
  return FileKind::kText;
}

}  // namespace theta::formats
