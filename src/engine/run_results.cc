#include "engine/run_results.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "base/clock.h"
#include "engine/calibration.h"
#include "engine/evaluation.h"
#include "engine/model_writer.h"

namespace theta::engine {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double peak_memory_mb() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// What a document without words gets: the mean over the training documents.
void set_mean_theta(ThreadPool& pool, const corpus::BagOfWords& train, std::span<const uint32_t> slice,
                    models::TopicInference& inference) {
  const math::Matrix<float> theta = inference.infer_all(pool, train, slice);
  math::Matrix<float>& mean = inference.network().mean_theta;
  for (size_t k = 0; k < theta.cols(); ++k) {
    double sum = 0;
    for (size_t d = 0; d < theta.rows(); ++d) sum += static_cast<double>(theta(d, k));
    mean(0, k) = static_cast<float>(sum / static_cast<double>(theta.rows()));
  }
}

std::optional<TopicTimes> times_of(ThreadPool& pool, const TrainingData& data,
                                   const math::Matrix<float>& theta, size_t num_topics) {
  if (!data.times.has_value()) return std::nullopt;
  std::vector<uint32_t> tokens;
  for (size_t d = 0; d < data.corpus.documents(); ++d)
    tokens.push_back(static_cast<uint32_t>(data.corpus.counts.document_length(d)));
  return measure_topic_times(pool, *data.times, theta, num_topics, tokens);
}

formats::Json manifest_of(const FinishedRun& run, const TrainOptions& options, const corpus::Corpus& corpus,
                          const models::InferenceSettings& inference) {
  formats::Json manifest = {
      {"model", run.choice.model}, {"model_reason", run.choice.reason}, {"created_at", utc_now()}};
  if (run.choice.model != "lda") manifest["recipe"] = options.recipe;
  manifest["seed"] = options.seed;
  manifest["epochs_done"] = run.epochs_done;
  manifest["parameters"] = run.parameters;
  manifest["inference"] = {{"steps", inference.steps}, {"strength", inference.strength}};
  if (!run.trained.rho.empty()) {
    manifest["embeddings"] = options.embeddings.empty() ? formats::Json() : formats::Json(options.embeddings);
  }
  manifest["corpus"] = corpus.info;
  return manifest;
}

}  // namespace

Result<formats::Json> write_results(const std::string& folder, const TrainingData& data,
                                    const TrainOptions& options, const RunEnvironment& environment,
                                    FinishedRun run) {
  const Clock::time_point start = Clock::now();
  ThreadPool& pool = environment.pool;
  const corpus::Corpus& corpus = data.corpus;
  models::TopicInference inference(std::move(run.trained.network));
  DocumentSlices slices;
  if (inference.network().slices() > 0) {
    slices.of_document = data.times->of_document;
    for (const corpus::TimeSlice& slice : data.times->slices) slices.labels.push_back(slice.label);
  }
  const std::vector<uint32_t>& slice = slices.of_document;
  if (run.trained.calibrate) {
    inference.network().settings = calibrate(pool, inference, data.valid, select(slice, data.parts.valid));
  }
  set_mean_theta(pool, data.train, select(slice, data.parts.train), inference);
  ModelContents contents;
  contents.inference = &inference;
  contents.vocabulary = corpus.vocabulary;
  contents.beta = topic_word(inference.network());
  contents.word_frequency = word_frequency(corpus.counts, corpus.vocabulary_size());
  contents.theta = inference.infer_all(pool, corpus.counts, slice);
  contents.times = times_of(pool, data, contents.theta, contents.beta.rows());
  contents.part = part_of_each(data.parts, corpus.documents());
  THETA_ASSIGN(const auto tokens, find_token_sequences(data.folder, corpus));
  contents.evaluation = evaluate(pool, inference, contents.beta, contents.theta, corpus, tokens, data.parts,
                                 {}, nullptr, slices);
  contents.history = run.history;
  contents.manifest = manifest_of(run, options, corpus, inference.network().settings);
  contents.rho = std::move(run.trained.rho);
  contents.topic_embeddings = std::move(run.trained.topic_embeddings);

  formats::Json metrics = contents.evaluation.metrics;
  metrics.erase("topics");
  const double epoch_seconds = median(run.epoch_seconds);
  const formats::Json timings = {{"initialise_seconds", run.initialise_seconds},
                                 {"training_seconds", run.training_seconds},
                                 {"seconds_per_epoch", epoch_seconds},
                                 {"measure_seconds", seconds_since(start)},
                                 {"total_seconds", seconds_since(run.start)},
                                 {"peak_memory_mb", peak_memory_mb()},
                                 {"threads", pool.size()}};
  contents.manifest["metrics"] = metrics;
  contents.manifest["timings"] = timings;
  THETA_RETURN_IF_ERROR(write_model(pool, folder, data.folder, corpus, contents));
  formats::Json summary = {{"kind", run.choice.model},
                           {"documents", corpus.documents()},
                           {"vocabulary_size", corpus.vocabulary_size()},
                           {"num_topics", contents.beta.rows()},
                           {"epochs", run.epochs_done},
                           {"metrics", metrics},
                           {"seconds_per_epoch", epoch_seconds},
                           {"wall_seconds", seconds_since(run.start)},
                           {"peak_memory_mb", peak_memory_mb()},
                           {"timings", timings}};
  if (data.dates.rows() > 0) summary["dates"] = data.dates.json();
  if (data.times.has_value()) {
    summary["time"] = {{"bin", corpus::time_bin_name(data.times->bin)},
                       {"slices", data.times->slices.size()}};
  }
  return summary;
}

}  // namespace theta::engine
