#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/byte_input.h"
#include "formats/csv.h"
#include "formats/json.h"

namespace theta::engine {

/// What documents.csv of a model folder tells of one document, without its weights.
struct DocumentRow {
  uint64_t row = 0;    ///< in the source, from 1
  uint64_t piece = 0;  ///< of the row, from 1; 0 when rows were not split
  std::string file;
  std::string id;
  std::string time;
  std::string label;
  std::vector<std::string> groups;
  std::string part;     ///< train, valid or test
  uint64_t tokens = 0;  ///< words in the vocabulary; 0 when has_tokens() is false
};

/// The names of the groups that each document of a model belongs to; bad input when the manifest is damaged.
Result<std::vector<std::string>> group_columns_of(const formats::Json& manifest,
                                                  const std::string& model_folder);

/// Reads documents.csv line by line.
class DocumentRows {
 public:
  /// `groups`: how many group columns the manifest names. A heading with other columns is a bad-input error.
  static Result<DocumentRows> open(const std::string& model_folder, size_t groups);

  bool has_pieces() const { return has_pieces_; }  ///< rows were split
  bool has_tokens() const { return has_tokens_; }  ///< models of older releases do not tell

  /// Reads the next document, which must be there; buffers of `row` are used again.
  Status next(DocumentRow& row);
  /// True when no document is left.
  Result<bool> at_end();

 private:
  DocumentRows(std::string path, formats::ByteInput input, size_t groups)
      : path_(std::move(path)), input_(std::move(input)), groups_(groups) {}

  // Behind row, perhaps piece, file, id, time, label and the groups.
  size_t part_column() const { return first_text_ + 4 + groups_; }
  Result<bool> next_record();

  std::string path_;
  formats::ByteInput input_;
  formats::CsvParser parser_{','};
  formats::CsvRecord record_;
  bool ended_ = false;
  size_t groups_;
  size_t first_text_ = 1;  // column of the file: behind the piece where rows were split
  bool has_pieces_ = false;
  bool has_tokens_ = false;
  size_t documents_ = 0;
};

}  // namespace theta::engine
