#include "corpus/row_reader.h"

#include <array>
#include <string_view>

#include "base/files.h"
#include "corpus/csv_rows.h"
#include "corpus/folder_rows.h"
#include "corpus/jsonl_rows.h"
#include "corpus/line_rows.h"
#include "corpus/text_input.h"

namespace theta::corpus {
namespace {

// The last extension in lower case, not counting ".gz".
std::string extension(std::string_view path) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  const size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const size_t point = name.rfind('.');
  if (point == std::string_view::npos) return {};
  std::string lower;
  for (const char c : name.substr(point + 1)) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return lower;
}

Result<std::string> format_of(const std::string& path, const std::string& wanted) {
  const std::string name = wanted.empty() ? extension(path) : wanted;
  if (name == "csv" || name == "tsv" || name == "txt") return name;
  if (name == "tab") return std::string("tsv");
  if (name == "jsonl" || name == "ndjson") return std::string("jsonl");
  if (!wanted.empty())
    return usage_error("format \"{}\" is not one of csv, tsv, jsonl, txt, bow, octis", wanted);
  for (const char* const other : {"xlsx", "xls", "docx", "pdf", "zip", "parquet", "json"}) {
    if (name == other) {
      return bad_input("{}: .{} files cannot be read; save it as CSV (UTF-8), TSV, JSONL or TXT", path, name);
    }
  }
  return std::string("csv");
}

}  // namespace

Result<std::unique_ptr<RowReader>> open_rows(const std::string& path, const ReadOptions& options) {
  if (is_folder(path)) return FolderRows::open(path, options.encoding);
  THETA_ASSIGN(const std::string format, format_of(path, options.format));
  THETA_ASSIGN(TextInput input, TextInput::open(path, options.encoding));
  const std::string name = path.substr(path.rfind('/') + 1);
  if (format == "txt") return LineRows::open(std::move(input), name);
  if (format == "jsonl") return JsonlRows::open(std::move(input), name);
  return CsvRows::open(std::move(input), name,
                       format == "tsv" && options.delimiter.empty() ? "tab" : options.delimiter);
}

}  // namespace theta::corpus
