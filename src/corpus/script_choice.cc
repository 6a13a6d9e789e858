#include "corpus/script_choice.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/language.h"

namespace theta::corpus {
namespace {

constexpr size_t kRarerTextsPerMixed = 100;

std::string text_of(const Row& row, const std::vector<ColumnRole>& roles) {
  std::string text;
  for (size_t i = 0; i < roles.size() && i < row.cells.size(); ++i) {
    if (roles[i].role == Role::kText) text.append(row.cells[i]).append("\n");
  }
  return text;
}

}  // namespace

ScriptChoice choose_chinese_script(const std::vector<Row>& sample, const std::vector<ColumnRole>& roles) {
  size_t simplified = 0;
  size_t traditional = 0;
  for (const Row& row : sample) {
    if (!row.problem.empty()) continue;
    const std::string text = text_of(row, roles);
    if (text::is_japanese(text::count_scripts(text))) continue;
    const text::ChineseScriptCounts counts = text::count_chinese_scripts(text);
    simplified += counts.simplified > counts.traditional ? 1 : 0;
    traditional += counts.traditional > counts.simplified ? 1 : 0;
  }
  if (traditional == 0) return {};
  const std::string found =
      fmt::format("of the first {} texts {} are in Traditional characters and {} in Simplified",
                  sample.size(), traditional, simplified);
  const bool mixed = std::min(simplified, traditional) * kRarerTextsPerMixed >= simplified + traditional;
  if (!mixed) return {text::ChineseScript::kAsWritten, found};
  return {traditional > simplified ? text::ChineseScript::kTraditional : text::ChineseScript::kSimplified,
          found + "; words are counted in one script"};
}

text::TokenizerOptions tokenizer_for(const ImportOptions& options, const std::vector<Row>& sample,
                                     const std::vector<ColumnRole>& roles,
                                     std::vector<RowReader::Finding>& findings) {
  text::TokenizerOptions tokenizer = options.tokenizer;
  if (!options.choose_script) return tokenizer;
  const ScriptChoice choice = choose_chinese_script(sample, roles);
  tokenizer.chinese_script = choice.script;
  if (!choice.reason.empty()) {
    findings.push_back(
        {"Chinese script", std::string(text::chinese_script_name(choice.script)), choice.reason});
  }
  return tokenizer;
}

}  // namespace theta::corpus
