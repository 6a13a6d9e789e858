#include <algorithm>

#include "base/files.h"
#include "export/export.h"
#include "jobs/job_inputs.h"
#include "jobs/job_kinds.h"
#include "storage/transfer.h"

namespace theta::jobs {
namespace {

exports::TargetKind kind_of(const std::string& format) {
  const auto formats = exports::export_formats();
  return std::find_if(formats.begin(), formats.end(), [&](const auto& one) { return one.name == format; })
      ->kind;
}

}  // namespace

Result<JobResult> run_export_job(const Job& job, const JobEnvironment& environment) {
  exports::ExportOptions options = job.output_format;
  options.threads = environment.run.pool.size();
  THETA_ASSIGN(options.model, bring_model(job, environment));
  if (!job.corpus.empty()) {
    THETA_ASSIGN(const JobCorpus corpus, bring_corpus(job, environment));
    options.corpus = corpus.folder;
  }
  const bool one_file = kind_of(options.format) == exports::TargetKind::kFile;
  const std::string name = job.export_name.empty() ? "model." + options.format : job.export_name;
  options.out = join_path(environment.scratch, one_file ? name : "export");
  THETA_ASSIGN(const exports::ExportSummary written,
               exports::write_export(options, {environment.run.progress, environment.run.stop}));
  const std::string prefix = job.output + "export/";
  THETA_RETURN_IF_ERROR(one_file
                            ? environment.store.put_file(prefix + name, options.out).status()
                            : storage::put_folder(environment.store, options.out, prefix, "export.json"));
  uint64_t bytes = 0;
  formats::Json files = formats::Json::array();
  for (const exports::ExportedFile& file : written.files) {
    bytes += file.bytes;
    files.push_back({{"name", one_file ? name : file.name}, {"bytes", file.bytes}});
  }
  return JobResult{{{"model", job.model},
                    {"format", options.format},
                    {"out", prefix},
                    {"documents", written.documents},
                    {"topics", written.topics},
                    {"hidden_topics_left_out", written.hidden_left_out},
                    {"files", files},
                    {"bytes", bytes}}};
}

}  // namespace theta::jobs
