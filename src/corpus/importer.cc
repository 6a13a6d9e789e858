#include "corpus/importer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "corpus/corpus.h"
#include "corpus/document_writer.h"
#include "corpus/import_info.h"
#include "corpus/imported_rows.h"
#include "corpus/row_batches.h"
#include "corpus/row_processor.h"
#include "corpus/run_beside.h"
#include "corpus/script_choice.h"
#include "corpus/word_counter.h"
#include "corpus/word_list_file.h"
#include "text/user_words.h"

namespace theta::corpus {
namespace {

constexpr size_t kRowsPerTask = 32;
constexpr double kDefaultGreatestShare = 0.35;

size_t default_vocabulary_size(size_t documents) {
  return documents < 50'000 ? 5'000 : 10'000;
}

// About one document in 3,000: rarer words are mostly misspellings and cannot be placed in a topic.
uint32_t default_least_documents(size_t documents) {
  const double least = std::round(static_cast<double>(documents) / 3'000);
  const double floor = documents < 500 ? 2 : 3;
  return static_cast<uint32_t>(std::clamp(least, documents < 20 ? 1.0 : floor, 100.0));
}

VocabularyLimits limits_for(size_t documents, const ImportOptions& options) {
  VocabularyLimits limits;
  limits.largest_size =
      options.vocabulary_size > 0 ? options.vocabulary_size : default_vocabulary_size(documents);
  limits.least_documents =
      options.least_documents > 0 ? options.least_documents : default_least_documents(documents);
  limits.greatest_share = options.greatest_share > 0 ? options.greatest_share : kDefaultGreatestShare;
  if (documents < 20) limits.greatest_share = 1;
  return limits;
}

// A batch of rows; only the first `rows` are of it.
struct Batch {
  std::vector<PendingRow> pending;
  size_t rows = 0;
};

class Importer {
 public:
  Importer(const std::string& source, const std::string& target, const ImportOptions& options,
           ThreadPool& pool, ProgressSink* progress, const StopFlag* stop)
      : source_(source), target_(target), options_(options), pool_(pool), progress_(progress), stop_(stop) {}

  Result<ImportSummary> run() {
    THETA_ASSIGN(RowBatches batches, RowBatches::open(source_, options_));
    batches_.emplace(std::move(batches));
    tokenizer_ = tokenizer_for(options_, batches_->sample(), batches_->roles(), script_findings_);
    THETA_ASSIGN(keep_words_, text::token_list(tokenizer_.keep_words));
    THETA_ASSIGN(drop_words_, text::token_list(options_.drop_words));
    THETA_RETURN_IF_ERROR(prepare_corpus_folder(target_));
    THETA_ASSIGN(const text::Tokenizer tokenizer, text::Tokenizer::create(tokenizer_));
    THETA_ASSIGN(WordCounter counter,
                 WordCounter::create(tokenizer, pool_.size(), target_, options_.phrases));
    counter_.emplace(std::move(counter));
    THETA_ASSIGN(ImportedRows rows, ImportedRows::create(target_));
    rows_.emplace(std::move(rows));
    THETA_RETURN_IF_ERROR(read_all_rows());
    if (rows_->used().empty()) return no_usable_row();
    THETA_RETURN_IF_ERROR(counter_->finish());
    THETA_RETURN_IF_ERROR(rows_->finish());
    THETA_RETURN_IF_ERROR(find_duplicates());
    return write();
  }

 private:
  // Three batches are on their way at once: while one is cut into words, the one before it is put aside and
  // the one behind it read.
  Status read_all_rows() {
    RowProcessor processor(*counter_, options_.split, pool_.size());
    Batch coming;
    Batch current;
    Batch done;
    THETA_RETURN_IF_ERROR(batches_->next(current.pending, current.rows));
    while (current.rows > 0) {
      Status moved;
      std::vector<Status> failed(pool_.size());
      run_beside(
          pool_, [&] { moved = keep_and_read(done, coming); }, current.rows, kRowsPerTask,
          [&](size_t begin, size_t end, size_t worker) {
            for (size_t i = begin; i < end && failed[worker].ok(); ++i) {
              failed[worker] = processor.process(worker, current.pending[i]);
            }
          });
      THETA_RETURN_IF_ERROR(std::move(moved));
      for (Status& status : failed) THETA_RETURN_IF_ERROR(std::move(status));
      std::swap(done, current);
      std::swap(current, coming);
      tell_progress(rows_->total() + done.rows, current.rows == 0);
      if (stop_ != nullptr && stop_->requested()) {
        return make_error(ErrorKind::kCancelled, "import stopped; nothing was written");
      }
    }
    return keep(done);
  }

  Status keep_and_read(Batch& done, Batch& coming) {
    THETA_RETURN_IF_ERROR(keep(done));
    return batches_->next(coming.pending, coming.rows);
  }

  Status keep(Batch& done) {
    for (size_t i = 0; i < done.rows; ++i) THETA_RETURN_IF_ERROR(rows_->add(done.pending[i]));
    done.rows = 0;
    return {};
  }

  void tell_progress(uint64_t rows, bool at_end) const {
    if (progress_ == nullptr) return;
    const RowReader& reader = batches_->reader();
    std::string detail;
    if (reader.size() > 0) {
      const double share = static_cast<double>(reader.position()) / static_cast<double>(reader.size());
      detail = fmt::format("{:.0f} % of the file", 100 * std::min(share, 1.0));
    }
    progress_->progress({"reading", rows, at_end ? rows : 0, "rows", std::move(detail)});
  }

  Error no_usable_row() {
    const std::vector<Reject> rejects = rows_->take_rejects();
    return bad_input("{}: none of the {} rows can be used; row {} {}", source_, rows_->total(),
                     rejects.front().row, rejects.front().reason);
  }

  // Lists the rows that repeat an earlier one, and does with them what the options say.
  Status find_duplicates() {
    const TokenStore& store = counter_->store();
    std::vector<DuplicateFinder::Duplicate> duplicates =
        rows_->duplicates().find([&](uint32_t row, std::vector<uint64_t>& words) {
          const TokenSpan& span = rows_->used()[row].tokens;
          const std::vector<uint64_t>& hashes = store.hashes(span.worker);
          words.clear();
          for (const uint32_t word : store.tokens(span)) words.push_back(hashes[word & ~TokenStore::kGap]);
        });
    THETA_ASSIGN(DuplicatesFile file, DuplicatesFile::create(target_));
    for (const DuplicateFinder::Duplicate& duplicate : duplicates) {
      const ImportedRows::Used& row = rows_->used()[duplicate.text];
      const ImportedRows::Used& original = rows_->used()[duplicate.original];
      THETA_RETURN_IF_ERROR(file.add(rows_->file(row), row.number, rows_->file(original), original.number,
                                     duplicate.similarity));
      ++(duplicate.exact ? duplicate_counts_.exact : duplicate_counts_.near);
      if (options_.duplicates == DuplicateHandling::kDrop) {
        rows_->reject(duplicate.text, repeats(duplicate, row, original));
      }
    }
    if (options_.duplicates == DuplicateHandling::kMark) marked_ = std::move(duplicates);
    return file.close();
  }

  std::string repeats(const DuplicateFinder::Duplicate& duplicate, const ImportedRows::Used& row,
                      const ImportedRows::Used& original) const {
    std::string reason = duplicate.exact ? "repeats row " : "nearly repeats row ";
    reason += std::to_string(original.number);
    if (rows_->file(row) != rows_->file(original)) reason += " of " + rows_->file(original);
    if (!duplicate.exact) reason += fmt::format(" (similarity {:.2f})", duplicate.similarity);
    return reason;
  }

  Result<ImportSummary> write() {
    const std::vector<TokenSpan>& spans = rows_->spans();
    const auto documents = static_cast<size_t>(
        std::count_if(spans.begin(), spans.end(), [](const TokenSpan& span) { return span.count > 0; }));
    VocabularyLimits limits = limits_for(documents, options_);
    limits.keep = &keep_words_;
    limits.drop = &drop_words_;
    counter_->choose_vocabulary(pool_, limits, spans, !options_.word_list.empty());
    if (!options_.word_list.empty())
      THETA_RETURN_IF_ERROR(write_word_list(options_.word_list, counter_->words(), counter_->frequencies()));
    Corpus corpus;
    corpus.vocabulary = counter_->vocabulary();
    const DocumentWriterOptions writer_options = {batches_->mapping().has_split(), options_.split.splits(),
                                                  std::move(marked_)};
    THETA_ASSIGN(const WrittenDocuments written,
                 write_documents(target_, pool_, *counter_, *rows_, writer_options, corpus));
    if (corpus.documents() == 0) return no_usable_row();
    std::vector<Reject> rejects = rows_->take_rejects();
    THETA_RETURN_IF_ERROR(write_rejects(target_, rejects));
    corpus.info =
        import_info({source_, options_, tokenizer_, script_findings_, *batches_, limits, counter_->phrases(),
                     duplicate_counts_, written, rows_->total(), rejects.size()});
    THETA_RETURN_IF_ERROR(write_corpus(target_, corpus, pool_));
    const bool dated = corpus.info["time_column"].is_string();
    return ImportSummary{rows_->total(), written.rows, std::move(rejects), corpus.info,
                         dated ? written.dates.sentences() : std::vector<std::string>()};
  }

  const std::string& source_;
  const std::string& target_;
  const ImportOptions& options_;
  ThreadPool& pool_;
  ProgressSink* progress_;
  const StopFlag* stop_;

  std::optional<RowBatches> batches_;
  std::vector<RowReader::Finding> script_findings_;
  text::TokenizerOptions tokenizer_;
  text::WordList keep_words_;
  text::WordList drop_words_;
  std::optional<WordCounter> counter_;
  std::optional<ImportedRows> rows_;
  DuplicateCounts duplicate_counts_;
  std::vector<DuplicateFinder::Duplicate> marked_;
};

}  // namespace

Result<ImportSummary> import_text(const std::string& source, const std::string& target,
                                  const ImportOptions& options, ThreadPool& pool, ProgressSink* progress,
                                  const StopFlag* stop) {
  return Importer(source, target, options, pool, progress, stop).run();
}

}  // namespace theta::corpus
