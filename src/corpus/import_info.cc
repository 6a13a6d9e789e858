#include "corpus/import_info.h"

#include "corpus/tokenizer_json.h"

namespace theta::corpus {
namespace {

formats::Json languages_json(const WrittenDocuments& written) {
  formats::Json languages = formats::Json::object();
  for (size_t i = 0; i < written.languages.size(); ++i) {
    const std::string_view code = text::language_code(static_cast<text::Language>(i));
    if (written.languages[i] > 0)
      languages[code.empty() ? "unknown" : std::string(code)] = written.languages[i];
  }
  return languages;
}

formats::Json split_json(const SplitOptions& split, const WrittenDocuments& written) {
  return {{"unit", split_unit_name(split.unit)},
          {"min_words", split.least_words},
          {"max_words", split.most_words == 0 ? formats::Json() : formats::Json(split.most_words)},
          {"pieces_dropped",
           {{"without_words", written.pieces_without_words},
            {"too_short", written.pieces_too_short},
            {"outside_vocabulary", written.pieces_outside_vocabulary}}}};
}

formats::Json tokenizer_info(const ImportFacts& facts) {
  formats::Json tokenizer = tokenizer_json(facts.tokenizer);
  if (!facts.options.phrases.has_value()) return tokenizer;
  tokenizer["phrases"] = phrases_json(facts.phrases);
  return tokenizer;
}

}  // namespace

formats::Json import_info(const ImportFacts& facts) {
  formats::Json info = {{"source", facts.source.substr(facts.source.find_last_of('/') + 1)},
                        {"source_format", "text"}};
  info["rows_total"] = facts.rows_total;
  info["rows_used"] = facts.written.rows;
  info["rows_rejected"] = facts.rows_rejected;
  info.update(facts.batches.mapping().columns_json());
  info["columns"] = roles_json(facts.batches.roles());
  std::vector<RowReader::Finding> findings = facts.batches.reader().findings();
  findings.insert(findings.end(), facts.more_findings.begin(), facts.more_findings.end());
  for (const RowReader::Finding& finding : findings) {
    info["reading"].push_back({{"name", finding.name}, {"value", finding.value}, {"reason", finding.reason}});
  }
  if (info["time_column"].is_string()) info["dates"] = facts.written.dates.json();
  info["languages"] = languages_json(facts.written);
  if (facts.options.split.splits()) info["split"] = split_json(facts.options.split, facts.written);
  info["duplicates"] = {{"handling", duplicate_handling_name(facts.options.duplicates)},
                        {"exact", facts.duplicates.exact},
                        {"near", facts.duplicates.near}};
  info["tokenizer"] = tokenizer_info(facts);
  info["vocabulary_limits"] = {{"largest_size", facts.limits.largest_size},
                               {"least_documents", facts.limits.least_documents},
                               {"greatest_share", facts.limits.greatest_share},
                               {"drop_words", facts.options.drop_words}};
  return info;
}

}  // namespace theta::corpus
