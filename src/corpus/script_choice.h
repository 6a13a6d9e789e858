#pragma once

#include <string>
#include <vector>

#include "corpus/column_roles.h"
#include "corpus/import_options.h"
#include "corpus/row_reader.h"
#include "text/chinese_script.h"

namespace theta::corpus {

/// In which script the words of a corpus are counted, and why, as a clause for a person (empty when there is
/// nothing to tell).
struct ScriptChoice {
  text::ChineseScript script = text::ChineseScript::kAsWritten;
  std::string reason;
};

/// Looks at a sample of the rows: words stay as they are written unless Simplified and Traditional texts are
/// mixed (at least one text in a hundred is in the rarer script). Then one word would count as two, so all
/// are brought into the script of most texts. docs/design/0011-chinese-scripts.md has the measurements.
ScriptChoice choose_chinese_script(const std::vector<Row>& sample, const std::vector<ColumnRole>& roles);

/// The options to cut the source's texts with, the script chosen; what was found is added to `findings`.
text::TokenizerOptions tokenizer_for(const ImportOptions& options, const std::vector<Row>& sample,
                                     const std::vector<ColumnRole>& roles,
                                     std::vector<RowReader::Finding>& findings);

}  // namespace theta::corpus
