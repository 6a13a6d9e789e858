#include "base/files.h"
#include "engine/model_series.h"
#include "engine/stability.h"
#include "jobs/job_inputs.h"
#include "jobs/job_kinds.h"
#include "jobs/stored_series.h"

namespace theta::jobs {

Result<JobResult> run_stability_job(const Job& job, const JobEnvironment& environment) {
  THETA_ASSIGN(const JobCorpus corpus, bring_corpus(job, environment));
  THETA_ASSIGN(const engine::TrainOptions options, bring_train_options(job, environment));
  const StoredSeries series(job, environment, join_path(environment.scratch, "stability"),
                            job.output + "stability/");
  std::vector<std::string> names;
  std::vector<engine::SeriesMember> members;
  for (const uint64_t seed : job.seeds) {
    names.push_back(fmt::format("seed-{}", seed));
    members.push_back({fmt::format("seed {}", seed), join_path(series.folder(), names.back()), options});
    members.back().options.seed = seed;
  }
  THETA_RETURN_IF_ERROR(series.begin(names));
  THETA_RETURN_IF_ERROR(engine::train_series(corpus.folder, members, series.environment()));

  // The runs are called by their seeds: their folders are nobody's business.
  std::vector<engine::RunTopics> runs;
  if (!job.model.empty()) {
    THETA_ASSIGN(const std::string model, bring_model(job, environment));
    THETA_ASSIGN(engine::RunTopics run, engine::read_run_topics(model));
    run.name = "this model";
    runs.push_back(std::move(run));
  }
  for (const engine::SeriesMember& member : members) {
    THETA_ASSIGN(engine::RunTopics run, engine::read_run_topics(member.folder));
    run.name = member.title;
    runs.push_back(std::move(run));
  }
  environment.run.show("measuring", 0, 0, "");
  THETA_ASSIGN(const engine::Stability stability, engine::measure_stability(environment.run.pool, runs));
  formats::Json summary = engine::stability_json(stability);
  THETA_RETURN_IF_ERROR(
      environment.store.put(series.prefix() + "stability.json", formats::json_text(summary)).status());
  summary["corpus"] = corpus.prefix;
  if (!job.model.empty()) summary["model"] = job.model;
  return JobResult{summary, corpus.rows_skipped};
}

}  // namespace theta::jobs
