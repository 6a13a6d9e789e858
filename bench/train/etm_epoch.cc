// Seconds of one ETM training epoch, and the least that this machine needs for it.
//   etm_epoch CORPUS [--recipe paper] [--topics 50] [--batch-size 1000] [--epochs 5] [--threads 2]
//   [--float32]
// CORPUS is a corpus folder (theta import); its training documents are used. Prints one JSON line.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <numeric>

#include "base/assert.h"
#include "corpus/corpus.h"
#include "engine/plan.h"
#include "harness.h"
#include "machine_limits.h"
#include "models/etm_trainer.h"
#include "train/training_documents.h"

namespace {

using theta::bench::Timing;
using theta::bench::Work;

struct Arguments {
  std::string corpus;
  theta::engine::TrainOptions options;
  size_t epochs = 5;
  size_t threads = 2;
  bool float32 = false;
};

/// What one step of `documents` documents with `non_zeros` word types cannot do without, in float32: the
/// dense products; the rows that the sparse layers gather (first weights of the encoder forward and backward,
/// topics for theta beta and its two gradients), read from cache at best; Adam's three arrays from memory and
/// back.
Work step_work(const theta::models::EtmConfig& c, size_t documents, size_t non_zeros) {
  const size_t heads = 2 * c.num_topics;
  Work work;
  work.products = {
      {documents, c.hidden_size, c.hidden_size},
      {documents, c.hidden_size, c.hidden_size, false, true},
      {c.hidden_size, c.hidden_size, documents, true, false},
      {documents, heads, c.hidden_size},
      {documents, c.hidden_size, heads, false, true},
      {c.hidden_size, heads, documents, true, false},
      {c.vocabulary_size, c.num_topics, c.embedding_size, false, true},
      {c.num_topics, c.embedding_size, c.vocabulary_size, true, false},
      {c.vocabulary_size, c.embedding_size, c.num_topics},
  };
  const size_t parameters = c.vocabulary_size * (c.hidden_size + c.embedding_size) +
                            c.hidden_size * (c.hidden_size + heads) + c.num_topics * c.embedding_size;
  work.memory_bytes = 24.0 * static_cast<double>(parameters);
  work.cache_bytes =
      4.0 * static_cast<double>(non_zeros) * static_cast<double>(2 * c.hidden_size + 3 * c.num_topics);
  return work;
}

theta::Result<int> run(Arguments& arguments) {
  THETA_ASSIGN(const theta::corpus::Corpus corpus, theta::corpus::load_corpus(arguments.corpus));
  const theta::corpus::BagOfWords bag =
      theta::corpus::select(corpus.counts, theta::bench::training_documents(corpus));
  const double tokens = std::accumulate(bag.counts.begin(), bag.counts.end(), 0.0);
  THETA_ASSIGN(theta::models::TrainingPlan plan,
               theta::engine::make_plan(arguments.options, {bag.documents(), corpus.vocabulary_size(),
                                                            tokens / static_cast<double>(bag.documents())}));
  if (arguments.float32) plan.config.bfloat16 = false;
  theta::ThreadPool pool(arguments.threads);
  theta::models::EtmTrainer trainer(pool, bag, plan, 1, std::nullopt);
  trainer.initialise();
  double loss = 0;
  const double used_before = theta::bench::processor_seconds();
  const Timing timing = theta::bench::measure(arguments.epochs, [&] {
    const auto epoch = trainer.run_epoch();
    THETA_ASSERT(epoch.ok());
    loss = epoch.value().total;
  });
  // One more epoch than are timed: the one to warm up.
  const double processor =
      (theta::bench::processor_seconds() - used_before) / static_cast<double>(timing.repeats + 1);
  const double peak = theta::bench::peak_memory_mib();
  const size_t steps = (bag.documents() + plan.batch_size - 1) / plan.batch_size;
  const Work work = step_work(plan.config, bag.documents() / steps, bag.words.size() / steps);
  const double limit = theta::bench::limit_seconds(work, arguments.threads) * static_cast<double>(steps);
  fmt::print(
      "{{\"workload\":\"ETM epoch\",\"documents\":{},\"vocabulary_size\":{},\"non_zeros\":{},\"topics\":{},"
      "\"hidden_size\":{},\"embedding_size\":{},\"batch_size\":{},\"bfloat16\":{},\"threads\":{},"
      "\"seconds_median\":{:.4f},\"seconds_min\":{:.4f},\"seconds_max\":{:.4f},\"epochs\":{},\"processor_"
      "seconds\":{:.4f},"
      "\"fp32_limit_seconds\":{:.4f},\"share_of_fp32_limit\":{:.3f},\"last_loss\":{:.2f},"
      "\"peak_memory_mb\":{:.0f}}}\n",
      bag.documents(), corpus.vocabulary_size(), bag.words.size(), plan.config.num_topics,
      plan.config.hidden_size, plan.config.embedding_size, plan.batch_size, plan.config.bfloat16,
      arguments.threads, timing.median, timing.fastest, timing.slowest, timing.repeats, processor, limit,
      limit / timing.median, loss, peak);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  arguments.options.recipe = "paper";
  arguments.options.num_topics = 50;
  CLI::App app("Seconds of one ETM training epoch beside the machine's limit.");
  app.add_option("corpus", arguments.corpus, "corpus folder")->required();
  app.add_option("--recipe", arguments.options.recipe, "default or paper");
  app.add_option("--topics", arguments.options.num_topics);
  app.add_option("--batch-size", arguments.options.batch_size);
  app.add_option("--epochs", arguments.epochs, "timed epochs, after one to warm up");
  app.add_option("--threads", arguments.threads);
  app.add_flag("--float32", arguments.float32, "no product in bfloat16");
  CLI11_PARSE(app, argc, argv);
  const auto result = run(arguments);
  if (result.ok()) return result.value();
  fmt::print(stderr, "etm_epoch: {}\n", result.error().message);
  return 1;
}
