#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/import_options.h"
#include "corpus/pending_row.h"
#include "corpus/word_counter.h"

namespace theta::corpus {

/// Cuts rows into pieces and words. Workers may run side by side, each under its own number.
class RowProcessor {
 public:
  /// `counter` takes the tokens, and outlives this.
  RowProcessor(WordCounter& counter, const SplitOptions& split, size_t workers);

  /// Fills the processed half of the row; a row without a usable piece gets a problem.
  Status process(size_t worker, PendingRow& row);

 private:
  struct Worker {
    explicit Worker(const SplitOptions& split) : splitter(split) {}
    TextSplitter splitter;
    std::vector<uint64_t> word_hashes;  // of the row
    std::string folded;
  };
  Status process_piece(size_t worker, uint32_t number, std::string_view text, PendingRow& row);

  WordCounter& counter_;
  SplitOptions split_;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace theta::corpus
