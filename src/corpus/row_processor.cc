#include "corpus/row_processor.h"

#include "corpus/duplicate_finder.h"

namespace theta::corpus {
namespace {

constexpr const char* kNoWords = "has no words (only punctuation, numbers or stop words)";

// Appends the hashes of the words that the worker added last.
void append_hashes(const TokenStore& store, size_t worker, std::vector<uint64_t>& hashes) {
  const std::span<const uint32_t> words = store.last_added(worker);
  const std::vector<uint64_t>& hash_of = store.hashes(worker);
  const size_t before = hashes.size();
  hashes.resize(before + words.size());
  for (size_t i = 0; i < words.size(); ++i) hashes[before + i] = hash_of[words[i] & ~TokenStore::kGap];
}

}  // namespace

RowProcessor::RowProcessor(WordCounter& counter, const SplitOptions& split, size_t workers)
    : counter_(counter), split_(split) {
  for (size_t i = 0; i < workers; ++i) workers_.push_back(std::make_unique<Worker>(split));
}

Status RowProcessor::process(size_t worker_number, PendingRow& row) {
  Worker& worker = *workers_[worker_number];
  row.pieces.clear();
  row.pieces_without_words = row.pieces_too_short = 0;
  row.lines.clear();
  row.tokens = {};
  row.has_sketch = false;
  if (!row.problem.empty()) return {};
  worker.word_hashes.clear();
  uint32_t number = 0;
  for (const std::string_view piece : worker.splitter.split(row.document.text)) {
    THETA_RETURN_IF_ERROR(process_piece(worker_number, ++number, piece, row));
  }
  if (row.pieces.empty()) {
    row.problem = row.pieces_too_short == 0 ? kNoWords
                                            : fmt::format("has no {} of at least {} words",
                                                          split_unit_name(split_.unit), split_.least_words);
    return {};
  }
  row.key = text_key(row.document.text, worker.folded);
  row.has_sketch = worker.word_hashes.size() >= DuplicateFinder::kFewestWords;
  if (row.has_sketch) row.sketch = sketch_of(worker.word_hashes);
  return {};
}

Status RowProcessor::process_piece(size_t worker, uint32_t number, std::string_view text, PendingRow& row) {
  THETA_ASSIGN(const TokenSpan span, counter_.add(worker, text));
  if (number == 1) row.tokens = span;
  row.tokens.count = static_cast<uint32_t>(span.first + span.count - row.tokens.first);
  append_hashes(counter_.store(), worker, workers_[worker]->word_hashes);
  if (span.count == 0) {
    ++row.pieces_without_words;
    return {};
  }
  if (span.count < split_.least_words) {
    ++row.pieces_too_short;
    return {};
  }
  const text::Language language = counter_.language(worker);
  row.pieces.push_back({number, language, span});
  append_document_line(row.document, split_.splits() ? number : 0, text, text::language_code(language),
                       row.lines);
  return {};
}

}  // namespace theta::corpus
