// Tokens a second of LDA's sampler over a whole run: start, sweeps, and the fitting of the priors.
//   lda_sweep CORPUS [--topics 50] [--epochs 500] [--threads 2]
// CORPUS is a corpus folder (theta import); its training documents are used. Prints one JSON line.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <vector>

#include "corpus/corpus.h"
#include "engine/plan.h"
#include "engine/training_data.h"
#include "harness.h"
#include "models/lda_trainer.h"

namespace {

struct Arguments {
  std::string corpus;
  theta::engine::TrainOptions options;
  size_t threads = 2;
};

theta::Result<int> run(const Arguments& arguments) {
  THETA_ASSIGN(const theta::engine::TrainingData data, theta::engine::load_training_data(arguments.corpus));
  THETA_ASSIGN(const theta::models::LdaPlan plan, theta::engine::make_lda_plan(arguments.options, data.size));
  theta::ThreadPool pool(arguments.threads);
  theta::models::LdaTrainer trainer(pool, data.train, plan, arguments.options.seed);
  double all = theta::bench::seconds_of([&] { trainer.initialise(); });
  std::vector<double> seconds;
  for (size_t sweep = 0; sweep < plan.sweeps; ++sweep) {
    seconds.push_back(theta::bench::seconds_of([&] { trainer.run_sweep(); }));
    all += seconds.back();
  }
  std::sort(seconds.begin(), seconds.end());
  const auto tokens = static_cast<double>(trainer.state().topics.size());
  const double median = seconds[seconds.size() / 2];
  fmt::print(
      "{{\"workload\":\"LDA sweep\",\"documents\":{},\"vocabulary_size\":{},\"tokens\":{},\"topics\":{},"
      "\"threads\":{},\"sweeps\":{},\"seconds_median\":{:.5f},\"seconds_min\":{:.5f},\"seconds_max\":{:.5f},"
      "\"seconds_all\":{:.3f},\"tokens_per_second\":{:.0f},\"tokens_per_second_fastest\":{:.0f},"
      "\"log_likelihood\":{:.4f},\"peak_memory_mb\":{:.0f}}}\n",
      data.size.documents, data.size.vocabulary_size, tokens, plan.num_topics, arguments.threads, plan.sweeps,
      median, seconds.front(), seconds.back(), all, tokens * static_cast<double>(plan.sweeps) / all,
      tokens / seconds.front(), trainer.log_likelihood_per_token(), theta::bench::peak_memory_mib());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  arguments.options.model = "lda";
  arguments.options.num_topics = 50;
  arguments.options.epochs = 500;
  CLI::App app("Tokens a second of LDA's sampler, the fitting of the priors included.");
  app.add_option("corpus", arguments.corpus, "corpus folder")->required();
  app.add_option("--topics", arguments.options.num_topics);
  app.add_option("--epochs", arguments.options.epochs, "sweeps, all of them timed");
  app.add_option("--threads", arguments.threads);
  CLI11_PARSE(app, argc, argv);
  const auto result = run(arguments);
  if (result.ok()) return result.value();
  fmt::print(stderr, "lda_sweep: {}\n", result.error().message);
  return 1;
}
