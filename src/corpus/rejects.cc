#include "corpus/rejects.h"

#include "base/files.h"
#include "corpus/corpus_files.h"
#include "formats/csv.h"

namespace theta::corpus {

Status write_rejects(const std::string& folder, const std::vector<Reject>& rejects) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(join_path(folder, kRejectsFile)));
  THETA_RETURN_IF_ERROR(file.write("file,row,reason\n"));
  for (const Reject& reject : rejects) {
    THETA_RETURN_IF_ERROR(
        file.write(formats::csv_line({reject.file, std::to_string(reject.row), reject.reason})));
  }
  return file.close();
}

}  // namespace theta::corpus
