#include "jobs/run_job.h"

#include "jobs/job_kinds.h"
#include "storage/transfer.h"

namespace theta::jobs {
namespace {

constexpr const char* kResultFormat = "theta-job-result";

// Writes the description beside the results, or finds it there.
Status claim_output(const Job& job, storage::ObjectStore& store) {
  const std::string key = job.output + "job.json";
  const std::string text = identity_text(job);
  const Status put = store.put(key, text, storage::PutMode::kCreateOnly).status();
  if (put.ok() || put.error().kind != ErrorKind::kConflict) return put;
  THETA_ASSIGN(const std::string before, store.get(key));
  if (before == text) return {};
  return make_error(ErrorKind::kConflict, "{}: belongs to another job; name another output", job.output);
}

Result<JobResult> read_result(const std::string& text, const std::string& key) {
  THETA_ASSIGN(const formats::Json result, formats::parse_json(text, key));
  JobResult read;
  try {
    read.summary = result.at("summary");
    read.rows_skipped = result.at("rows_skipped").get<bool>();
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: is not the result of a job", key);
  }
  return read;
}

Status write_result(const Job& job, const JobResult& result, storage::ObjectStore& store,
                    const std::string& key) {
  const formats::Json object = {{"format", kResultFormat},
                                {"version", 1},
                                {"program_version", THETA_VERSION},
                                {"kind", job_kind_name(job.kind)},
                                {"rows_skipped", result.rows_skipped},
                                {"summary", result.summary}};
  return store.put(key, formats::json_text(object)).status();
}

// What was stopped where; the advice behind it is for the command line.
Error stopped(const Error& error) {
  const std::string what = error.message.substr(0, error.message.find(';'));
  return {error.kind, what + "; run again, the job goes on from there"};
}

Result<JobResult> run_kind(const Job& job, const JobEnvironment& environment) {
  switch (job.kind) {
    case JobKind::kTrain:
      return run_train_job(job, environment);
    case JobKind::kEvaluate:
      return run_evaluate_job(job, environment);
    case JobKind::kExport:
      return run_export_job(job, environment);
    case JobKind::kSweep:
      return run_sweep_job(job, environment);
    case JobKind::kStability:
      break;
  }
  return run_stability_job(job, environment);
}

}  // namespace

Result<JobResult> run_job(const Job& job, const JobEnvironment& environment) {
  storage::ObjectStore& store = environment.store;
  THETA_RETURN_IF_ERROR(claim_output(job, store));
  const std::string key = job.output + "result.json";
  const Result<std::string> before = store.get(key);
  if (!before.ok() && before.error().kind != ErrorKind::kNotFound) return before.error();
  Result<JobResult> result = before.ok() ? read_result(before.value(), key) : run_kind(job, environment);
  if (!result.ok()) {
    const Error& error = result.error();
    return error.kind == ErrorKind::kCancelled ? stopped(error) : in_words_of_jobs(error);
  }
  if (!before.ok()) THETA_RETURN_IF_ERROR(write_result(job, result.value(), store, key));
  // Only now: a run that ends between its model and its result goes on from there.
  THETA_RETURN_IF_ERROR(storage::remove_all(store, job.output + "checkpoints/", {}));
  return result;
}

}  // namespace theta::jobs
