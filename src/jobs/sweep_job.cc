#include "base/files.h"
#include "engine/sweep.h"
#include "jobs/job_inputs.h"
#include "jobs/job_kinds.h"
#include "jobs/stored_series.h"
#include "report/sweep_files.h"

namespace theta::jobs {

Result<JobResult> run_sweep_job(const Job& job, const JobEnvironment& environment) {
  THETA_ASSIGN(const JobCorpus corpus, bring_corpus(job, environment));
  engine::SweepOptions options;
  options.topics.assign(job.topics.begin(), job.topics.end());
  options.seeds = job.seeds;
  THETA_ASSIGN(options.train, bring_train_options(job, environment));
  std::vector<std::string> members;
  for (const uint64_t topics : job.topics) {
    for (const uint64_t seed : job.seeds) members.push_back(fmt::format("topics-{}-seed-{}", topics, seed));
  }
  const StoredSeries series(job, environment, join_path(environment.scratch, "sweep"), job.output + "sweep/");
  THETA_RETURN_IF_ERROR(series.begin(members));
  THETA_ASSIGN(const engine::Sweep sweep,
               engine::run_sweep(corpus.folder, series.folder(), options, series.environment()));
  THETA_RETURN_IF_ERROR(report::write_sweep_files(series.folder(), sweep));
  for (const char* const name : {"sweep.csv", "sweep.svg", "sweep.json"}) {
    THETA_RETURN_IF_ERROR(
        environment.store.put_file(series.prefix() + name, join_path(series.folder(), name)).status());
  }
  formats::Json summary = engine::sweep_json(sweep);
  summary["sweep"] = series.prefix();
  summary["corpus"] = corpus.prefix;
  return JobResult{summary, corpus.rows_skipped};
}

}  // namespace theta::jobs
