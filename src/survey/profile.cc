#include "survey/profile.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include "base/files.h"
#include "corpus/corpus.h"
#include "export/spreadsheet_text.h"
#include "formats/csv.h"
#include "survey/length_histogram.h"
#include "survey/line_pages.h"
#include "survey/survey_files.h"
#include "survey/text_rows.h"

namespace theta::survey {
namespace {

using formats::Json;

constexpr size_t kTopWords = 200;

// What rows that were dropped for the same reason have in common.
std::string reason_kind(const std::string& reason) {
  if (reason.starts_with("repeats row")) return "repeats an earlier row";
  if (reason.starts_with("nearly repeats row")) return "nearly repeats an earlier row";
  const size_t cells = reason.find(" cells, the header has ");
  if (reason.starts_with("has ") && cells != std::string::npos)
    return "has more or fewer cells than the header";
  return reason;
}

Json reasons_json(const std::vector<corpus::Reject>& rejects) {
  std::map<std::string, uint64_t> counts;
  for (const corpus::Reject& reject : rejects) ++counts[reason_kind(reject.reason)];
  std::vector<std::pair<std::string, uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  Json reasons = Json::array();
  for (const auto& [reason, rows] : sorted) reasons.push_back({{"reason", reason}, {"rows", rows}});
  return reasons;
}

Status write_rejects(const std::vector<corpus::Reject>& rejects, const std::string& folder) {
  THETA_ASSIGN(LinePagesWriter pages, LinePagesWriter::create(join_path(folder, kRejectsFile)));
  THETA_ASSIGN(FileWriter table, FileWriter::create(join_path(folder, kRejectsTable)));
  THETA_RETURN_IF_ERROR(
      table.write("\xEF\xBB\xBF"
                  "file,row,reason\n"));
  for (const corpus::Reject& reject : rejects) {
    const Json line = {{"file", reject.file}, {"row", reject.row}, {"reason", reject.reason}};
    THETA_RETURN_IF_ERROR(pages.add(reject.row, formats::json_line(line) + "\n"));
    THETA_RETURN_IF_ERROR(table.write(formats::csv_line(
        {exports::defused(reject.file), std::to_string(reject.row), exports::defused(reject.reason)})));
  }
  THETA_RETURN_IF_ERROR(pages.close());
  return table.close();
}

struct WordFacts {
  Json lengths;  // words of the vocabulary in a document
  Json top_words;
  Json of_documents;  // of the vocabulary alone, for corpora without a list of all words
  uint64_t tokens = 0;
};

Json histogram_json(const std::map<uint64_t, uint64_t>& words_of) {
  Json list = Json::array();
  for (const auto& [documents, words] : words_of) list.push_back({documents, words});
  return list;
}

WordFacts word_facts(const corpus::Corpus& corpus) {
  std::vector<uint64_t> count(corpus.vocabulary_size());
  std::vector<uint32_t> documents(corpus.vocabulary_size());
  std::vector<uint32_t> lengths;
  WordFacts facts;
  for (size_t d = 0; d < corpus.documents(); ++d) {
    uint64_t length = 0;
    for (uint64_t i = corpus.counts.offsets[d]; i < corpus.counts.offsets[d + 1]; ++i) {
      const uint32_t word = corpus.counts.words[i];
      count[word] += corpus.counts.counts[i];
      ++documents[word];
      length += corpus.counts.counts[i];
    }
    lengths.push_back(static_cast<uint32_t>(length));
    facts.tokens += length;
  }
  std::vector<uint32_t> order(corpus.vocabulary_size());
  for (uint32_t word = 0; word < order.size(); ++word) order[word] = word;
  const size_t shown = std::min(order.size(), kTopWords);
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
      [&count](uint32_t a, uint32_t b) { return count[a] != count[b] ? count[a] > count[b] : a < b; });
  facts.top_words = Json::array();
  for (size_t i = 0; i < shown; ++i) {
    facts.top_words.push_back({{"word", corpus.vocabulary[order[i]]},
                               {"count", count[order[i]]},
                               {"documents", documents[order[i]]}});
  }
  std::map<uint64_t, uint64_t> words_of;
  for (const uint32_t number : documents) ++words_of[number];
  facts.of_documents = histogram_json(words_of);
  facts.lengths = length_histogram(std::move(lengths));
  return facts;
}

// How many words are in so many documents, out of the list of all words.
Result<Json> documents_of_words(const std::string& path) {
  THETA_ASSIGN(const MappedFile file, MappedFile::open(path));
  std::map<uint64_t, uint64_t> words_of;
  std::string_view rest = file.bytes();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    const std::string_view figure = line.substr(std::min(line.find('\t'), line.size() - 1) + 1);
    uint64_t documents = 0;
    std::from_chars(figure.data(), figure.data() + figure.size(), documents);
    ++words_of[documents];
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return histogram_json(words_of);
}

uint64_t all_words(const Json& of_documents) {
  uint64_t words = 0;
  for (const Json& entry : of_documents) words += entry[1].get<uint64_t>();
  return words;
}

Json columns_json(const Json& info) {
  Json columns = Json::object();
  for (const char* const name :
       {"text_columns", "time_column", "label_column", "id_column", "group_columns", "split_column"})
    columns[name] = info.value(name, Json());
  return columns;
}

}  // namespace

Result<Json> make_profile(const std::string& corpus_folder, const corpus::ImportSummary& summary,
                          const std::string& folder) {
  THETA_RETURN_IF_ERROR(write_rejects(summary.rejects, folder));
  THETA_ASSIGN(const DocumentFacts documents,
               write_text_rows(corpus_folder, summary.info, join_path(folder, kRowsFile)));
  THETA_ASSIGN(const corpus::Corpus corpus, corpus::load_corpus(corpus_folder));
  WordFacts words = word_facts(corpus);
  const std::string list = join_path(folder, kWordsFile);
  if (file_exists(list)) {
    THETA_ASSIGN(words.of_documents, documents_of_words(list));
  }
  const Json& info = corpus.info;
  return Json{
      {"rows",
       {{"total", summary.rows_total}, {"used", summary.rows_used}, {"dropped", summary.rejects.size()}}},
      {"dropped", reasons_json(summary.rejects)},
      {"documents", corpus.documents()},
      {"columns", columns_json(info)},
      {"reading", info.value("reading", Json::array())},
      {"characters", documents.characters},
      {"words", words.lengths},
      {"groups", documents.groups},
      {"label", documents.label},
      {"time", documents.time},
      {"languages", info.value("languages", Json::object())},
      {"duplicates", info.value("duplicates", Json())},
      {"hash", corpus.hash},
      {"top_words", std::move(words.top_words)},
      {"vocabulary",
       {{"size", corpus.vocabulary_size()},
        {"words", all_words(words.of_documents)},
        {"tokens", words.tokens},
        {"non_zeros", corpus.counts.words.size()},
        {"limits", info.value("vocabulary_limits", Json())}}},
      {"documents_of_words", std::move(words.of_documents)},
      {"tokenizer", info.value("tokenizer", Json())}};
}

uint64_t vocabulary_size(const Json& profile, uint64_t largest_size, uint64_t least_documents,
                         double greatest_share) {
  const Json& limits = profile.at("vocabulary").at("limits");
  if (limits.is_object()) {
    if (largest_size == 0) largest_size = limits.value("largest_size", uint64_t{0});
    if (least_documents == 0) least_documents = limits.value("least_documents", uint64_t{1});
    if (!(greatest_share > 0)) greatest_share = limits.value("greatest_share", 1.0);
  }
  if (largest_size == 0) largest_size = UINT64_MAX;
  const double most = (greatest_share > 0 ? greatest_share : 1.0) * profile.at("documents").get<double>();
  uint64_t words = 0;
  for (const Json& entry : profile.at("documents_of_words")) {
    const auto documents = entry[0].get<uint64_t>();
    if (documents >= least_documents && static_cast<double>(documents) <= most)
      words += entry[1].get<uint64_t>();
  }
  return std::min(words, largest_size);
}

}  // namespace theta::survey
