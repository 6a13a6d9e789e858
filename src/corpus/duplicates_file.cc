#include "corpus/duplicates_file.h"

#include <iterator>

#include "corpus/corpus_files.h"
#include "formats/csv.h"

namespace theta::corpus {

std::string_view duplicate_handling_name(DuplicateHandling handling) {
  return handling == DuplicateHandling::kDrop   ? "drop"
         : handling == DuplicateHandling::kMark ? "mark"
                                                : "keep";
}

Result<DuplicatesFile> DuplicatesFile::create(const std::string& folder) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(join_path(folder, kDuplicatesFile)));
  THETA_RETURN_IF_ERROR(file.write("file,row,duplicate_of_file,duplicate_of_row,similarity\n"));
  return DuplicatesFile(std::move(file));
}

Status DuplicatesFile::add(const std::string& file, uint64_t row, const std::string& original_file,
                           uint64_t original_row, float similarity) {
  line_.clear();
  fmt::format_to(std::back_inserter(line_), "{},{},{},{},{:.3f}\n", formats::csv_cell(file), row,
                 formats::csv_cell(original_file), original_row, similarity);
  return file_.write(line_);
}

}  // namespace theta::corpus
