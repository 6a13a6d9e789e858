#include "corpus/import_sentences.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/phrases.h"

namespace theta::corpus {
namespace {

using Sentences = std::vector<std::string>;

constexpr size_t kRejectsShown = 3;

void tell_duplicates(const formats::Json& duplicates, const std::string& target, Sentences& sentences) {
  const auto exact = duplicates.value("exact", uint64_t{0});
  const auto near = duplicates.value("near", uint64_t{0});
  if (exact + near == 0) return;
  const std::string handling = duplicates.value("handling", "keep");
  sentences.push_back(fmt::format(
      "rows that repeat an earlier one: {} word for word, {} nearly; {}/duplicates.csv lists them{}", exact,
      near, target, handling == "keep" ? " (--duplicates drop leaves them out)" : ""));
}

size_t phrase_count(const formats::Json& phrases) {
  size_t count = 0;
  for (const auto& pass : phrases_of(phrases).passes) count += pass.size();
  return count;
}

// "languages: en 120, zh 80", unless all documents are in one.
void tell_languages(const formats::Json& languages, Sentences& sentences) {
  if (languages.size() < 2) return;
  std::string list;
  for (const auto& [code, documents] : languages.items()) {
    list += fmt::format("{}{} {}", list.empty() ? "" : ", ", code, documents.get<uint64_t>());
  }
  sentences.push_back("languages: " + list);
}

}  // namespace

std::string finding_sentence(const RowReader::Finding& finding) {
  return fmt::format("{}: {} ({})", finding.name, finding.value, finding.reason);
}

std::vector<std::string> column_sentences(const formats::Json& columns) {
  Sentences sentences;
  for (const auto& column : columns) {
    sentences.push_back(fmt::format("column \"{}\": {} ({}, confidence {:.0f} %)",
                                    column["column"].get<std::string>(), column["role"].get<std::string>(),
                                    column["reason"].get<std::string>(),
                                    100 * column["confidence"].get<double>()));
  }
  return sentences;
}

Sentences import_sentences(const ImportSummary& summary, const std::string& target) {
  Sentences sentences;
  const formats::Json& info = summary.info;
  for (const auto& finding : info.value("reading", formats::Json::array())) {
    sentences.push_back(
        finding_sentence({finding["name"].get<std::string>(), finding["value"].get<std::string>(),
                          finding["reason"].get<std::string>()}));
  }
  for (std::string& sentence : column_sentences(info.value("columns", formats::Json::array())))
    sentences.push_back(std::move(sentence));
  tell_languages(info.value("languages", formats::Json::object()), sentences);
  for (size_t i = 0; i < std::min(summary.rejects.size(), kRejectsShown); ++i) {
    const Reject& reject = summary.rejects[i];
    sentences.push_back(fmt::format("{}, row {}: {}", reject.file, reject.row, reject.reason));
  }
  if (summary.rejects.size() > kRejectsShown) {
    sentences.push_back(fmt::format("... and {} more rows; {}/rejects.csv lists them all",
                                    summary.rejects.size() - kRejectsShown, target));
  }
  tell_duplicates(info.value("duplicates", formats::Json::object()), target, sentences);
  if (info.contains("split")) {
    sentences.push_back(
        fmt::format("{} pieces of {} rows", info["documents"].get<size_t>(), summary.rows_used));
  }
  const formats::Json tokenizer = info.value("tokenizer", formats::Json::object());
  if (tokenizer.contains("phrases"))
    sentences.push_back(fmt::format("{} phrases", phrase_count(tokenizer["phrases"])));
  sentences.push_back(fmt::format("{} of {} rows used, {} words in the vocabulary, {} tokens",
                                  summary.rows_used, summary.rows_total,
                                  info["vocabulary_size"].get<size_t>(), info["tokens"].get<uint64_t>()));
  return sentences;
}

}  // namespace theta::corpus
