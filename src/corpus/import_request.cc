#include "corpus/import_request.h"

#include "corpus/importer.h"
#include "corpus/published_bow.h"

namespace theta::corpus {
namespace {

// One of the choices of --language.
text::Language language_of(const std::string& name) {
  if (name == "en") return text::Language::kEnglish;
  return name == "zh" ? text::Language::kChinese : text::Language::kUnknown;
}

Result<text::ChineseScript> parse_script(const std::string& name) {
  using text::ChineseScript;
  for (const auto script :
       {ChineseScript::kAsWritten, ChineseScript::kSimplified, ChineseScript::kTraditional}) {
    if (name == text::chinese_script_name(script)) return script;
  }
  return usage_error("--chinese-script {}: is not one of auto, as-written, simplified, traditional", name);
}

Result<SplitUnit> parse_split_unit(const std::string& name) {
  for (const SplitUnit unit : {SplitUnit::kDocument, SplitUnit::kParagraph, SplitUnit::kSentence}) {
    if (name == split_unit_name(unit)) return unit;
  }
  return usage_error("--split {}: is not one of document, paragraph, sentence", name);
}

Result<DuplicateHandling> parse_duplicate_handling(const std::string& name) {
  for (const auto handling : {DuplicateHandling::kKeep, DuplicateHandling::kMark, DuplicateHandling::kDrop}) {
    if (name == duplicate_handling_name(handling)) return handling;
  }
  return usage_error("--duplicates {}: is not one of keep, mark, drop", name);
}

// What the published bag-of-words folders cannot have done to them.
Status check_has_texts(const ImportRequest& request) {
  const char* option = nullptr;
  if (request.split != "document" || request.options.split.most_words > 0) option = "--split";
  if (request.duplicates != "keep") option = "--duplicates";
  if (request.phrases) option = "--phrases";
  if (option == nullptr) return {};
  return usage_error("{}: needs texts, and --format {} has none", option, request.format);
}

}  // namespace

Status check_dictionary(bool segmented, bool has_dictionary) {
  if (!segmented || !has_dictionary) return {};
  return usage_error("--dictionary: has no effect with --segmented, which takes words as they are");
}

Result<ImportOptions> import_options(const ImportRequest& request) {
  ImportOptions options = request.options;
  THETA_RETURN_IF_ERROR(check_dictionary(options.tokenizer.segmented, !options.tokenizer.dictionary.empty()));
  if (request.format != "auto") options.read.format = request.format;
  options.tokenizer.language = language_of(request.language);
  options.choose_script = request.chinese_script == "auto";
  if (!options.choose_script) {
    THETA_ASSIGN(options.tokenizer.chinese_script, parse_script(request.chinese_script));
  }
  THETA_ASSIGN(options.split.unit, parse_split_unit(request.split));
  THETA_ASSIGN(options.duplicates, parse_duplicate_handling(request.duplicates));
  if (request.phrases) options.phrases = PhraseOptions{.least_npmi = request.phrase_npmi};
  return options;
}

Result<ImportSummary> import_source(const std::string& source, const std::string& target,
                                    const ImportRequest& request, ThreadPool& pool, ProgressSink* progress,
                                    const StopFlag* stop) {
  if (request.format == "bow" || request.format == "octis") {
    THETA_RETURN_IF_ERROR(check_has_texts(request));
    return request.format == "bow" ? import_bow_folder(source, target) : import_octis_folder(source, target);
  }
  THETA_ASSIGN(const ImportOptions options, import_options(request));
  return import_text(source, target, options, pool, progress, stop);
}

}  // namespace theta::corpus
