#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/json.h"
#include "jobs/job.h"

namespace theta::tasks {

/// What a task works on, as the database knows it.
struct TaskInputs {
  std::vector<jobs::JobFile> files;  ///< of the data set
  /// Of the data set: the options of `theta import` that its owner has chosen for it, with '_' for '-', as in
  /// {"text_column": "text", "time_column": "date"}. A request's own go before them.
  std::string columns_json = "{}";
  std::string model;   ///< prefix of the model, with a slash at its end
  std::string edits;   ///< key of that model's edits.jsonl; empty: it has none
  std::string corpus;  ///< prefix of the corpus that this model was made from; empty: none is known
  /// How this model was trained: "train" of the job that did it, with its kind and number of topics filled
  /// in.
  std::string train_json = "{}";
};

/// The ids that a request names, to be looked up together with its owner.
struct TaskReferences {
  std::string kind;  ///< train, sweep, stability, evaluate or export
  std::optional<std::string> dataset_id;
  std::optional<std::string> model_id;
  int64_t priority = 0;  ///< 0 to 9; the higher goes first
};

/// Reads which things a request is about. kBadInput names the field.
Result<TaskReferences> task_references(const formats::Json& request);

/// The description (job.json) of the work that a request asks for, checked as `theta job run` checks it.
///
/// The fields of a request: type; priority; dataset_id (train, sweep), model_id (export) or one of the two;
/// model, num_topics (sweep: a list), vocab_size, epochs, batch_size, learning_rate, hidden_dim, seed (sweep,
/// stability: one or a list) of training; topics (evaluate: those of another program); and options, an object
/// of
///   import, train: the objects of those names in job.json (training, and import of evaluate),
///   top_n, gensim_windows (evaluate),
///   export: the object of that name in job.json (export),
///   cloud: where a job in the cloud runs (cloud_wishes()); no part of the description.
/// An unknown field is refused. `output`: prefix for everything that is written.
Result<formats::Json> job_of_task(const formats::Json& request, const TaskInputs& inputs,
                                  const std::string& output);

/// What a request asks of the cloud, beyond the settings of the server.
struct CloudWishes {
  std::string ecs_spec;  ///< kind of machine; empty: that of the settings
  int64_t minutes = 0;   ///< longest time of a job; 0: that of the settings
};
Result<CloudWishes> cloud_wishes(const formats::Json& request);

/// Whether a request could be run at all, before there are inputs: what job_of_task() would say.
Status check_request(const formats::Json& request);

}  // namespace theta::tasks
