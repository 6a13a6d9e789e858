#include "cli/import_options.h"

#include "cli/option_kind.h"
#include "corpus/importer.h"
#include "corpus/phrases.h"
#include "corpus/published_bow.h"
#include "corpus/word_files.h"

namespace theta::cli {
namespace {

constexpr size_t kRejectsShown = 3;

void tell_duplicates(const formats::Json& duplicates, const std::string& target, Console& console) {
  const auto exact = duplicates.value("exact", uint64_t{0});
  const auto near = duplicates.value("near", uint64_t{0});
  if (exact + near == 0) return;
  const std::string handling = duplicates.value("handling", "keep");
  console.say(fmt::format(
      "rows that repeat an earlier one: {} word for word, {} nearly; {}/duplicates.csv lists them{}", exact,
      near, target, handling == "keep" ? " (--duplicates drop leaves them out)" : ""));
}

size_t phrase_count(const formats::Json& phrases) {
  size_t count = 0;
  for (const auto& pass : corpus::phrases_of(phrases).passes) count += pass.size();
  return count;
}

// "languages: en 120, zh 80", unless all documents are in one.
void tell_languages(const formats::Json& languages, Console& console) {
  if (languages.size() < 2) return;
  std::string list;
  for (const auto& [code, documents] : languages.items()) {
    list += fmt::format("{}{} {}", list.empty() ? "" : ", ", code, documents.get<uint64_t>());
  }
  console.say("languages: " + list);
}

void tell(const corpus::ImportSummary& summary, const std::string& target, Console& console) {
  const formats::Json& info = summary.info;
  for (const auto& finding : info.value("reading", formats::Json::array())) {
    tell_finding({finding["name"].get<std::string>(), finding["value"].get<std::string>(),
                  finding["reason"].get<std::string>()},
                 console);
  }
  tell_columns(info.value("columns", formats::Json::array()), console);
  tell_languages(info.value("languages", formats::Json::object()), console);
  for (size_t i = 0; i < std::min(summary.rejects.size(), kRejectsShown); ++i) {
    const corpus::Reject& reject = summary.rejects[i];
    console.say(fmt::format("{}, row {}: {}", reject.file, reject.row, reject.reason));
  }
  if (summary.rejects.size() > kRejectsShown) {
    console.say(fmt::format("... and {} more rows; {}/rejects.csv lists them all",
                            summary.rejects.size() - kRejectsShown, target));
  }
  tell_duplicates(info.value("duplicates", formats::Json::object()), target, console);
  if (info.contains("split")) {
    console.say(fmt::format("{} pieces of {} rows", info["documents"].get<size_t>(), summary.rows_used));
  }
  const formats::Json tokenizer = info.value("tokenizer", formats::Json::object());
  if (tokenizer.contains("phrases"))
    console.say(fmt::format("{} phrases", phrase_count(tokenizer["phrases"])));
  console.say(fmt::format("{} of {} rows used, {} words in the vocabulary, {} tokens", summary.rows_used,
                          summary.rows_total, info["vocabulary_size"].get<size_t>(),
                          info["tokens"].get<uint64_t>()));
}

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

// Appends the words of all files to `words`.
template <typename Word>
Status read_all(const std::vector<std::string>& paths, Result<std::vector<Word>> (*read)(const std::string&),
                std::vector<Word>& words) {
  for (const std::string& path : paths) {
    THETA_ASSIGN(std::vector<Word> more, read(path));
    words.insert(words.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return {};
}

Status read_word_files(const ImportArguments& arguments, corpus::ImportOptions& options) {
  text::TokenizerOptions& tokenizer = options.tokenizer;
  if (tokenizer.segmented && !arguments.dictionaries.empty()) {
    return usage_error("--dictionary: has no effect with --segmented, which takes words as they are");
  }
  THETA_RETURN_IF_ERROR(read_all(arguments.dictionaries, corpus::read_dictionary, tokenizer.dictionary));
  THETA_RETURN_IF_ERROR(read_all(arguments.stop_words, corpus::read_word_list, tokenizer.stop_words));
  THETA_RETURN_IF_ERROR(read_all(arguments.keep_words, corpus::read_word_list, tokenizer.keep_words));
  return read_all(arguments.drop_words, corpus::read_word_list, options.drop_words);
}

Result<corpus::SplitUnit> parse_split_unit(const std::string& name) {
  using corpus::SplitUnit;
  for (const SplitUnit unit : {SplitUnit::kDocument, SplitUnit::kParagraph, SplitUnit::kSentence}) {
    if (name == corpus::split_unit_name(unit)) return unit;
  }
  return usage_error("--split {}: is not one of document, paragraph, sentence", name);
}

Result<corpus::DuplicateHandling> parse_duplicate_handling(const std::string& name) {
  using corpus::DuplicateHandling;
  for (const auto handling : {DuplicateHandling::kKeep, DuplicateHandling::kMark, DuplicateHandling::kDrop}) {
    if (name == corpus::duplicate_handling_name(handling)) return handling;
  }
  return usage_error("--duplicates {}: is not one of keep, mark, drop", name);
}

// What the published bag-of-words folders cannot have done to them.
Status check_has_texts(const ImportArguments& arguments) {
  const char* option = nullptr;
  if (arguments.split != "document" || arguments.options.split.most_words > 0) option = "--split";
  if (arguments.duplicates != "keep") option = "--duplicates";
  if (arguments.phrases) option = "--phrases";
  if (option == nullptr) return {};
  return usage_error("{}: needs texts, and --format {} has none", option, arguments.format);
}

Result<corpus::ImportSummary> import_any(const ImportArguments& arguments, const std::string& target,
                                         ThreadPool& pool, Console& console, const StopFlag* stop) {
  if (arguments.format == "bow" || arguments.format == "octis") {
    THETA_RETURN_IF_ERROR(check_has_texts(arguments));
  }
  if (arguments.format == "bow") return corpus::import_bow_folder(arguments.source, target);
  if (arguments.format == "octis") return corpus::import_octis_folder(arguments.source, target);
  THETA_ASSIGN(const corpus::ImportOptions options, import_options(arguments));
  return corpus::import_text(arguments.source, target, options, pool, &console, stop);
}

}  // namespace

std::shared_ptr<ImportArguments> bind_import_options(CLI::App& app) {
  auto arguments = std::make_shared<ImportArguments>();
  corpus::ImportOptions& options = arguments->options;
  app.option_defaults()->group(kReadingGroup);
  app.add_option("--text-column", options.columns.text, "column with the text; may be given several times")
      ->type_name("COLUMN");
  app.add_option("--time-column", options.columns.time, "column with a date or year")->type_name("COLUMN");
  app.add_option("--label-column", options.columns.label, "column with a known class, for purity and NMI")
      ->type_name("COLUMN");
  app.add_option("--group-column", options.columns.groups,
                 "column to compare topics by; may be given several times")
      ->type_name("COLUMN");
  app.add_option("--id-column", options.columns.id, "column that identifies a row")->type_name("COLUMN");
  choices(app.add_option("--language", arguments->language,
                         "language of the texts; auto: of each text by itself"),
          {"auto", "en", "zh"})
      ->capture_default_str();
  choices(app.add_option("--format", arguments->format,
                         "format of the file; auto: by content, among text files by name"),
          {"auto", "csv", "tsv", "jsonl", "txt", "xlsx", "docx", "pdf", "zip", "bow", "octis"})
      ->capture_default_str();
  app.add_option("--sheet", options.read.sheets,
                 "sheet of a spreadsheet; may be given several times (default: all)")
      ->allow_extra_args(false);
  app.add_option("--encoding", options.read.encoding, "encoding of the file (default: guessed)");
  app.add_option("--delimiter", options.read.delimiter,
                 "cell delimiter of the file, or \"tab\" (default: found)");
  app.option_defaults()->group(kDocumentsGroup);
  choices(app.add_option("--split", arguments->split, "what becomes a document of the corpus"),
          {"document", "paragraph", "sentence"})
      ->capture_default_str();
  between(app.add_option("--split-min-words", options.split.least_words, "words that such a piece must have"),
          1, 1000000)
      ->capture_default_str();
  app.add_option("--split-max-words", options.split.most_words,
                 "cut longer texts at sentence ends into passages of about the same length (default: never)");
  choices(app.add_option("--duplicates", arguments->duplicates,
                         "what to do with rows that repeat an earlier one; they are listed in any case"),
          {"keep", "mark", "drop"})
      ->capture_default_str();
  app.option_defaults()->group(kWordsGroup);
  app.add_flag("--phrases", arguments->phrases, "learn phrases such as new_york and count each as one word");
  between(app.add_option("--phrase-npmi", arguments->phrase_npmi,
                         "how much two words must belong together to be a phrase, from -1 to 1"),
          -1, 1)
      ->capture_default_str();
  app.add_option("--vocab-size", options.vocabulary_size, "words at most (default: by corpus size)");
  app.add_option("--min-documents", options.least_documents,
                 "documents that a word must be in (default: by corpus size)");
  between(app.add_option("--max-share", options.greatest_share,
                         "share of documents that a word may be in (default: 0.35)"),
          0, 1);
  app.add_option("--min-characters", options.tokenizer.min_characters, "shortest word kept")
      ->capture_default_str();
  app.add_flag("--stem", options.tokenizer.stem, "reduce English words to their stems");
  app.add_flag("--keep-stop-words", options.tokenizer.keep_stop_words, "do not drop the built-in stop words");
  app.add_flag("--keep-numbers", options.tokenizer.keep_numbers, "do not drop numbers");
  choices(app.add_option("--chinese-script", arguments->chinese_script,
                         "script that Chinese words are counted in"),
          {"auto", "as-written", "simplified", "traditional"})
      ->capture_default_str();
  app.add_flag("--segmented", options.tokenizer.segmented,
               "the texts are cut already: words are what white space parts");
  takes_file(
      app.add_option("--dictionary", arguments->dictionaries,
                     "file of words and terms to recognise, as for jieba; may be given several times"));
  takes_file(app.add_option("--stop-words", arguments->stop_words,
                            "file of words to drop beside the built-in ones; may be given several times"));
  takes_file(app.add_option("--keep-words", arguments->keep_words,
                            "file of words that no rule and no limit drops; may be given several times"));
  takes_file(app.add_option("--drop-words", arguments->drop_words,
                            "file of words to leave out of the vocabulary; may be given several times"));
  app.option_defaults()->group("Options");
  return arguments;
}

void tell_finding(const corpus::RowReader::Finding& finding, Console& console) {
  console.say(fmt::format("{}: {} ({})", finding.name, finding.value, finding.reason));
}

void tell_columns(const formats::Json& columns, Console& console) {
  for (const auto& column : columns) {
    console.say(fmt::format("column \"{}\": {} ({}, confidence {:.0f} %)",
                            column["column"].get<std::string>(), column["role"].get<std::string>(),
                            column["reason"].get<std::string>(), 100 * column["confidence"].get<double>()));
  }
}

Result<corpus::ImportOptions> import_options(const ImportArguments& arguments) {
  corpus::ImportOptions options = arguments.options;
  if (arguments.format != "auto") options.read.format = arguments.format;
  options.tokenizer.language = language_of(arguments.language);
  options.choose_script = arguments.chinese_script == "auto";
  if (!options.choose_script) {
    THETA_ASSIGN(options.tokenizer.chinese_script, parse_script(arguments.chinese_script));
  }
  THETA_ASSIGN(options.split.unit, parse_split_unit(arguments.split));
  THETA_ASSIGN(options.duplicates, parse_duplicate_handling(arguments.duplicates));
  if (arguments.phrases) options.phrases = corpus::PhraseOptions{.least_npmi = arguments.phrase_npmi};
  THETA_RETURN_IF_ERROR(read_word_files(arguments, options));
  return options;
}

Result<corpus::ImportSummary> run_import(const ImportArguments& arguments, const std::string& target,
                                         ThreadPool& pool, Console& console, const StopFlag* stop) {
  THETA_ASSIGN(corpus::ImportSummary summary, import_any(arguments, target, pool, console, stop));
  tell(summary, target, console);
  return summary;
}

void bind_threads(CLI::App& app, size_t& threads) {
  app.add_option("--threads", threads, "threads (default: one per processor); never changes the result")
      ->group(kGeneralGroup);
}

}  // namespace theta::cli
