#include "corpus/importer.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "base/files.h"
#include "corpus/corpus.h"
#include "corpus/corpus_files.h"
#include "corpus/labels.h"
#include "corpus/line_rows.h"
#include "corpus/row_document.h"
#include "corpus/script_choice.h"
#include "corpus/tokenizer_json.h"
#include "corpus/word_counter.h"
#include "formats/npy.h"
#include "text/user_words.h"

namespace theta::corpus {
namespace {

constexpr size_t kSampleRows = 2000;  // looked at to find the columns' roles
constexpr size_t kSampleBytes = size_t{8} << 20;
constexpr size_t kBatchRows = 4096;  // tokenised together
constexpr size_t kBatchBytes = size_t{4} << 20;
constexpr size_t kTextsPerTask = 32;

// A row on its way into the corpus.
struct Pending {
  Document document;
  Split split = Split::kTrain;
  std::string problem;
  CountedDocument counted;
  std::string line;  // for documents.jsonl
};

// A document that has words, until the vocabulary is known.
struct Candidate {
  CountedDocument counted;
  uint64_t row = 0;
  uint32_t file = 0;
  Split split = Split::kTrain;
};

size_t default_vocabulary_size(size_t documents) {
  return documents < 50'000 ? 5'000 : 10'000;
}

// About one document in 3,000: rarer words are mostly misspellings and cannot be placed in a topic.
uint32_t default_least_documents(size_t documents) {
  const double least = std::round(static_cast<double>(documents) / 3'000);
  const double floor = documents < 500 ? 2 : 3;
  return static_cast<uint32_t>(std::clamp(least, documents < 20 ? 1.0 : floor, 100.0));
}

class Importer {
 public:
  Importer(const std::string& source, std::string target, const ImportOptions& options, ThreadPool& pool,
           ProgressSink* progress, const StopFlag* stop)
      : source_(source),
        target_(std::move(target)),
        options_(options),
        pool_(pool),
        progress_(progress),
        stop_(stop) {}

  Result<ImportSummary> run() {
    THETA_ASSIGN(reader_, open_rows(source_, options_.read));
    THETA_RETURN_IF_ERROR(read_sample());
    THETA_ASSIGN(roles_, choose_roles_of_source());
    mapping_.emplace(roles_);
    tokenizer_ = tokenizer_for(options_, sample_, roles_, script_findings_);
    THETA_ASSIGN(keep_words_, text::token_list(tokenizer_.keep_words));
    THETA_ASSIGN(drop_words_, text::token_list(options_.drop_words));
    THETA_RETURN_IF_ERROR(prepare_corpus_folder(target_));
    THETA_ASSIGN(const text::Tokenizer tokenizer, text::Tokenizer::create(tokenizer_));
    THETA_ASSIGN(WordCounter counter, WordCounter::create(tokenizer, pool_.size(), target_));
    counter_.emplace(std::move(counter));
    THETA_RETURN_IF_ERROR(count_all_rows());
    return finish();
  }

 private:
  Status read_sample() {
    size_t bytes = 0;
    while (sample_.size() < kSampleRows && bytes < kSampleBytes) {
      Row row;
      THETA_ASSIGN(const bool more, reader_->next(row));
      if (!more) break;
      for (const std::string& cell : row.cells) bytes += cell.size();
      sample_.push_back(std::move(row));
    }
    if (sample_.empty()) return bad_input("{}: holds no rows", source_);
    return {};
  }

  Result<std::vector<ColumnRole>> choose_roles_of_source() {
    Result<std::vector<ColumnRole>> roles = choose_roles(reader_->columns(), sample_, options_.columns);
    if (!roles.ok()) return make_error(roles.error().kind, "{}: {}", source_, roles.error().message);
    return roles;
  }

  Status count_all_rows() {
    const std::string path = join_path(target_, kCandidatesFile);
    THETA_ASSIGN(FileWriter documents, FileWriter::create(path));
    size_t next_sampled = 0;
    bool more = true;
    Row row;
    while (more) {
      size_t bytes = 0;
      batch_.clear();
      while (batch_.size() < kBatchRows && bytes < kBatchBytes) {
        if (next_sampled < sample_.size()) {
          row = std::move(sample_[next_sampled++]);
        } else {
          THETA_ASSIGN(more, reader_->next(row));
          if (!more) break;
        }
        Pending pending;
        mapping_->read(row, pending.document, pending.split, pending.problem);
        bytes += pending.document.text.size();
        batch_.push_back(std::move(pending));
      }
      THETA_RETURN_IF_ERROR(count_batch());
      THETA_RETURN_IF_ERROR(keep_batch(documents));
      if (progress_ != nullptr) {
        const uint64_t total = more ? 0 : rows_total_;  // known at the end
        progress_->progress({"reading", rows_total_, total, "rows", reading_detail()});
      }
      if (stop_ != nullptr && stop_->requested()) {
        return make_error(ErrorKind::kCancelled, "import stopped; nothing was written");
      }
    }
    sample_.clear();
    sample_.shrink_to_fit();
    return documents.close();
  }

  std::string reading_detail() const {
    if (reader_->size() == 0) return {};
    const double share = static_cast<double>(reader_->position()) / static_cast<double>(reader_->size());
    return fmt::format("{:.0f} % of the file", 100 * std::min(share, 1.0));
  }

  Status count_batch() {
    std::vector<Status> failed(pool_.size());
    parallel_for(pool_, batch_.size(), kTextsPerTask, [&](size_t begin, size_t end, size_t worker) {
      for (size_t i = begin; i < end && failed[worker].ok(); ++i) {
        Pending& pending = batch_[i];
        if (!pending.problem.empty()) continue;
        failed[worker] = counter_->count(worker, pending.document.text, pending.counted);
        if (pending.counted.tokens == 0) pending.problem = kNoWords;
        pending.document.language = text::language_code(pending.counted.language);
        if (pending.problem.empty()) pending.line = document_line(pending.document);
      }
    });
    for (Status& status : failed) THETA_RETURN_IF_ERROR(std::move(status));
    return {};
  }

  Status keep_batch(FileWriter& documents) {
    for (Pending& pending : batch_) {
      ++rows_total_;
      const Document& document = pending.document;
      if (!pending.problem.empty()) {
        rejects_.push_back({document.file, document.row, std::move(pending.problem)});
        continue;
      }
      if (files_.empty() || files_.back() != document.file) files_.push_back(document.file);
      ++languages_[static_cast<size_t>(pending.counted.language)];
      labels_.push_back(document.label);
      candidates_.push_back(
          {pending.counted, document.row, static_cast<uint32_t>(files_.size() - 1), pending.split});
      THETA_RETURN_IF_ERROR(documents.write(pending.line));
    }
    return {};
  }

  Result<ImportSummary> finish() {
    if (candidates_.empty()) return no_usable_row();
    counter_->choose_vocabulary(limits(), candidates_.size());
    std::vector<WordCounter::WordOrder> orders(pool_.size());
    parallel_for(pool_, candidates_.size(), kTextsPerTask, [&](size_t begin, size_t end, size_t worker) {
      for (size_t i = begin; i < end; ++i) counter_->finish(candidates_[i].counted, orders[worker]);
    });
    Corpus corpus;
    corpus.vocabulary = counter_->vocabulary();
    THETA_RETURN_IF_ERROR(write_documents(corpus));
    if (corpus.documents() == 0) return no_usable_row();
    std::stable_sort(rejects_.begin(), rejects_.end(),
                     [](const Reject& a, const Reject& b) { return a.file == b.file && a.row < b.row; });
    THETA_RETURN_IF_ERROR(write_rejects(target_, rejects_));
    corpus.info = info(corpus);
    THETA_RETURN_IF_ERROR(write_corpus(target_, corpus));
    return ImportSummary{rows_total_, corpus.documents(), std::move(rejects_), corpus.info};
  }

  Error no_usable_row() {
    const Reject first = rejects_.empty() ? Reject{source_, 1, kNoWords} : rejects_.front();
    ::unlink(join_path(target_, kCandidatesFile).c_str());
    return bad_input("{}: none of the {} rows can be used; row {} {}", source_, rows_total_, first.row,
                     first.reason);
  }

  VocabularyLimits limits() const {
    VocabularyLimits limits;
    const size_t documents = candidates_.size();
    limits.largest_size =
        options_.vocabulary_size > 0 ? options_.vocabulary_size : default_vocabulary_size(documents);
    limits.least_documents =
        options_.least_documents > 0 ? options_.least_documents : default_least_documents(documents);
    limits.greatest_share = options_.greatest_share > 0 ? options_.greatest_share : kDefaultGreatestShare;
    if (documents < 20) limits.greatest_share = 1;
    limits.keep = &keep_words_;
    limits.drop = &drop_words_;
    return limits;
  }

  // Copies the candidates that kept a word, with their tokens in order, and rejects the others.
  Status write_documents(Corpus& corpus) {
    const std::string candidates_path = join_path(target_, kCandidatesFile);
    THETA_ASSIGN(const MappedFile lines, MappedFile::open(candidates_path));
    THETA_ASSIGN(FileWriter documents, FileWriter::create(join_path(target_, kDocumentsFile)));
    THETA_ASSIGN(formats::NpyWriter words, formats::NpyWriter::create(join_path(target_, kTokenWordsFile),
                                                                      formats::ElementType::kUint32, {}));
    std::vector<uint64_t> token_offsets = {0};
    std::vector<uint32_t> tokens;
    LabelIndex labels;
    std::string_view rest = lines.bytes();
    for (size_t i = 0; i < candidates_.size(); ++i) {
      const std::string_view line = rest.substr(0, rest.find('\n') + 1);
      rest.remove_prefix(line.size());
      const Candidate& candidate = candidates_[i];
      if (candidate.counted.begin == candidate.counted.end) {
        rejects_.push_back({files_[candidate.file], candidate.row, "has no word of the vocabulary"});
        continue;
      }
      THETA_RETURN_IF_ERROR(documents.write(line));
      counter_->append(candidate.counted, corpus.counts);
      tokens.clear();
      THETA_RETURN_IF_ERROR(counter_->append_tokens(candidate.counted, tokens));
      THETA_RETURN_IF_ERROR(words.append(as_bytes(tokens)));
      token_offsets.push_back(token_offsets.back() + tokens.size());
      labels.add(labels_[i]);
      if (mapping_->has_split()) corpus.split.push_back(candidate.split);
    }
    labels.move_to(corpus);
    THETA_RETURN_IF_ERROR(documents.close());
    THETA_RETURN_IF_ERROR(words.close());
    ::unlink(candidates_path.c_str());
    return formats::write_npy_vector(join_path(target_, kTokenOffsetsFile), token_offsets);
  }

  formats::Json info(const Corpus& corpus) const {
    formats::Json info = {{"source", source_.substr(source_.find_last_of('/') + 1)},
                          {"source_format", "text"}};
    info["rows_total"] = rows_total_;
    info["rows_used"] = corpus.documents();
    info["rows_rejected"] = rejects_.size();
    info.update(mapping_->columns_json());
    info["columns"] = roles_json(roles_);
    std::vector<RowReader::Finding> findings = reader_->findings();
    findings.insert(findings.end(), script_findings_.begin(), script_findings_.end());
    for (const RowReader::Finding& finding : findings) {
      info["reading"].push_back(
          {{"name", finding.name}, {"value", finding.value}, {"reason", finding.reason}});
    }
    formats::Json languages = formats::Json::object();
    for (size_t i = 0; i < languages_.size(); ++i) {
      const std::string_view code = text::language_code(static_cast<text::Language>(i));
      if (languages_[i] > 0) languages[code.empty() ? "unknown" : std::string(code)] = languages_[i];
    }
    info["languages"] = languages;
    info["tokenizer"] = tokenizer_json(tokenizer_);
    const VocabularyLimits used = limits();
    info["vocabulary_limits"] = {{"largest_size", used.largest_size},
                                 {"least_documents", used.least_documents},
                                 {"greatest_share", used.greatest_share},
                                 {"drop_words", options_.drop_words}};
    return info;
  }

  static constexpr const char* kNoWords = "has no words (only punctuation, numbers or stop words)";
  static constexpr std::string_view kCandidatesFile = "documents.part";
  static constexpr double kDefaultGreatestShare = 0.35;

  const std::string source_;
  const std::string target_;
  const ImportOptions& options_;
  ThreadPool& pool_;
  ProgressSink* progress_;
  const StopFlag* stop_;

  std::unique_ptr<RowReader> reader_;
  std::vector<Row> sample_;
  std::vector<ColumnRole> roles_;
  std::vector<RowReader::Finding> script_findings_;
  text::TokenizerOptions tokenizer_;
  text::WordList keep_words_;
  text::WordList drop_words_;
  std::optional<RowMapping> mapping_;
  std::optional<WordCounter> counter_;
  std::vector<Pending> batch_;

  uint64_t rows_total_ = 0;
  std::vector<Candidate> candidates_;
  std::vector<std::string> labels_;  // of the candidates
  std::vector<std::string> files_;
  std::vector<Reject> rejects_;
  std::array<uint64_t, 4> languages_ = {};
};

}  // namespace

Result<ImportSummary> import_text(const std::string& source, const std::string& target,
                                  const ImportOptions& options, ThreadPool& pool, ProgressSink* progress,
                                  const StopFlag* stop) {
  return Importer(source, target, options, pool, progress, stop).run();
}

}  // namespace theta::corpus
