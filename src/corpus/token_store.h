#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/scratch_file.h"
#include "text/tokenizer.h"
#include "text/word_index.h"

namespace theta::corpus {

/// Where the tokens of a document lie in a TokenStore.
struct TokenSpan {
  uint64_t first = 0;
  uint32_t count = 0;
  uint32_t worker = 0;
};

/// The tokens of all documents in text order, on disk. Each worker numbers words for itself and has a file of
/// its own, so that workers never wait for each other; memory grows with the words alone.
class TokenStore {
 public:
  /// The files lie in `folder`. `mark_gaps`: tokens that do not directly follow the one before carry kGap.
  static Result<TokenStore> create(size_t workers, const std::string& folder, bool mark_gaps);

  /// Adds the tokens found last with `scratch`. The spans of one worker follow each other without a hole.
  Result<TokenSpan> add(size_t worker, const text::Tokenizer::Scratch& scratch);

  /// Ends writing; tokens() may be called from then on, by any thread.
  Status finish();
  /// The worker's word numbers, perhaps with kGap.
  std::span<const uint32_t> tokens(const TokenSpan& span) const;
  static constexpr uint32_t kGap = 0x80000000u;

  size_t workers() const { return workers_.size(); }
  /// The words of a worker by number, with a hash that depends on the word alone, and how often each came.
  const std::vector<std::string_view>& words(size_t worker) const { return workers_[worker].index.words(); }
  const std::vector<uint64_t>& hashes(size_t worker) const { return workers_[worker].hashes; }
  const std::vector<uint32_t>& occurrences(size_t worker) const { return workers_[worker].occurrences; }
  /// The worker's number of a word, or WordIndex::kAbsent.
  uint32_t find(size_t worker, std::string_view word) const { return workers_[worker].index.find(word); }
  /// The tokens that the worker added last, perhaps with kGap.
  std::span<const uint32_t> last_added(size_t worker) const { return workers_[worker].buffer; }

 private:
  struct Worker {
    explicit Worker(ScratchFile scratch) : file(std::move(scratch)) {}
    text::WordIndex index;
    std::vector<uint64_t> hashes;
    std::vector<uint32_t> occurrences;
    std::vector<uint32_t> buffer;
    ScratchFile file;
    uint64_t tokens = 0;
  };
  explicit TokenStore(bool mark_gaps) : mark_gaps_(mark_gaps) {}

  bool mark_gaps_;
  std::vector<Worker> workers_;
};

}  // namespace theta::corpus
