#include "engine/model_evaluation.h"
#include "jobs/job_inputs.h"
#include "jobs/job_kinds.h"

namespace theta::jobs {

Result<JobResult> run_evaluate_job(const Job& job, const JobEnvironment& environment) {
  THETA_ASSIGN(const std::string model, bring_model(job, environment));
  THETA_ASSIGN(const JobCorpus corpus, bring_corpus(job, environment));
  environment.run.show("measuring", 0, 0, "");
  THETA_ASSIGN(const formats::Json metrics,
               engine::evaluate_model(environment.run.pool, model, corpus.folder, job.score));
  THETA_RETURN_IF_ERROR(
      environment.store.put(job.output + "metrics.json", formats::json_text(metrics)).status());
  return JobResult{{{"model", job.model}, {"corpus", job.corpus}, {"metrics", metrics}}};
}

}  // namespace theta::jobs
