#include "corpus/row_reader.h"

#include <string_view>

#include "base/files.h"
#include "corpus/file_rows.h"
#include "corpus/folder_rows.h"

namespace theta::corpus {
namespace {

Status check_format(const std::string& format) {
  for (const std::string_view known : {"", "csv", "tsv", "jsonl", "txt", "xlsx", "docx", "pdf", "zip"}) {
    if (format == known) return {};
  }
  return usage_error("format \"{}\" is not one of csv, tsv, jsonl, txt, xlsx, docx, pdf, zip, bow, octis",
                     format);
}

}  // namespace

Result<std::unique_ptr<RowReader>> open_rows(const std::string& path, const ReadOptions& options) {
  THETA_RETURN_IF_ERROR(check_format(options.format));
  if (is_folder(path)) return open_folder(path, options);
  return open_file({path, path.substr(path.rfind('/') + 1), 1, false}, options);
}

}  // namespace theta::corpus
