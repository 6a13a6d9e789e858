#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "corpus/archive.h"
#include "corpus/mixed_rows.h"
#include "corpus/row_reader.h"
#include "corpus/text_input.h"

namespace theta::corpus {

/// A file, alone or one of several.
struct FileToRead {
  std::string path;
  std::string name;           ///< for rows and errors
  uint64_t number = 1;        ///< its place among the files
  bool among_others = false;  ///< in a folder or ZIP: a text file is one document, not one per line
};

/// Opens a file by its content: XLSX, DOCX, PDF, ZIP, or a text file. Errors name it.
Result<std::unique_ptr<RowReader>> open_file(const FileToRead& file, const ReadOptions& options);

/// Opens text by its name, its content or options.format. `first`: its first bytes.
Result<std::unique_ptr<RowReader>> open_text(TextInput input, const FileToRead& file, std::string_view first,
                                             const ReadOptions& options);

/// The workbook or document at `entry` of an archive, as parts. Errors are ends of sentences.
Result<std::vector<Part>> office_parts(const std::shared_ptr<Archive>& archive, uint32_t entry,
                                       const isolation::OpenedEntry& opened, const FileToRead& file,
                                       uint64_t size, const ReadOptions& options,
                                       std::vector<RowReader::Finding>& findings);

/// A PDF that is open as `descriptor`, as a document.
std::unique_ptr<RowReader> pdf_rows(std::shared_ptr<Descriptor> descriptor, const FileToRead& file,
                                    uint64_t size);

/// "is an XLSX file" and the like go here: what the content says, and that the name says something else.
RowReader::Finding format_finding(std::string_view found, const std::string& name);

/// The first bytes of a file, at most formats::kKindBytes, for formats::file_kind(). Leaves the position
/// alone. Nothing for what is no regular file: a pipe gives its bytes only once.
std::string first_bytes(int descriptor);

}  // namespace theta::corpus
