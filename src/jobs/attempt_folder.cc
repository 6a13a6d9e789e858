#include "jobs/attempt_folder.h"

#include "formats/json.h"

namespace theta::jobs {
namespace {

constexpr const char* kFormat = "theta-job-progress";
constexpr const char* kProgress = "progress.json";
constexpr const char* kCancel = "cancel";
constexpr std::string_view kFolder = "attempts/";
constexpr uint64_t kLargest = uint64_t{16} << 20;  // of progress.json, in bytes

// The folder that holds all attempts, where this is one of them; else nothing.
std::string folder_of_attempts(const std::string& prefix) {
  if (prefix.empty()) return {};
  const size_t slash = prefix.rfind('/', prefix.size() - 2);
  if (slash == std::string::npos) return {};
  std::string above = prefix.substr(0, slash + 1);
  return above.ends_with("/" + std::string(kFolder)) || above == kFolder ? above : "";
}

}  // namespace

std::string attempt_prefix(const std::string& output, int64_t number) {
  return fmt::format("{}{}{:010}/", output, kFolder, number);
}

Result<JobProgress> AttemptFolder::progress() {
  const std::string key = prefix_ + kProgress;
  const Result<std::string> text = store_.get(key, kLargest);
  if (!text.ok() && text.error().kind == ErrorKind::kNotFound) return JobProgress();
  if (!text.ok()) return text.error();
  THETA_ASSIGN(const formats::Json object, formats::parse_json(text.value(), key));
  JobProgress progress;
  try {
    progress.first = object.at("first").get<uint64_t>();
    progress.lines = object.at("lines").get<std::vector<std::string>>();
    if (object.contains("exit_code")) progress.exit_code = object.at("exit_code").get<int>();
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: is not the progress of a job", key);
  }
  return progress;
}

Status AttemptFolder::set_progress(const JobProgress& progress) {
  formats::Json object = {
      {"format", kFormat}, {"version", 1}, {"first", progress.first}, {"lines", progress.lines}};
  if (progress.exit_code) object["exit_code"] = *progress.exit_code;
  return store_.put(prefix_ + kProgress, formats::json_text(object)).status();
}

Status AttemptFolder::cancel() {
  return store_.put(prefix_ + kCancel, "").status();
}

Result<std::string> AttemptFolder::reason_to_stop() {
  bool described = false;
  THETA_ASSIGN(const storage::ObjectPage own, store_.list(prefix_));
  for (const storage::ObjectInfo& object : own.objects) {
    if (object.key == prefix_ + kCancel) return std::string("cancelled");
    if (object.key == prefix_ + "job.json") described = true;
  }
  if (!described && !own.more) return std::string("its description was removed");
  const std::string all = folder_of_attempts(prefix_);
  if (all.empty()) return std::string();
  // '0' follows '/': this is behind everything in our own folder, and before all later ones.
  const std::string behind = prefix_.substr(0, prefix_.size() - 1) + '0';
  THETA_ASSIGN(const storage::ObjectPage later, store_.list(all, behind, 1));
  return std::string(later.objects.empty() ? "" : "a later attempt has taken over");
}

}  // namespace theta::jobs
