#include "cli/import_options.h"

#include "cli/option_kind.h"
#include "corpus/import_sentences.h"
#include "corpus/word_files.h"

namespace theta::cli {
namespace {

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

// The request with the words of the user's files.
Result<corpus::ImportRequest> with_words(const ImportArguments& arguments) {
  corpus::ImportRequest request = arguments;
  text::TokenizerOptions& tokenizer = request.options.tokenizer;
  THETA_RETURN_IF_ERROR(corpus::check_dictionary(tokenizer.segmented, !arguments.dictionaries.empty()));
  THETA_RETURN_IF_ERROR(read_all(arguments.dictionaries, corpus::read_dictionary, tokenizer.dictionary));
  THETA_RETURN_IF_ERROR(read_all(arguments.stop_words, corpus::read_word_list, tokenizer.stop_words));
  THETA_RETURN_IF_ERROR(read_all(arguments.keep_words, corpus::read_word_list, tokenizer.keep_words));
  THETA_RETURN_IF_ERROR(read_all(arguments.drop_words, corpus::read_word_list, request.options.drop_words));
  return request;
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
  console.say(corpus::finding_sentence(finding));
}

void tell_columns(const formats::Json& columns, Console& console) {
  for (const std::string& sentence : corpus::column_sentences(columns)) console.say(sentence);
}

Result<corpus::ImportOptions> import_options(const ImportArguments& arguments) {
  THETA_ASSIGN(const corpus::ImportRequest request, with_words(arguments));
  return corpus::import_options(request);
}

Result<corpus::ImportSummary> run_import(const ImportArguments& arguments, const std::string& target,
                                         ThreadPool& pool, Console& console, const StopFlag* stop) {
  THETA_ASSIGN(const corpus::ImportRequest request, with_words(arguments));
  THETA_ASSIGN(corpus::ImportSummary summary,
               corpus::import_source(arguments.source, target, request, pool, &console, stop));
  for (const std::string& sentence : corpus::import_sentences(summary, target)) console.say(sentence);
  return summary;
}

void bind_threads(CLI::App& app, size_t& threads) {
  app.add_option("--threads", threads, "threads (default: one per processor); never changes the result")
      ->group(kGeneralGroup);
}

}  // namespace theta::cli
