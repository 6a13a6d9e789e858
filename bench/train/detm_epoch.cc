// Seconds of one training epoch of the dynamic model, and the least that this machine needs for it.
//   detm_epoch CORPUS [--recipe paper] [--time-bin auto] [--topics 50] [--batch-size 1000] [--epochs 5]
//   [--threads 2] [--float32]
// CORPUS is a corpus folder (theta import) with dates; its training documents that have one are used. Prints
// one JSON line.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <numeric>
#include <set>
#include <vector>

#include "base/assert.h"
#include "engine/plan.h"
#include "engine/training_data.h"
#include "harness.h"
#include "machine_limits.h"
#include "models/detm_trainer.h"
#include "train/training_documents.h"

namespace {

using theta::bench::Timing;
using theta::bench::Work;

struct Arguments {
  std::string corpus;
  std::string time_bin = "auto";
  theta::engine::TrainOptions options;
  size_t epochs = 5;
  size_t threads = 2;
  bool float32 = false;
};

struct DatedDocuments {
  theta::corpus::BagOfWords bag;
  std::vector<uint32_t> slice;
};

DatedDocuments dated_documents(const theta::engine::TrainingData& data) {
  std::vector<uint32_t> documents;
  DatedDocuments dated;
  for (const uint32_t d : theta::bench::training_documents(data.corpus)) {
    if (data.times->of_document[d] == theta::corpus::TimeSlices::kNoSlice) continue;
    documents.push_back(d);
    dated.slice.push_back(data.times->of_document[d]);
  }
  dated.bag = theta::corpus::select(data.corpus.counts, documents);
  return dated;
}

/// How an epoch is cut: batches, and the mean number of slices that one touches.
struct Cut {
  size_t batches = 0;
  double slices_per_batch = 0;
};

Cut cut_of(const DatedDocuments& dated, const theta::models::DetmPlan& plan) {
  const theta::models::TimeBatches time(dated.slice, plan.model.slices, plan.training.batch_size,
                                        plan.slices_per_batch);
  const std::vector<uint32_t> order = time.order(1, 0);
  Cut cut{.batches = time.batches()};
  for (size_t b = 0; b < cut.batches; ++b) {
    std::set<uint32_t> touched;
    for (size_t i = b * order.size() / cut.batches; i < (b + 1) * order.size() / cut.batches; ++i)
      touched.insert(dated.slice[order[i]]);
    cut.slices_per_batch += static_cast<double>(touched.size()) / static_cast<double>(cut.batches);
  }
  return cut;
}

/// What one step of `documents` documents with `non_zeros` word types in `slices` slices cannot do without,
/// in float32: the dense products of the encoder, the topics of the batch's slices, the map of every slice's
/// words before the LSTM and the LSTM's own; the rows that the sparse layers gather (first weights of the
/// encoder forward and backward, topics for theta beta and its two gradients), read from cache at best;
/// Adam's three arrays from memory and back.
Work step_work(const theta::models::DetmConfig& c, size_t documents, size_t non_zeros, size_t slices) {
  const size_t v = c.etm.vocabulary_size;
  const size_t h = c.etm.hidden_size;
  const size_t width = c.etm.embedding_size;
  const size_t heads = 2 * c.etm.num_topics;
  const size_t topics = slices * c.etm.num_topics;
  const size_t r = c.trend_hidden;
  Work work;
  work.products = {
      {documents, h, h},
      {documents, h, h, false, true},
      {h, h, documents, true, false},
      {documents, heads, h},
      {documents, h, heads, false, true},
      {h, heads, documents, true, false},
      {v, topics, width, false, true},
      {topics, width, v, true, false},
      {v, width, topics},
      {c.slices, r, v},
      {v, r, c.slices, true, false},
  };
  for (size_t layer = 0; layer < c.trend_layers; ++layer) {
    work.products.push_back({c.slices, 4 * r, 2 * r});
    work.products.push_back({c.slices, 2 * r, 4 * r, false, true});
    work.products.push_back({2 * r, 4 * r, c.slices, true, false});
  }
  const size_t walk = c.slices * c.etm.num_topics * width;
  const size_t parameters = v * (h + width + r) + h * (h + heads + c.etm.num_topics) + 2 * walk +
                            c.trend_layers * 8 * r * r + (r + c.etm.num_topics) * heads;
  work.memory_bytes = 24.0 * static_cast<double>(parameters);
  work.cache_bytes = 4.0 * static_cast<double>(non_zeros) * static_cast<double>(2 * h + 3 * c.etm.num_topics);
  return work;
}

theta::Result<int> run(Arguments& arguments) {
  THETA_ASSIGN(const theta::engine::TrainingData data,
               theta::engine::load_training_data(arguments.corpus, arguments.time_bin));
  if (!data.times.has_value())
    return theta::bad_input("{}: no document has a date that can be read", arguments.corpus);
  const DatedDocuments dated = dated_documents(data);
  const theta::corpus::BagOfWords& bag = dated.bag;
  const double tokens = std::accumulate(bag.counts.begin(), bag.counts.end(), 0.0);
  THETA_ASSIGN(theta::models::DetmPlan plan,
               theta::engine::make_detm_plan(arguments.options,
                                             {bag.documents(), data.corpus.vocabulary_size(),
                                              tokens / static_cast<double>(bag.documents())},
                                             data.times->slices.size()));
  if (arguments.float32) plan.training.config.bfloat16 = false;
  const theta::models::DetmConfig config = plan.config();
  theta::ThreadPool pool(arguments.threads);
  theta::models::DetmTrainer trainer(pool, bag, dated.slice, plan, 1, std::nullopt);
  const double start = theta::bench::seconds_of([&] { trainer.initialise(); });
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
  const Cut cut = cut_of(dated, plan);
  const Work work = step_work(config, bag.documents() / cut.batches, bag.words.size() / cut.batches,
                              static_cast<size_t>(cut.slices_per_batch + 0.5));
  const double limit =
      theta::bench::limit_seconds(work, arguments.threads) * static_cast<double>(cut.batches);
  fmt::print(
      "{{\"workload\":\"DETM epoch\",\"documents\":{},\"vocabulary_size\":{},\"non_zeros\":{},\"slices\":{},"
      "\"topics\":{},\"hidden_size\":{},\"embedding_size\":{},\"batches\":{},\"slices_per_batch\":{:.2f},"
      "\"bfloat16\":{},\"threads\":{},\"initialise_seconds\":{:.3f},\"seconds_median\":{:.4f},"
      "\"seconds_min\":{:.4f},\"seconds_max\":{:.4f},\"epochs\":{},\"processor_seconds\":{:.4f},\"fp32_limit_"
      "seconds\":{:.4f},"
      "\"share_of_fp32_limit\":{:.3f},\"last_loss\":{:.2f},\"peak_memory_mb\":{:.0f}}}\n",
      bag.documents(), config.etm.vocabulary_size, bag.words.size(), config.slices, config.etm.num_topics,
      config.etm.hidden_size, config.etm.embedding_size, cut.batches, cut.slices_per_batch,
      config.etm.bfloat16, arguments.threads, start, timing.median, timing.fastest, timing.slowest,
      timing.repeats, processor, limit, limit / timing.median, loss, peak);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  arguments.options.recipe = "paper";
  arguments.options.num_topics = 50;
  CLI::App app("Seconds of one training epoch of the dynamic model beside the machine's limit.");
  app.add_option("corpus", arguments.corpus, "corpus folder with dates")->required();
  app.add_option("--recipe", arguments.options.recipe, "default or paper");
  app.add_option("--time-bin", arguments.time_bin);
  app.add_option("--topics", arguments.options.num_topics);
  app.add_option("--batch-size", arguments.options.batch_size);
  app.add_option("--epochs", arguments.epochs, "timed epochs, after one to warm up");
  app.add_option("--threads", arguments.threads);
  app.add_flag("--float32", arguments.float32, "no product in bfloat16");
  CLI11_PARSE(app, argc, argv);
  const auto result = run(arguments);
  if (result.ok()) return result.value();
  fmt::print(stderr, "detm_epoch: {}\n", result.error().message);
  return 1;
}
