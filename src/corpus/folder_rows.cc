#include "corpus/folder_rows.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "base/descriptor.h"
#include "base/files.h"
#include "corpus/file_rows.h"
#include "corpus/left_out.h"
#include "corpus/mixed_rows.h"
#include "corpus/text_format.h"
#include "formats/file_kind.h"

namespace theta::corpus {
namespace fs = std::filesystem;
namespace {

struct Found {
  std::string name;  // relative to the folder
  uint64_t size = 0;
};

Result<std::vector<Found>> list_files(const std::string& folder) {
  std::vector<Found> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::none, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;  // a file that vanishes meanwhile is found missing when its turn comes
    if (!entry->is_regular_file(ignored)) continue;
    std::string name = fs::relative(entry->path(), folder, ignored).string();
    if (!is_hidden(name)) files.push_back({std::move(name), entry->file_size(ignored)});
  }
  if (error) return errno_error(error.value(), "list", folder);
  std::sort(files.begin(), files.end(), [](const Found& a, const Found& b) { return a.name < b.name; });
  return files;
}

// Whether a file is read at all; sets what can be known about it without reading on.
bool look_at(Part& part, const std::string& path) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.valid()) {
    part.problem = errno_error(errno, "open", part.file).message;
    return text_format_of_name(part.file).has_value();
  }
  const std::string first = first_bytes(descriptor.get());
  const formats::FileKind kind = formats::file_kind(first);
  if (kind == formats::FileKind::kUnreadable) part.problem = formats::unreadable_reason(first);
  const std::optional<TextFormat> format = text_format_of_name(part.file);
  const bool is_text = kind == formats::FileKind::kText || kind == formats::FileKind::kGzip;
  part.has_only_text = kind == formats::FileKind::kPdf || (is_text && format == TextFormat::kTxt);
  return !is_text || format.has_value();
}

}  // namespace

Result<std::unique_ptr<RowReader>> open_folder(const std::string& folder, const ReadOptions& options) {
  THETA_ASSIGN(const std::vector<Found> files, list_files(folder));
  std::vector<Part> parts;
  LeftOut left_out;
  for (const Found& found : files) {
    FileToRead file{join_path(folder, found.name), found.name, parts.size() + 1, true};
    Part part;
    part.file = found.name;
    part.number = file.number;
    part.size = found.size;
    if (!look_at(part, file.path)) {
      left_out.add(found.name);
      continue;
    }
    part.open = [file = std::move(file), options] { return open_file(file, options); };
    parts.push_back(std::move(part));
  }
  if (parts.empty())
    return bad_input("{}: holds no text, table, DOCX or PDF file and is no corpus folder", folder);
  std::vector<RowReader::Finding> findings;
  left_out.tell(findings);
  return MixedRows::open(folder, std::move(parts), std::move(findings));
}

}  // namespace theta::corpus
