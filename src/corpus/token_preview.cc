#include "corpus/token_preview.h"

#include <algorithm>
#include <unordered_set>

#include "corpus/row_document.h"
#include "corpus/script_choice.h"
#include "corpus/token_cutter.h"
#include "corpus/tokenizer_json.h"
#include "text/user_words.h"

namespace theta::corpus {
namespace {

constexpr size_t kSampleRows = 2000;
constexpr size_t kSampleBytes = size_t{8} << 20;
constexpr size_t kRowsShown = 5;

// Marks the tokens that `is_counted` refuses.
template <typename IsCounted>
void mark_tokens(std::vector<PreviewWord>& words, const char* reason, IsCounted is_counted) {
  for (PreviewWord& word : words) {
    if (word.dropped.empty() && !is_counted(word.text)) word.dropped = reason;
  }
}

// Which rows are wanted, and which of them have been seen.
class WantedRows {
 public:
  explicit WantedRows(const std::vector<uint64_t>& rows)
      : missing_(rows.begin(), rows.end()), all_(missing_) {}

  bool take(uint64_t row) {
    missing_.erase(row);
    return all_.contains(row);
  }
  bool complete() const { return missing_.empty(); }
  /// The first that was not there.
  uint64_t missing() const { return *std::min_element(missing_.begin(), missing_.end()); }

 private:
  std::unordered_set<uint64_t> missing_;
  std::unordered_set<uint64_t> all_;
};

Result<std::vector<Row>> read_sample(RowReader& reader, const std::string& source) {
  std::vector<Row> sample;
  size_t bytes = 0;
  while (sample.size() < kSampleRows && bytes < kSampleBytes) {
    Row row;
    THETA_ASSIGN(const bool more, reader.next(row));
    if (!more) break;
    for (const std::string& cell : row.cells) bytes += cell.size();
    sample.push_back(std::move(row));
  }
  if (sample.empty()) return bad_input("{}: holds no rows", source);
  return sample;
}

// Rows [0, size) in as many equal steps as rows are shown.
std::vector<size_t> spread(size_t size) {
  const size_t shown = std::min(size, kRowsShown);
  std::vector<size_t> positions;
  for (size_t i = 0; i < shown; ++i) positions.push_back(i * size / shown);
  return positions;
}

class FilePreview {
 public:
  FilePreview(const RowMapping& mapping, TokenCutter& cutter, const text::WordList& drop_words)
      : mapping_(mapping), cutter_(cutter), drop_words_(drop_words) {}

  RowPreview read(Row& row) {
    RowPreview preview;
    Split split;
    mapping_.read(row, preview.document, split, preview.problem);
    if (!preview.problem.empty()) return preview;
    preview.words = cutter_.cut(preview.document);
    mark_tokens(preview.words, "dropped word",
                [&](const std::string& word) { return !text::holds_word(drop_words_, word); });
    return preview;
  }

 private:
  const RowMapping& mapping_;
  TokenCutter& cutter_;
  const text::WordList& drop_words_;
};

Status read_wanted(RowReader& reader, std::vector<Row>& sample, const std::string& source, WantedRows& wanted,
                   FilePreview& file, std::vector<RowPreview>& previews) {
  uint64_t last = 0;
  const auto take = [&](Row& row) {
    last = row.number;
    if (wanted.take(row.number)) previews.push_back(file.read(row));
  };
  for (Row& row : sample) take(row);
  Row row;
  while (!wanted.complete()) {
    THETA_ASSIGN(const bool more, reader.next(row));
    if (!more) break;
    take(row);
  }
  if (wanted.complete()) return {};
  return not_found("{}: has no row {} (the last one is {})", source, wanted.missing(), last);
}

}  // namespace

Result<TokenPreview> preview_tokens(const std::string& source, const ImportOptions& options,
                                    const std::vector<uint64_t>& rows) {
  TokenPreview preview;
  THETA_ASSIGN(const std::unique_ptr<RowReader> reader, open_rows(source, options.read));
  THETA_ASSIGN(std::vector<Row> sample, read_sample(*reader, source));
  auto roles = choose_roles(reader->columns(), sample, options.columns);
  if (!roles.ok()) return make_error(roles.error().kind, "{}: {}", source, roles.error().message);
  preview.roles = std::move(roles).value();
  preview.findings = reader->findings();
  const text::TokenizerOptions tokenizer = tokenizer_for(options, sample, preview.roles, preview.findings);
  THETA_ASSIGN(TokenCutter cutter, TokenCutter::create(tokenizer, {}));
  THETA_ASSIGN(const text::WordList drop_words, text::token_list(options.drop_words));
  const RowMapping mapping(preview.roles);
  FilePreview file(mapping, cutter, drop_words);
  if (rows.empty()) {
    for (const size_t i : spread(sample.size())) preview.rows.push_back(file.read(sample[i]));
    return preview;
  }
  WantedRows wanted(rows);
  THETA_RETURN_IF_ERROR(read_wanted(*reader, sample, source, wanted, file, preview.rows));
  return preview;
}

Result<TokenPreview> preview_corpus_tokens(const std::string& folder, const std::vector<uint64_t>& rows) {
  THETA_ASSIGN(const Corpus corpus, load_corpus(folder));
  if (!corpus.info.contains("tokenizer")) {
    return bad_input("{}: holds counts of words, no texts whose words could be shown", folder);
  }
  const auto options = tokenizer_options(corpus.info["tokenizer"]);
  if (!options.ok()) return bad_input("{}: {}", folder, options.error().message);
  const Phrases phrases = phrases_of(corpus.info["tokenizer"].value("phrases", formats::Json()));
  THETA_ASSIGN(TokenCutter cutter, TokenCutter::create(options.value(), phrases));
  const std::unordered_set<std::string_view> vocabulary(corpus.vocabulary.begin(), corpus.vocabulary.end());
  const std::vector<size_t> spread_positions = spread(corpus.documents());
  TokenPreview preview;
  WantedRows wanted(rows);
  THETA_RETURN_IF_ERROR(for_each_document(folder, [&](size_t index, Document document) {
    const bool is_shown = rows.empty() ? std::find(spread_positions.begin(), spread_positions.end(), index) !=
                                             spread_positions.end()
                                       : wanted.take(document.row);
    if (!is_shown) return;
    RowPreview row;
    row.document = std::move(document);
    row.words = cutter.cut(row.document);
    mark_tokens(row.words, "not in the vocabulary",
                [&](const std::string& word) { return vocabulary.contains(word); });
    preview.rows.push_back(std::move(row));
  }));
  if (!wanted.complete()) {
    return not_found("{}: has no row {}; rejects.csv lists those that could not be used", folder,
                     wanted.missing());
  }
  return preview;
}

}  // namespace theta::corpus
