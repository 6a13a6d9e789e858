#include "corpus/folder_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "corpus/line_rows.h"

namespace theta::corpus {
namespace fs = std::filesystem;

Result<std::unique_ptr<RowReader>> FolderRows::open(const std::string& folder, const std::string& encoding) {
  std::vector<std::string> files;
  uint64_t size = 0;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::none, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path& path = entry->path();
    std::error_code ignored;  // a file that vanishes meanwhile is found missing when its turn comes
    if (path.extension() != ".txt" || !entry->is_regular_file(ignored)) continue;
    files.push_back(fs::relative(path, folder, ignored).string());
    size += entry->file_size(ignored);
  }
  if (error) return errno_error(error.value(), "list", folder);
  if (files.empty()) return bad_input("{}: holds no .txt file and is no corpus folder", folder);
  std::sort(files.begin(), files.end());
  return std::unique_ptr<RowReader>(std::make_unique<FolderRows>(folder, encoding, std::move(files), size));
}

Result<bool> FolderRows::next(Row& row) {
  if (next_ == files_.size()) return false;
  row.file = files_[next_++];
  row.number = next_;
  row.cells.assign(1, std::string());
  row.problem.clear();
  Result<TextInput> input = TextInput::open(join_path(folder_, row.file), encoding_);
  if (!input.ok()) {
    row.problem = input.error().message;
    return true;
  }
  ++encodings_[std::string(text::encoding_name(input.value().encoding().encoding))];
  position_ += input.value().size();
  for (;;) {
    const Result<bool> more = input.value().read(row.cells[0]);
    if (!more.ok()) {
      row.problem = more.error().message;
      return true;
    }
    if (!more.value()) return true;
    if (row.cells[0].size() <= LineReader::kLongestLine) continue;
    row.problem = too_long_problem();
    return true;
  }
}

std::vector<RowReader::Finding> FolderRows::findings() const {
  std::vector<Finding> findings;
  for (const auto& [name, files] : encodings_)
    findings.push_back({"encoding", name, fmt::format("{} files", files)});
  return findings;
}

}  // namespace theta::corpus
