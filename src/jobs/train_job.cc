#include "base/files.h"
#include "base/folders.h"
#include "engine/model_files.h"
#include "engine/training.h"
#include "jobs/job_checkpoints.h"
#include "jobs/job_inputs.h"
#include "jobs/job_kinds.h"
#include "storage/transfer.h"

namespace theta::jobs {
namespace {

/// Trains the model of one job, from the newest checkpoint that can be used.
class Training {
 public:
  Training(const Job& job, const JobEnvironment& environment)
      : job_(job),
        environment_(environment),
        checkpoints_(environment.store, job.output + "checkpoints/model/"),
        out_(join_path(environment.scratch, "model")) {}

  Result<JobResult> run() {
    THETA_ASSIGN(const JobCorpus corpus, bring_corpus(job_, environment_));
    THETA_ASSIGN(options_, bring_train_options(job_, environment_));
    THETA_ASSIGN(formats::Json summary, train(corpus.folder));
    const std::string prefix = job_.output + "model/";
    THETA_RETURN_IF_ERROR(
        storage::put_folder(environment_.store, out_, prefix, std::string(engine::kManifestFile)));
    summary["model"] = prefix;
    summary["corpus"] = corpus.prefix;
    summary["wall_seconds"] = summary["wall_seconds"].get<double>() + corpus.import_seconds;
    summary["timings"]["import_seconds"] = corpus.import_seconds;
    return JobResult{summary, corpus.rows_skipped};
  }

 private:
  Result<formats::Json> train(const std::string& corpus_folder) {
    engine::RunEnvironment run = environment_.run;
    run.on_checkpoint = [this](const std::string&, const std::string& file, size_t epochs) {
      return checkpoints_.save(file, epochs);
    };
    THETA_ASSIGN(const std::vector<std::string> keys, checkpoints_.list());
    for (const std::string& key : keys) {
      const Status brought = checkpoints_.bring(key, engine::checkpoint_file(out_));
      if (brought.ok()) {
        options_.resume = true;
        Result<formats::Json> summary = engine::train(corpus_folder, out_, options_, run);
        if (summary.ok() || !is_refusal(summary.error())) return summary;
        run.tell(summary.error().message);
      } else if (brought.error().kind != ErrorKind::kBadInput) {
        return brought.error();
      } else {
        run.tell(brought.error().message);
      }
      THETA_RETURN_IF_ERROR(checkpoints_.discard(key));
    }
    options_.resume = false;
    return engine::train(corpus_folder, out_, options_, run);
  }

  // Damaged inside, or written by another release whose settings differ: an older one may do, or a new start,
  // which meets the same error once more when the checkpoint was not the reason.
  static bool is_refusal(const Error& error) {
    return error.kind == ErrorKind::kBadInput || error.kind == ErrorKind::kUsage;
  }

  const Job& job_;
  const JobEnvironment& environment_;
  JobCheckpoints checkpoints_;
  std::string out_;
  engine::TrainOptions options_;
};

}  // namespace

Result<JobResult> run_train_job(const Job& job, const JobEnvironment& environment) {
  return Training(job, environment).run();
}

}  // namespace theta::jobs
