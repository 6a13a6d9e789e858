#include "engine/training.h"

#include <unistd.h>

#include <chrono>

#include "base/files.h"
#include "engine/checkpoint.h"
#include "engine/detm_run.h"
#include "engine/etm_run.h"
#include "engine/lda_run.h"
#include "engine/output_folder.h"
#include "engine/plan.h"
#include "engine/run_results.h"
#include "engine/topic_watch.h"

namespace theta::engine {
namespace {

using Clock = std::chrono::steady_clock;
constexpr const char* kCheckpointFile = "checkpoint.safetensors";

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Result<std::unique_ptr<ModelTrainer>> create_trainer(const std::string& model, const TrainingData& data,
                                                     const TrainOptions& options,
                                                     const RunEnvironment& environment) {
  if (model == "lda") return LdaRun::create(data, options, environment);
  if (model == "detm") return DetmRun::create(data, options, environment);
  return EtmRun::create(data, options, environment);
}

/// One training run, step by step, whatever the model.
class Run {
 public:
  Run(const std::string& corpus_folder, const std::string& out, const TrainOptions& options,
      const RunEnvironment& environment)
      : corpus_folder_(corpus_folder), out_(out), options_(options), environment_(environment) {}

  Result<formats::Json> run() {
    run_.start = Clock::now();
    THETA_RETURN_IF_ERROR(check_start(out_, options_));
    THETA_ASSIGN(data_, load_training_data(corpus_folder_, options_.time_bin));
    for (const std::string& line : data_.dates.sentences()) environment_.tell(line);
    run_.choice = choose_model(options_, data_);
    if (options_.model == "auto") {
      environment_.tell(fmt::format("model {}: {}", run_.choice.model, run_.choice.reason));
    }
    THETA_ASSIGN(trainer_, create_trainer(run_.choice.model, data_, options_, environment_));
    THETA_ASSIGN(OutputFolder folder, OutputFolder::create(out_, options_.resume));
    const std::string checkpoint = join_path(folder.path(), kCheckpointFile);
    THETA_RETURN_IF_ERROR(prepare(checkpoint));
    THETA_RETURN_IF_ERROR(train(checkpoint));
    formats::Json summary = {{"model", out_}, {"corpus", corpus_folder_}};
    THETA_ASSIGN(const formats::Json results, finish(folder.path()));
    summary.update(results);
    ::unlink(checkpoint.c_str());
    THETA_RETURN_IF_ERROR(folder.publish());
    return summary;
  }

 private:
  // First values, or those of the checkpoint.
  Status prepare(const std::string& checkpoint) {
    run_.parameters = trainer_->parameters();
    run_.history = formats::Json::array();
    settings_ = {{"model", run_.choice.model},
                 {"plan", run_.parameters},
                 {"seed", options_.seed},
                 {"corpus_hash", data_.corpus.hash},
                 {"embeddings", options_.embeddings}};
    environment_.show("preparing", 0, 0, "");
    const Clock::time_point start = Clock::now();
    THETA_RETURN_IF_ERROR(trainer_->initialise());
    run_.initialise_seconds = seconds_since(start);
    if (!options_.resume) return {};
    THETA_ASSIGN(const Checkpoint saved, Checkpoint::open(checkpoint, settings_));
    THETA_RETURN_IF_ERROR(trainer_->restore(saved));
    run_.history = saved.history();
    environment_.tell(
        fmt::format("resuming after epoch {} of {}", trainer_->epochs_done(), trainer_->epochs()));
    return {};
  }

  Status train(const std::string& checkpoint) {
    const Clock::time_point start = Clock::now();
    Clock::time_point last_saved = start;
    TopicWatch watch(trainer_->epochs());
    while (!trainer_->done()) {
      const Clock::time_point epoch_start = Clock::now();
      THETA_ASSIGN(const formats::Json line, trainer_->run_epoch());
      run_.epoch_seconds.push_back(seconds_since(epoch_start));
      record(line);
      watch_topics(watch);
      const bool stop = environment_.stop_requested();
      if (stop || seconds_since(last_saved) >= options_.checkpoint_seconds) {
        THETA_RETURN_IF_ERROR(save(checkpoint));
        last_saved = Clock::now();
      }
      if (stop) {
        return make_error(ErrorKind::kCancelled,
                          "stopped after epoch {} of {}; the same command with --resume goes on from there",
                          trainer_->epochs_done(), trainer_->epochs());
      }
    }
    run_.training_seconds = seconds_since(start);
    return {};
  }

  Status save(const std::string& checkpoint) {
    THETA_RETURN_IF_ERROR(save_checkpoint(checkpoint, settings_, run_.history, trainer_->snapshot()));
    if (!environment_.on_checkpoint) return {};
    return environment_.on_checkpoint(out_, checkpoint, trainer_->epochs_done());
  }

  void record(const formats::Json& line) {
    if (!line.is_null()) {
      run_.history.push_back(line);
      if (environment_.on_epoch) environment_.on_epoch(line);
    }
    environment_.show("training", trainer_->epochs_done(), trainer_->epochs(), "epochs",
                      trainer_->standing());
  }

  void watch_topics(TopicWatch& watch) {
    if (!environment_.on_topics || !watch.is_due(trainer_->epochs_done())) return;
    const Clock::time_point start = Clock::now();
    environment_.on_topics(watch.look(trainer_->epochs_done(), trainer_->word_topic(), trainer_->num_topics(),
                                      data_.corpus.vocabulary));
    watch.note_cost(Clock::now() - start);
  }

  Result<formats::Json> finish(const std::string& folder) {
    run_.epochs_done = trainer_->epochs_done();
    THETA_ASSIGN(run_.trained, trainer_->finish());
    trainer_.reset();
    environment_.show("measuring", 0, 0, "");
    return write_results(folder, data_, options_, environment_, std::move(run_));
  }

  const std::string& corpus_folder_;
  const std::string& out_;
  const TrainOptions& options_;
  const RunEnvironment& environment_;
  TrainingData data_;
  std::unique_ptr<ModelTrainer> trainer_;
  formats::Json settings_;  // what a resumed run must share
  FinishedRun run_;
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

std::string checkpoint_file(const std::string& out) {
  return join_path(partial_folder(out), kCheckpointFile);
}

bool has_checkpoint(const std::string& out) {
  return file_exists(checkpoint_file(out));
}

}  // namespace theta::engine
