#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "corpus/corpus.h"

namespace theta::engine {

/// rows.csv of a corpus whose rows were split: each row with the topics of its pieces, weighted by their
/// tokens and put together again.
class RowTable {
 public:
  /// `groups`: names of the group columns.
  static Result<RowTable> create(const std::string& folder, const std::vector<std::string>& groups,
                                 size_t num_topics);

  /// Takes the next piece; the pieces of a row come one after the other.
  Status add(const corpus::Document& piece, const char* part, uint64_t tokens, std::span<const float> theta);
  Status close();

 private:
  RowTable(FileWriter file, size_t group_count, size_t num_topics)
      : file_(std::move(file)), group_count_(group_count), weighted_(num_topics) {}
  Status write_row();

  FileWriter file_;
  size_t group_count_;
  corpus::Document row_;  // the first piece of the row at hand, without its text
  std::string part_;
  size_t pieces_ = 0;
  uint64_t tokens_ = 0;
  std::vector<double> weighted_;  // sum of tokens * theta, [K]
};

}  // namespace theta::engine
