#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "corpus/import_request.h"
#include "engine/topic_list.h"
#include "engine/topic_scores.h"
#include "engine/train_options.h"
#include "export/export.h"
#include "formats/json.h"

namespace theta::jobs {

enum class JobKind : uint8_t { kTrain, kEvaluate, kExport, kSweep, kStability };
std::string_view job_kind_name(JobKind kind);

/// A file of a data set: where it lies in the store, and what it is called in the results.
struct JobFile {
  std::string key;
  std::string name;
};

/// One piece of work on objects of a store, as a job.json describes it (docs/formats.md). Keys and prefixes
/// were checked; prefixes end with a slash.
struct Job {
  JobKind kind = JobKind::kTrain;
  std::string store;   ///< where the objects are; empty: the caller says
  std::string output;  ///< prefix of everything that is written
  size_t threads = 0;  ///< 0: one per processor

  // What is worked on; each kind takes some of it.
  std::vector<JobFile> files;    ///< a data set
  std::string corpus;            ///< prefix of a corpus folder
  std::string model;             ///< prefix of a model folder
  std::string edits;             ///< key of the model's edits.jsonl, where it is not in the model's folder
  engine::TopicList topic_list;  ///< of evaluate in place of a model: topics that another program made

  corpus::ImportRequest import;
  engine::TrainOptions train;            ///< of train, sweep and stability
  std::vector<uint64_t> topics;          ///< of sweep, rising
  std::vector<uint64_t> seeds;           ///< of sweep and stability, rising
  engine::ScoreOptions score;            ///< of evaluate
  exports::ExportOptions output_format;  ///< of export
  std::string export_name;               ///< of the file that an export writes, if it writes one

  /// What decides the bytes of the results: the description without store, threads and checkpoint_seconds.
  /// Two runs for the same output must agree in it.
  formats::Json identity;
};

/// Reads a description. kBadInput names the field; kUnsupported for a version of a newer release. `name`
/// starts the messages.
Result<Job> parse_job(const formats::Json& description, const std::string& name);

/// The identity in one form for one description, whatever the order of its members: what OUTPUT/job.json
/// holds.
std::string identity_text(const Job& job);

/// The same error in the words of a description: "--batch-size 0: ..." is about batch_size. Wrong options are
/// bad input here.
Error in_words_of_jobs(const Error& error);

}  // namespace theta::jobs
