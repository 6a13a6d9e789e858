#include "cli/train_options.h"

#include "cli/option_kind.h"

namespace theta::cli {

namespace {

void bind_network_options(CLI::App& app, engine::TrainOptions& options) {
  choices(app.add_option("--recipe", options.recipe,
                         "paper: the settings of Dieng, Ruiz & Blei (2020; detm: 2019)"),
          {"default", "paper"})
      ->capture_default_str();
  app.add_option("--batch-size", options.batch_size, "documents per step (default: by corpus size)");
  app.add_option("--hidden-size", options.hidden_size, "units of each hidden layer (default: 200)");
  app.add_option("--embedding-size", options.embedding_size, "width of the word embeddings (default: 200)");
  takes_file(app.add_option(
      "--embeddings", options.embeddings,
      "word2vec file to start the word embeddings from, or skip-gram to learn them from the corpus first"));
  app.add_flag("--fixed-embeddings", options.fixed_embeddings, "do not tune the word embeddings");
  app.add_option("--learning-rate", options.learning_rate, "of Adam (default: 0.005)");
  app.add_option("--kl-warmup", options.kl_warmup_epochs, "epochs until the KL term has its full weight");
  app.add_option("--dropout", options.dropout, "of the encoder's second hidden layer (default: 0)");
  app.add_option("--batch-norm", options.batch_norm,
                 "normalise mean and log-variance over the batch (default: by "
                 "document length)");
  app.add_option("--clip", options.clip_norm, "largest norm of the gradient (default: 0, no clipping)");
  app.add_option("--patience", options.patience,
                 "stop after this many epochs without a better validation perplexity (default: 0, never)");
  app.add_option("--anneal-after", options.anneal_after,
                 "halve the learning rate after this many epochs without one (default: 0, never)");
}

void bind_lda_options(CLI::App& app, engine::TrainOptions& options) {
  app.add_option("--alpha", options.alpha_sum,
                 "lda: document prior at the start, summed over the topics (default: 5)");
  app.add_option("--beta", options.beta, "lda: topic prior of a word at the start (default: 0.01)");
  app.add_option("--optimize-interval", options.optimize_interval,
                 "lda: sweeps between two steps of the priors, 0 to keep them (default: 10)");
  app.add_option("--burn-in", options.burn_in,
                 "lda: sweeps before the first such step (default: 40 % of the epochs)");
}

}  // namespace

void bind_train_options(CLI::App& app, engine::TrainOptions& options) {
  app.option_defaults()->group(kTrainingGroup);
  choices(app.add_option("--model", options.model,
                         "etm, the embedded topic model; detm, its topics changing over time; lda, latent "
                         "Dirichlet allocation; or auto, the best one for such a corpus"),
          {"auto", "etm", "detm", "lda"})
      ->capture_default_str();
  app.add_option("--epochs", options.epochs,
                 "passes over the documents, for lda sweeps (default: by corpus size)");
  bind_time_bin(app, options.time_bin);
  bind_network_options(app, options);
  bind_lda_options(app, options);
  app.add_option("--checkpoint-seconds", options.checkpoint_seconds, "least time between two checkpoints")
      ->capture_default_str()
      ->group(kOutputGroup);
}

void bind_time_bin(CLI::App& app, std::string& time_bin) {
  app.add_option("--time-bin", time_bin,
                 "slices of time, where the texts have dates: auto, year, quarter, month, week, day, or a "
                 "number of equal ones")
      ->capture_default_str();
}

std::string stem_of(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  for (const char* const suffix : {".gz", ".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson", ".xlsx",
                                   ".xlsm", ".docx", ".docm", ".pdf", ".zip", ".corpus", ".model"}) {
    if (path.ends_with(suffix)) path.resize(path.size() - std::string_view(suffix).size());
  }
  return path;
}

}  // namespace theta::cli
