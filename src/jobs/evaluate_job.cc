#include "engine/list_evaluation.h"
#include "engine/model_evaluation.h"
#include "jobs/job_inputs.h"
#include "jobs/job_kinds.h"

namespace theta::jobs {
namespace {

/// The figures, and whether topics were left out.
struct Measured {
  formats::Json metrics;
  bool refused = false;
};

Result<Measured> measure_list(const Job& job, const JobCorpus& corpus, const JobEnvironment& environment) {
  THETA_ASSIGN(const engine::ListEvaluation found,
               engine::evaluate_topic_list(environment.run.pool, job.topic_list, "topic_list", corpus.folder,
                                           job.score));
  formats::Json metrics = found.metrics;
  metrics["read_as"] = {{"format", job.topic_list.format}, {"reason", job.topic_list.reason}};
  metrics["refused"] = found.refused;
  metrics["notes"] = found.notes;
  return Measured{std::move(metrics), !found.refused.empty()};
}

Result<Measured> measure_model(const Job& job, const JobCorpus& corpus, const JobEnvironment& environment) {
  THETA_ASSIGN(const std::string model, bring_model(job, environment));
  THETA_ASSIGN(formats::Json metrics,
               engine::evaluate_model(environment.run.pool, model, corpus.folder, job.score));
  return Measured{std::move(metrics)};
}

}  // namespace

Result<JobResult> run_evaluate_job(const Job& job, const JobEnvironment& environment) {
  THETA_ASSIGN(const JobCorpus corpus, bring_corpus(job, environment));
  environment.run.show("measuring", 0, 0, "");
  const bool list = job.model.empty();
  THETA_ASSIGN(const Measured measured,
               list ? measure_list(job, corpus, environment) : measure_model(job, corpus, environment));
  THETA_RETURN_IF_ERROR(
      environment.store.put(job.output + "metrics.json", formats::json_text(measured.metrics)).status());
  formats::Json summary = {{"corpus", corpus.prefix}, {"metrics", measured.metrics}};
  if (!list) summary["model"] = job.model;
  return JobResult{summary, corpus.rows_skipped || measured.refused};
}

}  // namespace theta::jobs
