#include "base/files.h"
#include "base/folders.h"
#include "engine/model_files.h"
#include "engine/model_series.h"
#include "engine/sweep.h"
#include "engine/training.h"
#include "jobs/job_checkpoints.h"
#include "jobs/job_inputs.h"
#include "jobs/job_kinds.h"
#include "report/sweep_files.h"
#include "storage/transfer.h"

namespace theta::jobs {
namespace {

const std::string kManifestFile(engine::kManifestFile);

std::string name_of(const std::string& folder) {
  return folder.substr(folder.rfind('/') + 1);
}

/// Trains the models of a sweep that are not in the store yet, and compares all.
class SweepWork {
 public:
  SweepWork(const Job& job, const JobEnvironment& environment)
      : job_(job),
        store_(environment.store),
        environment_(environment),
        folder_(join_path(environment.scratch, "sweep")),
        prefix_(job.output + "sweep/") {}

  Result<JobResult> run() {
    THETA_ASSIGN(const JobCorpus corpus, bring_corpus(job_, environment_));
    engine::SweepOptions options;
    options.topics.assign(job_.topics.begin(), job_.topics.end());
    options.seeds = job_.seeds;
    THETA_ASSIGN(options.train, bring_train_options(job_, environment_));
    THETA_RETURN_IF_ERROR(engine::claim_series_folder(folder_, formats::Json::object()));
    THETA_RETURN_IF_ERROR(bring_what_is_done());
    engine::RunEnvironment run = environment_.run;
    run.on_epoch = {};  // an epoch would not tell of which model it is, nor would topics
    run.on_topics = {};
    run.on_checkpoint = [this](const std::string& out, const std::string& file, size_t epochs) {
      return checkpoints(name_of(out)).save(file, epochs);
    };
    run.on_model = [this](const std::string& folder) { return publish(folder); };
    THETA_ASSIGN(const engine::Sweep sweep, engine::run_sweep(corpus.folder, folder_, options, run));
    THETA_RETURN_IF_ERROR(report::write_sweep_files(folder_, sweep));
    for (const char* const name : {"sweep.csv", "sweep.svg", "sweep.json"})
      THETA_RETURN_IF_ERROR(store_.put_file(prefix_ + name, join_path(folder_, name)).status());
    formats::Json summary = engine::sweep_json(sweep);
    summary["sweep"] = prefix_;
    summary["corpus"] = corpus.prefix;
    return JobResult{summary, corpus.rows_skipped};
  }

 private:
  JobCheckpoints checkpoints(const std::string& member) const {
    return JobCheckpoints(store_, job_.output + "checkpoints/" + member + "/");
  }

  Status publish(const std::string& folder) {
    const std::string member = name_of(folder);
    THETA_RETURN_IF_ERROR(storage::put_folder(store_, folder, prefix_ + member + "/", kManifestFile));
    return checkpoints(member).remove_all();
  }

  Status bring_what_is_done() {
    for (const uint64_t topics : job_.topics) {
      for (const uint64_t seed : job_.seeds)
        THETA_RETURN_IF_ERROR(bring_member(fmt::format("topics-{}-seed-{}", topics, seed)));
    }
    return {};
  }

  // The finished model, or the newest checkpoint that is whole.
  Status bring_member(const std::string& member) {
    const std::string folder = join_path(folder_, member);
    const Status brought = storage::get_folder(store_, prefix_ + member + "/", folder, kManifestFile);
    if (brought.ok() || brought.error().kind != ErrorKind::kNotFound) return brought;
    const JobCheckpoints saved = checkpoints(member);
    THETA_ASSIGN(const std::vector<std::string> keys, saved.list());
    for (const std::string& key : keys) {
      const Status checkpoint = saved.bring(key, engine::checkpoint_file(folder));
      if (checkpoint.ok() || checkpoint.error().kind != ErrorKind::kBadInput) return checkpoint;
      environment_.run.tell(checkpoint.error().message);
      THETA_RETURN_IF_ERROR(saved.discard(key));
    }
    return {};
  }

  const Job& job_;
  storage::ObjectStore& store_;
  const JobEnvironment& environment_;
  std::string folder_;
  std::string prefix_;
};

}  // namespace

Result<JobResult> run_sweep_job(const Job& job, const JobEnvironment& environment) {
  return SweepWork(job, environment).run();
}

}  // namespace theta::jobs
