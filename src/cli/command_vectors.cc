#include "base/files.h"
#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "corpus/corpus.h"
#include "embed/skip_gram.h"
#include "embed/word2vec_file.h"

namespace theta::cli {
namespace {

struct VectorArguments {
  std::string corpus;
  std::string out;
  std::string format = "text";
  embed::SkipGramOptions options;
  size_t threads = 0;
};

Result<int> run(const VectorArguments& arguments, Console& console) {
  ThreadPool pool(arguments.threads);
  const Interrupt interrupt;
  THETA_ASSIGN(const corpus::Corpus corpus, corpus::load_corpus(arguments.corpus));
  THETA_ASSIGN(const corpus::TokenSequences tokens, corpus::load_token_sequences(arguments.corpus, corpus));
  const Result<math::Matrix<float>> vectors =
      embed::train_skip_gram(pool, tokens.offsets, tokens.words, corpus.vocabulary_size(), arguments.options,
                             &console, &interrupt.flag());
  if (!vectors.ok()) {
    if (vectors.error().kind != ErrorKind::kCancelled) return vectors.error();
    console.say(vectors.error().message);
    return interrupt.exit_code();
  }
  THETA_RETURN_IF_ERROR(embed::write_word2vec(
      arguments.out, corpus.vocabulary, vectors.value(),
      arguments.format == "text" ? embed::Word2vecFormat::kText : embed::Word2vecFormat::kBinary));
  console.say(fmt::format("{} vectors of {} values: {}", corpus.vocabulary_size(),
                          arguments.options.embedding_size, arguments.out));
  console.summary({{"corpus", arguments.corpus},
                   {"vectors", arguments.out},
                   {"vocabulary_size", corpus.vocabulary_size()},
                   {"embedding_size", arguments.options.embedding_size}});
  return 0;
}

}  // namespace

Command vectors_command() {
  return {
      "vectors", "Learn word vectors from a corpus (skip-gram), as a word2vec file", [](CLI::App& app) {
        auto arguments = std::make_shared<VectorArguments>();
        embed::SkipGramOptions& options = arguments->options;
        takes_folder(app.add_option("corpus", arguments->corpus, "corpus folder of a text source"))
            ->required();
        takes_file(app.add_option("--out", arguments->out, "word2vec file to write"))
            ->required()
            ->group(kOutputGroup);
        choices(app.add_option("--format", arguments->format, "format of the word2vec file"),
                {"text", "binary"})
            ->capture_default_str()
            ->group(kOutputGroup);
        app.option_defaults()->group(kTrainingGroup);
        app.add_option("--embedding-size", options.embedding_size, "values per word")->capture_default_str();
        app.add_option("--window", options.window, "words to each side at most")->capture_default_str();
        app.add_option("--negatives", options.negatives, "noise words per group of contexts")
            ->capture_default_str();
        app.add_option("--epochs", options.epochs, "passes over the corpus")->capture_default_str();
        app.add_option("--learning-rate", options.learning_rate, "falls linearly to zero")
            ->capture_default_str();
        app.add_option("--subsample", options.subsample, "share of tokens beyond which words are thinned out")
            ->capture_default_str();
        app.add_option("--seed", options.seed, "seed of every random number")->capture_default_str();
        bind_threads(app, arguments->threads);
        app.footer(
            "theta vectors reviews.corpus --out reviews.vec\n"
            "theta train reviews.corpus --embeddings reviews.vec");
        return [arguments](Console& console) { return run(*arguments, console); };
      }};
}

}  // namespace theta::cli
