#include "corpus/published_corpus.h"

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "corpus/corpus_files.h"
#include "corpus/date_column.h"
#include "corpus/labels.h"
#include "formats/byte_input.h"
#include "formats/npy.h"

namespace theta::corpus {

PublishedCorpus::PublishedCorpus(std::vector<std::string> vocabulary) {
  corpus_.vocabulary = std::move(vocabulary);
}

bool PublishedCorpus::add(Document document, Split split, std::span<const uint32_t> words,
                          std::span<const uint32_t> counts) {
  if (words.empty()) {
    rejects_.push_back({document.file, document.row, "has no words"});
    return false;
  }
  corpus_.counts.append(words, counts);
  corpus_.split.push_back(split);
  documents_.push_back(std::move(document));
  return true;
}

void PublishedCorpus::add_halves(const BagOfWords& first, const BagOfWords& second, size_t document) {
  if (!corpus_.test_first_half.has_value()) {
    corpus_.test_first_half.emplace();
    corpus_.test_second_half.emplace();
  }
  corpus_.test_first_half->append(first.document_words(document), first.document_counts(document));
  corpus_.test_second_half->append(second.document_words(document), second.document_counts(document));
}

void PublishedCorpus::add_tokens(std::span<const uint32_t> words) {
  tokens_.words.insert(tokens_.words.end(), words.begin(), words.end());
  tokens_.offsets.push_back(tokens_.words.size());
}

Result<ImportSummary> PublishedCorpus::write(const std::string& source, const std::string& format,
                                             const std::string& target) {
  if (documents_.empty()) return bad_input("{}: holds no document with words", source);
  THETA_RETURN_IF_ERROR(prepare_corpus_folder(target));
  LabelIndex labels;
  DateTally dates;
  const int32_t today = DateTally::today();
  {
    THETA_ASSIGN(FileWriter file, FileWriter::create(join_path(target, kDocumentsFile)));
    for (const Document& document : documents_) {
      THETA_RETURN_IF_ERROR(file.write(document_line(document)));
      labels.add(document.label);
      dates.add(DateTally::state_of(document.time, today), {document.file, document.row, document.time});
    }
    THETA_RETURN_IF_ERROR(file.close());
  }
  labels.move_to(corpus_);
  THETA_RETURN_IF_ERROR(write_rejects(target, rejects_));
  if (tokens_.offsets.size() > 1) {
    THETA_RETURN_IF_ERROR(formats::write_npy_vector(join_path(target, kTokenOffsetsFile), tokens_.offsets));
    THETA_RETURN_IF_ERROR(formats::write_npy_vector(join_path(target, kTokenWordsFile), tokens_.words));
  }
  ImportSummary summary;
  summary.rows_used = documents_.size();
  summary.rows_total = documents_.size() + rejects_.size();
  const bool has_times = dates.count(DateState::kMissing) < dates.rows();
  corpus_.info = {{"source", source.substr(source.find_last_of('/') + 1)},
                  {"source_format", format},
                  {"rows_total", summary.rows_total},
                  {"rows_used", summary.rows_used},
                  {"rows_rejected", rejects_.size()},
                  {"text_columns", formats::Json::array()},
                  {"time_column", has_times ? formats::Json("time") : formats::Json()},
                  {"label_column", corpus_.label_names.empty() ? formats::Json() : formats::Json("label")},
                  {"group_columns", formats::Json::array()}};
  if (has_times) {
    corpus_.info["dates"] = dates.json();
    summary.date_sentences = dates.sentences();
  }
  THETA_RETURN_IF_ERROR(write_corpus(target, corpus_));
  summary.rejects = std::move(rejects_);
  summary.info = corpus_.info;
  return summary;
}

Result<std::vector<std::string>> read_lines(const std::string& path) {
  THETA_ASSIGN(const std::string text, formats::read_plain_or_gzip(path));
  std::vector<std::string> lines;
  std::string_view rest = text;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

}  // namespace theta::corpus
