#include "corpus/token_store.h"

#include <utility>

#include "base/files.h"
#include "base/hash.h"
#include "text/word_gaps.h"

namespace theta::corpus {

Result<TokenStore> TokenStore::create(size_t workers, const std::string& folder, bool mark_gaps) {
  TokenStore store(mark_gaps);
  for (size_t i = 0; i < workers; ++i) {
    THETA_ASSIGN(ScratchFile file, ScratchFile::create(folder));
    store.workers_.emplace_back(std::move(file));
  }
  return store;
}

Result<TokenSpan> TokenStore::add(size_t worker_number, const text::Tokenizer::Scratch& scratch) {
  Worker& worker = workers_[worker_number];
  const std::vector<std::string_view>& tokens = scratch.tokens;
  worker.index.add_all(tokens, worker.buffer);
  const std::vector<std::string_view>& words = worker.index.words();
  worker.occurrences.resize(words.size());
  for (size_t word = worker.hashes.size(); word < words.size(); ++word) {
    worker.hashes.push_back(hash_bytes(words[word]));
  }
  for (const uint32_t word : worker.buffer) ++worker.occurrences[word];
  if (mark_gaps_) {
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (i == 0 || !text::stand_together(scratch.text, tokens[i - 1], tokens[i])) worker.buffer[i] |= kGap;
    }
  }
  const TokenSpan span = {worker.tokens, static_cast<uint32_t>(tokens.size()),
                          static_cast<uint32_t>(worker_number)};
  worker.tokens += tokens.size();
  THETA_RETURN_IF_ERROR(worker.file.write(as_bytes(worker.buffer)));
  return span;
}

Status TokenStore::finish() {
  for (Worker& worker : workers_) THETA_RETURN_IF_ERROR(worker.file.map());
  return {};
}

std::span<const uint32_t> TokenStore::tokens(const TokenSpan& span) const {
  // A mapping begins at a page's border, so the numbers in it are aligned.
  const auto* const all = reinterpret_cast<const uint32_t*>(workers_[span.worker].file.bytes().data());
  return {all + span.first, span.count};
}

}  // namespace theta::corpus
