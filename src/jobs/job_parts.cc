#include "jobs/job_parts.h"

#include "corpus/tokenizer_json.h"

namespace theta::jobs {
namespace {

constexpr double kMost = 1e6;

// The lists of a user's words have the form that they have in corpus.json.
void take_words(JobFields& fields, corpus::ImportOptions& options) {
  fields.take("stop_words", options.tokenizer.stop_words);
  fields.take("keep_words", options.tokenizer.keep_words);
  fields.take("drop_words", options.drop_words);
  const formats::Json* const dictionary = fields.find("dictionary");
  if (dictionary == nullptr) return;
  const Result<text::TokenizerOptions> read = corpus::tokenizer_options({{"dictionary", *dictionary}});
  if (!read.ok())
    return fields.refuse("dictionary", "must be a list of words and of [word, frequency] pairs");
  options.tokenizer.dictionary = read.value().dictionary;
}

void take_reading(JobFields& fields, corpus::ImportRequest& request) {
  corpus::ImportOptions& options = request.options;
  fields.take("text_column", options.columns.text);
  fields.take("time_column", options.columns.time);
  fields.take("label_column", options.columns.label);
  fields.take("group_column", options.columns.groups);
  fields.take("id_column", options.columns.id);
  fields.take("guess_columns", options.columns.guess);
  fields.take_choice("language", request.language, {"auto", "en", "zh"});
  fields.take_choice("format", request.format,
                     {"auto", "csv", "tsv", "jsonl", "txt", "xlsx", "docx", "pdf", "zip", "bow", "octis"});
  fields.take("sheet", options.read.sheets);
  fields.take("encoding", options.read.encoding);
  fields.take("delimiter", options.read.delimiter);
}

}  // namespace

Status read_import(const formats::Json& object, const std::string& place, corpus::ImportRequest& request) {
  JobFields fields(object, place);
  corpus::ImportOptions& options = request.options;
  take_reading(fields, request);
  fields.take_choice("split", request.split, {"document", "paragraph", "sentence"});
  fields.take_between("split_min_words", options.split.least_words, 1, kMost);
  fields.take("split_max_words", options.split.most_words);
  fields.take_choice("duplicates", request.duplicates, {"keep", "mark", "drop"});
  fields.take("phrases", request.phrases);
  fields.take_between("phrase_npmi", request.phrase_npmi, -1, 1);
  fields.take("vocab_size", options.vocabulary_size);
  fields.take("min_documents", options.least_documents);
  fields.take_between("max_share", options.greatest_share, 0, 1);
  fields.take("min_characters", options.tokenizer.min_characters);
  fields.take("stem", options.tokenizer.stem);
  fields.take("keep_stop_words", options.tokenizer.keep_stop_words);
  fields.take("keep_numbers", options.tokenizer.keep_numbers);
  fields.take_choice("chinese_script", request.chinese_script,
                     {"auto", "as-written", "simplified", "traditional"});
  fields.take("segmented", options.tokenizer.segmented);
  take_words(fields, options);
  return fields.finish();
}

Status read_train(const formats::Json& object, const std::string& place, engine::TrainOptions& options,
                  bool with_topics) {
  JobFields fields(object, place);
  if (with_topics) fields.take("topics", options.num_topics);
  fields.take_choice("model", options.model, {"auto", "etm", "detm", "lda"});
  fields.take("epochs", options.epochs);
  fields.take("time_bin", options.time_bin);
  fields.take_choice("recipe", options.recipe, {"default", "paper"});
  fields.take("batch_size", options.batch_size);
  fields.take("hidden_size", options.hidden_size);
  fields.take("embedding_size", options.embedding_size);
  fields.take("embeddings", options.embeddings);
  fields.take("fixed_embeddings", options.fixed_embeddings);
  fields.take("learning_rate", options.learning_rate);
  fields.take("kl_warmup", options.kl_warmup_epochs);
  fields.take("dropout", options.dropout);
  fields.take("batch_norm", options.batch_norm);
  fields.take("clip", options.clip_norm);
  fields.take("patience", options.patience);
  fields.take("anneal_after", options.anneal_after);
  fields.take("alpha", options.alpha_sum);
  fields.take("beta", options.beta);
  fields.take("optimize_interval", options.optimize_interval);
  fields.take("burn_in", options.burn_in);
  return fields.finish();
}

}  // namespace theta::jobs
