#include "jobs/job_inputs.h"

#include <chrono>
#include <filesystem>

#include "base/files.h"
#include "base/folders.h"
#include "corpus/corpus_files.h"
#include "corpus/import_sentences.h"
#include "engine/model_files.h"
#include "storage/transfer.h"

namespace theta::jobs {
namespace {

const std::string kCorpusFile(corpus::kCorpusFile);
const std::string kManifestFile(engine::kManifestFile);

Status bring_file(const JobEnvironment& environment, const std::string& key, const std::string& path) {
  THETA_RETURN_IF_ERROR(make_folders(std::filesystem::path(path).parent_path().string()));
  return environment.store.get_file(key, path);
}

// The file to import, or the folder of all of them.
Result<std::string> bring_files(const Job& job, const JobEnvironment& environment) {
  const std::string folder = join_path(environment.scratch, "input");
  for (size_t i = 0; i < job.files.size(); ++i) {
    if (environment.run.stop_requested())
      return make_error(ErrorKind::kCancelled, "stopped while the files were fetched");
    environment.run.show("fetching", i, job.files.size(), "files");
    THETA_RETURN_IF_ERROR(bring_file(environment, job.files[i].key, join_path(folder, job.files[i].name)));
  }
  return job.files.size() == 1 ? join_path(folder, job.files[0].name) : folder;
}

// True when this import left out rows.
Result<bool> skipped_rows(const std::string& corpus_folder) {
  THETA_ASSIGN(const formats::Json info, formats::read_json(join_path(corpus_folder, kCorpusFile)));
  return info.value("rows_rejected", uint64_t{0}) > 0;
}

Result<double> import_files(const Job& job, const JobEnvironment& environment, const JobCorpus& corpus) {
  const auto start = std::chrono::steady_clock::now();
  THETA_ASSIGN(const std::string source, bring_files(job, environment));
  THETA_ASSIGN(const corpus::ImportSummary summary,
               corpus::import_source(source, corpus.folder, job.import, environment.run.pool,
                                     environment.run.progress, environment.run.stop));
  for (const std::string& sentence : corpus::import_sentences(summary, corpus.folder))
    environment.run.tell(sentence);
  THETA_RETURN_IF_ERROR(storage::put_folder(environment.store, corpus.folder, corpus.prefix, kCorpusFile));
  THETA_RETURN_IF_ERROR(remove_path(join_path(environment.scratch, "input")));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Result<JobCorpus> bring_corpus(const Job& job, const JobEnvironment& environment) {
  const bool imported_here = job.corpus.empty();
  JobCorpus corpus{join_path(environment.scratch, "corpus"),
                   imported_here ? job.output + "corpus/" : job.corpus};
  const Status brought = storage::get_folder(environment.store, corpus.prefix, corpus.folder, kCorpusFile);
  if (!brought.ok()) {
    const bool damaged = brought.error().kind == ErrorKind::kBadInput;
    if (!imported_here || (!damaged && brought.error().kind != ErrorKind::kNotFound)) return brought.error();
    if (damaged) environment.run.tell(brought.error().message);
    THETA_RETURN_IF_ERROR(remove_path(corpus.folder));
    THETA_ASSIGN(corpus.import_seconds, import_files(job, environment, corpus));
  }
  if (imported_here) {
    THETA_ASSIGN(corpus.rows_skipped, skipped_rows(corpus.folder));
  }
  return corpus;
}

Result<std::string> bring_model(const Job& job, const JobEnvironment& environment) {
  std::string folder = join_path(environment.scratch, "input.model");
  THETA_RETURN_IF_ERROR(storage::get_folder(environment.store, job.model, folder, kManifestFile));
  if (!job.edits.empty())
    THETA_RETURN_IF_ERROR(bring_file(environment, job.edits, join_path(folder, engine::kEditsFile)));
  return folder;
}

Result<engine::TrainOptions> bring_train_options(const Job& job, const JobEnvironment& environment) {
  engine::TrainOptions options = job.train;
  if (options.embeddings.empty() || options.embeddings == "skip-gram") return options;
  // The name goes into checkpoints, which a run in another folder must be able to go on from.
  options.embeddings = join_path(environment.scratch, "vectors");
  THETA_RETURN_IF_ERROR(bring_file(environment, job.train.embeddings, options.embeddings));
  return options;
}

}  // namespace theta::jobs
