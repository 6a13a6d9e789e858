#include "jobs/job.h"

#include <algorithm>
#include <array>
#include <regex>
#include <set>

#include "engine/plan.h"
#include "jobs/job_fields.h"
#include "jobs/job_parts.h"
#include "storage/object_key.h"

namespace theta::jobs {
namespace {

constexpr const char* kFormat = "theta-job";
constexpr uint64_t kVersion = 1;
constexpr std::array<JobKind, 5> kKinds = {JobKind::kTrain, JobKind::kEvaluate, JobKind::kExport,
                                           JobKind::kSweep, JobKind::kStability};
constexpr size_t kMostModels = 1'000;

bool trains(JobKind kind) {
  return kind == JobKind::kTrain || kind == JobKind::kSweep || kind == JobKind::kStability;
}

// Notes what is wrong with a key; an empty one is left alone.
void check_key(JobFields& fields, const char* name, const std::string& key) {
  const Status checked = key.empty() ? Status() : storage::check_key(key);
  if (!checked.ok()) fields.refuse(name, checked.error().message);
}

// A prefix is written with or without the slash at its end.
void take_prefix(JobFields& fields, const char* name, std::string& prefix) {
  fields.take(name, prefix);
  if (prefix.empty()) return;
  if (!prefix.ends_with('/')) prefix += '/';
  check_key(fields, name, prefix.substr(0, prefix.size() - 1));
}

// "a/b.csv", or {"key": "objects/17", "name": "b.csv"}.
Result<JobFile> read_file(const formats::Json& value, const std::string& place) {
  JobFile file;
  if (value.is_string()) {
    file.key = value.get<std::string>();
  } else {
    JobFields fields(value, place);
    fields.require("key");
    fields.take("key", file.key);
    fields.take("name", file.name);
    THETA_RETURN_IF_ERROR(fields.finish());
  }
  if (file.name.empty()) file.name = file.key.substr(file.key.rfind('/') + 1);
  for (const std::string& text : {file.key, file.name}) {
    const Status checked = storage::check_key(text);
    if (!checked.ok()) return bad_input("{}: {}", place, checked.error().message);
  }
  return file;
}

Status read_files(const formats::Json& list, const std::string& place, std::vector<JobFile>& files) {
  if (!list.is_array() || list.empty()) return bad_input("{}: must be a list of at least one file", place);
  std::set<std::string> names;
  for (size_t i = 0; i < list.size(); ++i) {
    THETA_ASSIGN(JobFile file, read_file(list[i], fmt::format("{}[{}]", place, i)));
    if (!names.insert(file.name).second)
      return bad_input("{}[{}]: there are two files of the name {}", place, i, file.name);
    files.push_back(std::move(file));
  }
  return {};
}

void sort_once(std::vector<uint64_t>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// Reads one description, member by member.
class Reader {
 public:
  Reader(const formats::Json& description, const std::string& name)
      : description_(description), name_(name), fields_(description, name) {}

  Result<Job> run() {
    THETA_RETURN_IF_ERROR(take_kind());
    fields_.take("store", job_.store);
    fields_.take("threads", job_.threads);
    take_prefix(fields_, "output", job_.output);
    if (job_.output.empty()) fields_.require("output");
    if (job_.output.empty()) fields_.refuse("output", "must be a prefix of keys");
    THETA_RETURN_IF_ERROR(take_inputs());
    THETA_RETURN_IF_ERROR(trains(job_.kind) ? take_training() : take_other());
    THETA_RETURN_IF_ERROR(fields_.finish());
    job_.identity = description_;
    for (const char* const member : {"store", "threads", "checkpoint_seconds"}) job_.identity.erase(member);
    return std::move(job_);
  }

 private:
  Status take_kind() {
    std::string format;
    uint64_t version = 0;
    std::string kind;
    fields_.take("format", format);
    fields_.take("version", version);
    if (!description_.is_object() || format != kFormat)
      return bad_input("{}: is not the description of a job: \"format\" must be \"{}\"", name_, kFormat);
    if (version > kVersion)
      return make_error(ErrorKind::kUnsupported,
                        "{}: version {} was written for a newer release; this one reads {}", name_, version,
                        kVersion);
    if (version != kVersion) fields_.refuse("version", fmt::format("must be {}", kVersion));
    std::vector<std::string> kinds;
    for (const JobKind one : kKinds) kinds.emplace_back(job_kind_name(one));
    fields_.require("kind");
    fields_.take_choice("kind", kind, kinds);
    for (const JobKind one : kKinds) {
      if (kind == job_kind_name(one)) job_.kind = one;
    }
    // The members that may follow depend on the kind, so nothing is said of them before it is known.
    return kind.empty() ? fields_.finish() : Status();
  }

  Status take_inputs() {
    take_prefix(fields_, "corpus", job_.corpus);
    if (job_.kind == JobKind::kTrain || job_.kind == JobKind::kSweep) return take_texts();
    if (job_.kind == JobKind::kEvaluate) {
      if (const formats::Json* const list = fields_.find("topic_list")) {
        THETA_RETURN_IF_ERROR(take_topic_list(*list));
        return take_texts();
      }
    }
    take_prefix(fields_, "model", job_.model);
    if (job_.kind == JobKind::kStability && job_.model.empty()) return take_texts();
    if (job_.model.empty()) fields_.refuse("model", "is missing");
    fields_.take("edits", job_.edits);
    check_key(fields_, "edits", job_.edits);
    if (job_.kind != JobKind::kExport && job_.corpus.empty()) fields_.refuse("corpus", "is missing");
    return {};
  }

  // Files to import, or the corpus that they have become.
  Status take_texts() {
    const formats::Json* const files = fields_.find("files");
    if ((files == nullptr) == job_.corpus.empty())
      fields_.refuse("files", "name the files of a data set, or else a corpus");
    if (files != nullptr) THETA_RETURN_IF_ERROR(read_files(*files, name_ + ": files", job_.files));
    if (const formats::Json* const import = fields_.find("import")) {
      if (job_.files.empty()) fields_.refuse("import", "is for files, and a corpus is imported already");
      THETA_RETURN_IF_ERROR(read_import(*import, name_ + ": import", job_.import));
    }
    const Result<corpus::ImportOptions> options = corpus::import_options(job_.import);
    const bool bags = job_.import.format == "bow" || job_.import.format == "octis";
    if (!options.ok() && !bags) fields_.refuse("import", in_words_of_jobs(options.error()).message);
    return {};
  }

  // Lists of words, or text in any form that parse_topic_list() understands.
  Status take_topic_list(const formats::Json& list) {
    Result<engine::TopicList> read =
        list.is_string() ? engine::parse_topic_list(list.get<std::string>(), name_ + ": topic_list")
                         : engine::parse_topic_list(list.dump(), name_ + ": topic_list", "json");
    if (!read.ok()) return in_words_of_jobs(read.error());
    job_.topic_list = std::move(read).value();
    return {};
  }

  Status take_training() {
    if (const formats::Json* const train = fields_.find("train")) {
      THETA_RETURN_IF_ERROR(read_train(*train, name_ + ": train", job_.train, job_.kind != JobKind::kSweep));
    }
    if (job_.train.embeddings != "skip-gram") check_key(fields_, "train", job_.train.embeddings);
    fields_.take_between("checkpoint_seconds", job_.train.checkpoint_seconds, 0, 86'400);
    if (job_.kind == JobKind::kTrain) fields_.take("seed", job_.train.seed);
    if (job_.kind == JobKind::kSweep) take_series();
    if (job_.kind == JobKind::kStability) take_runs();
    const Status trains = engine::check_options(job_.train);
    if (!trains.ok()) fields_.refuse("train", in_words_of_jobs(trains.error()).message);
    return {};
  }

  void take_series() {
    job_.seeds = {1};
    fields_.require("topics");
    fields_.take("topics", job_.topics);
    fields_.take("seeds", job_.seeds);
    sort_once(job_.topics);
    sort_once(job_.seeds);
    if (job_.topics.empty() || job_.topics.front() == 0)
      fields_.refuse("topics", "must be a list of numbers from 1 on");
    if (job_.seeds.empty()) fields_.refuse("seeds", "must be a list of at least one number");
    if (job_.topics.size() * job_.seeds.size() > kMostModels)
      fields_.refuse("topics", fmt::format("with the seeds make more than {} models", kMostModels));
  }

  void take_runs() {
    fields_.require("seeds");
    fields_.take("seeds", job_.seeds);
    sort_once(job_.seeds);
    const size_t least = job_.model.empty() ? 2 : 1;
    if (job_.seeds.size() < least)
      fields_.refuse("seeds",
                     fmt::format("must be a list of at least {}", least == 1 ? "one number" : "two numbers"));
    if (job_.seeds.size() > kMostModels)
      fields_.refuse("seeds", fmt::format("are more than {}", kMostModels));
    if (!job_.train.num_topics.has_value()) fields_.refuse("train", "topics: is missing");
  }

  Status take_other() {
    if (job_.kind == JobKind::kEvaluate) {
      fields_.take("top_n", job_.score.top_n);
      if (job_.score.top_n.has_value() && *job_.score.top_n < 2)
        fields_.refuse("top_n", "must be at least 2");
      fields_.take("gensim_windows", job_.score.gensim_windows);
      return {};
    }
    exports::ExportOptions& options = job_.output_format;
    std::vector<std::string> formats;
    for (const exports::ExportFormat& format : exports::export_formats()) formats.emplace_back(format.name);
    fields_.require("export");
    const formats::Json* const object = fields_.find("export");
    if (object == nullptr) return {};
    JobFields fields(*object, name_ + ": export");
    fields.require("format");
    fields.take_choice("format", options.format, formats);
    fields.take("name", job_.export_name);
    check_key(fields, "name", job_.export_name);
    fields.take("texts", options.texts);
    fields.take_between("top_words", options.top_words, 1, 1e6);
    fields.take_between("min_weight", options.least_weight, 0, 1);
    fields.take("include_hidden", options.include_hidden);
    fields.take("bom", options.bom);
    fields.take("raw", options.raw);
    fields.take_choice("language", options.language, {"en", "zh"});
    return fields.finish();
  }

  const formats::Json& description_;
  const std::string& name_;
  JobFields fields_;
  Job job_;
};

}  // namespace

std::string_view job_kind_name(JobKind kind) {
  switch (kind) {
    case JobKind::kTrain:
      return "train";
    case JobKind::kEvaluate:
      return "evaluate";
    case JobKind::kExport:
      return "export";
    case JobKind::kSweep:
      return "sweep";
    case JobKind::kStability:
      break;
  }
  return "stability";
}

Result<Job> parse_job(const formats::Json& description, const std::string& name) {
  return Reader(description, name).run();
}

std::string identity_text(const Job& job) {
  return nlohmann::json(job.identity).dump();
}

Error in_words_of_jobs(const Error& error) {
  static const std::regex kFlag("--([a-z]+)(?:-([a-z]+))?(?:-([a-z]+))?");
  std::string message;
  auto at = error.message.cbegin();
  for (std::sregex_iterator flag(error.message.begin(), error.message.end(), kFlag), end; flag != end;
       ++flag) {
    message.append(at, (*flag)[0].first);
    std::string name = (*flag)[0].str().substr(2);
    std::replace(name.begin(), name.end(), '-', '_');
    message += name;
    at = (*flag)[0].second;
  }
  message.append(at, error.message.cend());
  return {error.kind == ErrorKind::kUsage ? ErrorKind::kBadInput : error.kind, message};
}

}  // namespace theta::jobs
