#include "engine/training.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "base/clock.h"
#include "base/files.h"
#include "corpus/corpus.h"
#include "embed/skip_gram.h"
#include "embed/word2vec_file.h"
#include "engine/calibration.h"
#include "engine/checkpoint.h"
#include "engine/evaluation.h"
#include "engine/held_out.h"
#include "engine/model_writer.h"
#include "engine/output_folder.h"
#include "engine/plan.h"
#include "models/etm_trainer.h"

namespace theta::engine {
namespace {

using Clock = std::chrono::steady_clock;
constexpr const char* kSkipGram = "skip-gram";
constexpr const char* kCheckpointFile = "checkpoint.safetensors";

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

models::CorpusSize corpus_size(const corpus::BagOfWords& bag, size_t vocabulary_size) {
  uint64_t tokens = 0;
  for (const uint32_t count : bag.counts) tokens += count;
  return {bag.documents(), vocabulary_size,
          static_cast<double>(tokens) / static_cast<double>(std::max<size_t>(bag.documents(), 1))};
}

/// One training run, step by step.
class Run {
 public:
  Run(const std::string& corpus_folder, const std::string& out, const TrainOptions& options,
      const RunEnvironment& environment)
      : corpus_folder_(corpus_folder), out_(out), options_(options), environment_(environment) {}

  Result<formats::Json> run() {
    const Clock::time_point start = Clock::now();
    THETA_RETURN_IF_ERROR(check_start(out_, options_));
    THETA_RETURN_IF_ERROR(prepare());
    THETA_ASSIGN(OutputFolder folder, OutputFolder::create(out_, options_.resume));
    const std::string checkpoint = join_path(folder.path(), kCheckpointFile);
    THETA_RETURN_IF_ERROR(start_trainer(checkpoint));
    THETA_RETURN_IF_ERROR(train(checkpoint));
    formats::Json summary;
    THETA_ASSIGN(summary, finish(folder.path(), start));
    ::unlink(checkpoint.c_str());
    THETA_RETURN_IF_ERROR(folder.publish());
    return summary;
  }

 private:
  Status prepare() {
    THETA_ASSIGN(corpus_, corpus::load_corpus(corpus_folder_));
    parts_ = divide(corpus_);
    if (parts_.train.empty()) return bad_input("{}: holds no documents to train on", corpus_folder_);
    train_bag_ = select(corpus_.counts, parts_.train);
    valid_bag_ = select(corpus_.counts, parts_.valid);
    THETA_ASSIGN(plan_, make_plan(options_, corpus_size(train_bag_, corpus_.vocabulary_size())));
    return find_embeddings();
  }

  Status find_embeddings() {
    if (options_.embeddings.empty()) return {};
    if (options_.embeddings == kSkipGram) return learn_embeddings();
    THETA_ASSIGN(embed::VocabularyVectors vectors,
                 embed::read_vocabulary_vectors(options_.embeddings, corpus_.vocabulary));
    say(fmt::format("{}: vectors of {} of {} words", options_.embeddings, vectors.found_count,
                    corpus_.vocabulary_size()));
    const size_t width = vectors.vectors.cols();
    if (options_.embedding_size.has_value() && *options_.embedding_size != width) {
      return usage_error("--embedding-size {}: the vectors in {} have {} values", *options_.embedding_size,
                         options_.embeddings, width);
    }
    plan_.config.embedding_size = width;
    scale_rows_to_unit_length(vectors.vectors);
    rho_ = std::move(vectors.vectors);
    return {};
  }

  Status learn_embeddings() {
    THETA_ASSIGN(const corpus::TokenSequences all, corpus::load_token_sequences(corpus_folder_, corpus_));
    corpus::TokenSequences tokens;  // held-out documents must not be seen through their words either
    for (const uint32_t d : parts_.train) {
      const auto begin = all.words.begin() + static_cast<std::ptrdiff_t>(all.offsets[d]);
      tokens.words.insert(tokens.words.end(), begin,
                          begin + static_cast<std::ptrdiff_t>(all.offsets[d + 1] - all.offsets[d]));
      tokens.offsets.push_back(tokens.words.size());
    }
    embed::SkipGramOptions options;
    options.embedding_size = plan_.config.embedding_size;
    options.seed = options_.seed;
    THETA_ASSIGN(rho_, embed::train_skip_gram(environment_.pool, tokens.offsets, tokens.words,
                                              corpus_.vocabulary_size(), options, environment_.progress,
                                              environment_.stop));
    scale_rows_to_unit_length(*rho_);
    return {};
  }

  static void scale_rows_to_unit_length(math::Matrix<float>& vectors) {
    for (size_t v = 0; v < vectors.rows(); ++v) {
      double squares = 0;
      for (const float x : vectors.row_span(v)) squares += double{x} * double{x};
      if (squares == 0) continue;
      const auto factor = static_cast<float>(1 / std::sqrt(squares));
      for (float& x : vectors.row_span(v)) x *= factor;
    }
  }

  Status start_trainer(const std::string& checkpoint) {
    state_.settings = {{"plan", plan_json(plan_)},
                       {"seed", options_.seed},
                       {"corpus_hash", corpus_.hash},
                       {"embeddings", options_.embeddings}};
    state_.history = formats::Json::array();
    trainer_.emplace(environment_.pool, train_bag_, plan_, options_.seed, rho_);
    progress("preparing", 0, 0, "");
    const Clock::time_point start = Clock::now();
    trainer_->initialise();
    initialise_seconds_ = seconds_since(start);
    if (!options_.resume) return {};
    THETA_RETURN_IF_ERROR(load_checkpoint(checkpoint, *trainer_, state_));
    say(fmt::format("resuming after epoch {} of {}", trainer_->epochs_done(), plan_.epochs));
    return {};
  }

  Status train(const std::string& checkpoint) {
    const Clock::time_point start = Clock::now();
    Clock::time_point last_saved = start;
    bool done = out_of_patience();
    while (trainer_->epochs_done() < plan_.epochs && !done) {
      const Clock::time_point epoch_start = Clock::now();
      THETA_ASSIGN(const models::EpochLoss loss, trainer_->run_epoch());
      epoch_seconds_.push_back(seconds_since(epoch_start));
      record(loss);
      done = out_of_patience();
      const bool stop = environment_.stop != nullptr && environment_.stop->requested();
      if (stop || seconds_since(last_saved) >= options_.checkpoint_seconds) {
        THETA_RETURN_IF_ERROR(save_checkpoint(checkpoint, *trainer_, state_));
        last_saved = Clock::now();
      }
      if (stop) {
        return make_error(ErrorKind::kCancelled,
                          "stopped after epoch {} of {}; the same command with --resume goes on from there",
                          trainer_->epochs_done(), plan_.epochs);
      }
    }
    training_seconds_ = seconds_since(start);
    if (state_.best_epoch > 0 && state_.best_epoch < trainer_->epochs_done()) return restore_best();
    return {};
  }

  void record(const models::EpochLoss& loss) {
    formats::Json line = {{"epoch", loss.epoch},
                          {"loss", loss.total},
                          {"reconstruction", loss.reconstruction},
                          {"kl", loss.kl},
                          {"refined", loss.refined},
                          {"kl_weight", loss.kl_weight},
                          {"learning_rate", loss.learning_rate}};
    if ((plan_.patience > 0 || plan_.anneal_after > 0) && valid_bag_.documents() > 0) {
      const models::TopicInference inference(extract_network(environment_.pool, trainer_->model()));
      const double perplexity = validation_perplexity(environment_.pool, inference, {}, valid_bag_);
      line["validation_perplexity"] = perplexity;
      watch(perplexity);
    }
    state_.history.push_back(line);
    if (environment_.on_epoch) environment_.on_epoch(line);
    progress("training", loss.epoch, plan_.epochs, "epochs", fmt::format("loss {:.2f}", loss.total));
  }

  // Remembers the best epoch, and halves the rate when it lies too far back.
  void watch(double perplexity) {
    const size_t epoch = trainer_->epochs_done();
    if (state_.best_epoch == 0 || perplexity < state_.best_perplexity) {
      state_.best_epoch = epoch;
      state_.best_perplexity = perplexity;
      state_.best.clear();
      for (const models::StateTensor& tensor : trainer_->state()) state_.best.push_back(*tensor.values);
      return;
    }
    const size_t since = epoch - state_.best_epoch;
    if (plan_.anneal_after > 0 && since % plan_.anneal_after == 0) trainer_->scale_learning_rate(0.5);
  }

  bool out_of_patience() const {
    return plan_.patience > 0 && state_.best_epoch > 0 &&
           trainer_->epochs_done() >= state_.best_epoch + plan_.patience;
  }

  Status restore_best() {
    const std::vector<models::StateTensor> state = trainer_->state();
    for (size_t i = 0; i < state.size(); ++i) *state[i].values = state_.best[i];
    trainer_->restore(trainer_->counters());
    say(fmt::format("kept epoch {}, the best on validation documents", state_.best_epoch));
    return {};
  }

  Result<formats::Json> finish(const std::string& folder, Clock::time_point start) {
    progress("measuring", 0, 0, "");
    const Clock::time_point measure_start = Clock::now();
    models::TopicInference inference(extract_network(environment_.pool, trainer_->model()));
    if (plan_.calibrate_inference) {
      inference.network().settings = calibrate(environment_.pool, inference, valid_bag_);
    }
    set_mean_theta(inference);
    ModelContents contents;
    contents.inference = &inference;
    contents.vocabulary = corpus_.vocabulary;
    contents.beta = topic_word(inference.network());
    contents.rho = trainer_->model().decoder().rho().value;
    contents.topic_embeddings = trainer_->model().decoder().alpha().value;
    contents.word_frequency = word_frequency(corpus_.counts, corpus_.vocabulary_size());
    contents.theta = inference.infer_all(environment_.pool, corpus_.counts);
    contents.part = part_of_each(parts_, corpus_.documents());
    THETA_ASSIGN(const auto tokens, find_token_sequences(corpus_folder_, corpus_));
    contents.evaluation =
        evaluate(environment_.pool, inference, contents.beta, contents.theta, corpus_, tokens, parts_);
    contents.history = state_.history;
    const formats::Json timings = {
        {"initialise_seconds", initialise_seconds_},   {"training_seconds", training_seconds_},
        {"seconds_per_epoch", median(epoch_seconds_)}, {"measure_seconds", seconds_since(measure_start)},
        {"total_seconds", seconds_since(start)},       {"peak_memory_mb", peak_memory_mb()},
        {"threads", environment_.pool.size()}};
    formats::Json metrics = contents.evaluation.metrics;
    metrics.erase("topics");
    contents.manifest = {
        {"model", "etm"},
        {"created_at", utc_now()},
        {"recipe", options_.recipe},
        {"seed", options_.seed},
        {"epochs_done", trainer_->epochs_done()},
        {"parameters", plan_json(plan_)},
        {"inference",
         {{"steps", inference.network().settings.steps},
          {"strength", inference.network().settings.strength}}},
        {"embeddings", options_.embeddings.empty() ? formats::Json() : formats::Json(options_.embeddings)},
        {"corpus", corpus_.info},
        {"metrics", metrics},
        {"timings", timings}};
    THETA_RETURN_IF_ERROR(write_model(folder, corpus_folder_, corpus_, contents));
    return formats::Json{{"model", out_},
                         {"corpus", corpus_folder_},
                         {"documents", corpus_.documents()},
                         {"vocabulary_size", corpus_.vocabulary_size()},
                         {"num_topics", plan_.config.num_topics},
                         {"epochs", trainer_->epochs_done()},
                         {"metrics", metrics},
                         {"seconds_per_epoch", median(epoch_seconds_)},
                         {"wall_seconds", seconds_since(start)},
                         {"peak_memory_mb", peak_memory_mb()},
                         {"timings", timings}};
  }

  // What a document without words gets: the mean over the training documents.
  void set_mean_theta(models::TopicInference& inference) {
    const math::Matrix<float> theta = inference.infer_all(environment_.pool, train_bag_);
    math::Matrix<float>& mean = inference.network().mean_theta;
    for (size_t k = 0; k < theta.cols(); ++k) {
      double sum = 0;
      for (size_t d = 0; d < theta.rows(); ++d) sum += static_cast<double>(theta(d, k));
      mean(0, k) = static_cast<float>(sum / static_cast<double>(theta.rows()));
    }
  }

  void say(const std::string& line) const {
    if (environment_.say) environment_.say(line);
  }
  void progress(const char* stage, uint64_t done, uint64_t total, const char* unit,
                std::string detail = {}) const {
    if (environment_.progress != nullptr)
      environment_.progress->progress({stage, done, total, unit, std::move(detail)});
  }

  const std::string& corpus_folder_;
  const std::string& out_;
  const TrainOptions& options_;
  const RunEnvironment& environment_;
  corpus::Corpus corpus_;
  Parts parts_;
  corpus::BagOfWords train_bag_;
  corpus::BagOfWords valid_bag_;
  models::TrainingPlan plan_;
  std::optional<math::Matrix<float>> rho_;
  std::optional<models::EtmTrainer> trainer_;
  RunState state_;
  std::vector<double> epoch_seconds_;
  double initialise_seconds_ = 0;
  double training_seconds_ = 0;
};

}  // namespace

Result<formats::Json> train(const std::string& corpus_folder, const std::string& out,
                            const TrainOptions& options, const RunEnvironment& environment) {
  return Run(corpus_folder, out, options, environment).run();
}

Status check_start(const std::string& out, const TrainOptions& options) {
  THETA_RETURN_IF_ERROR(check_options(options));
  THETA_RETURN_IF_ERROR(check_output_folder(out));
  if (options.resume && !has_checkpoint(out))
    return not_found("{}: there is no checkpoint to resume from; leave out --resume", out);
  return {};
}

bool has_checkpoint(const std::string& out) {
  return file_exists(join_path(partial_folder(out), kCheckpointFile));
}

}  // namespace theta::engine
