#include "cli/bucket_job.h"

#include <cstdlib>
#include <memory>
#include <optional>

#include "base/error_kind_name.h"
#include "base/temporary_folder.h"
#include "cli/command.h"
#include "cli/run_reports.h"
#include "cli/work_folder.h"
#include "cloud/moments.h"
#include "jobs/job_reporter.h"
#include "jobs/open_store.h"
#include "jobs/run_job.h"

namespace theta::cli {
namespace {

constexpr const char* kRightsEnd = "OSS_TOKEN_EXPIRES";
constexpr uint64_t kLargestDescription = uint64_t{64} << 20;  // it may hold word lists
constexpr int kStopped = 143;

struct Place {
  std::string bucket;  // with its scheme
  std::string key;
};

Result<Place> place_of(const std::string& uri) {
  const size_t host = uri.find("://") + 3;
  const size_t slash = uri.find('/', host);
  if (slash == std::string::npos || slash == host || slash + 1 == uri.size())
    return usage_error("{}: names a bucket, and no job.json in it", uri);
  Place place{uri.substr(0, slash), uri.substr(slash + 1)};
  if (place.key.ends_with('/')) place.key += "job.json";
  return place;
}

Result<std::optional<std::chrono::system_clock::time_point>> rights_end() {
  const char* const value = std::getenv(kRightsEnd);
  std::optional<std::chrono::system_clock::time_point> end;
  if (value == nullptr || *value == '\0') return end;
  end = cloud::parse_iso_time(value);
  if (!end) return usage_error("{}: {} is no time as 2026-01-31T23:59:00Z", kRightsEnd, value);
  return end;
}

Result<int> run_described(const BucketJob& request, const Place& place, storage::ObjectStore& bucket,
                          Console& console, const Interrupt& interrupt, const StopFlag& stop) {
  THETA_ASSIGN(const std::string text, bucket.get(place.key, kLargestDescription));
  THETA_ASSIGN(const formats::Json description, formats::parse_json(text, place.key));
  THETA_ASSIGN(const jobs::Job job, jobs::parse_job(description, "job.json"));
  const std::string named = request.store.empty() ? job.store : request.store;
  std::unique_ptr<storage::ObjectStore> other;
  if (!named.empty()) {
    if (!is_bucket_uri(named)) return bad_input("job.json: store: {} is no bucket", named);
    THETA_ASSIGN(other, jobs::open_store(named, ""));
  }
  std::optional<TemporaryFolder> temporary;
  if (request.scratch.empty()) temporary.emplace();
  THETA_ASSIGN(const WorkFolder work, WorkFolder::enter(temporary ? temporary->path() : request.scratch));
  ThreadPool pool(job.threads);
  engine::RunEnvironment run = report_to(console, pool, interrupt);
  run.stop = &stop;
  THETA_ASSIGN(const jobs::JobResult result, jobs::run_job(job, {other ? *other : bucket, "", run}));
  console.summary(nlohmann::json(result.summary));
  return result.rows_skipped ? kRowsSkipped : 0;
}

}  // namespace

bool is_bucket_uri(const std::string& text) {
  return text.starts_with("oss://") || text.starts_with("s3://");
}

Result<int> run_bucket_job(const BucketJob& request, Console& console, const Interrupt& interrupt) {
  THETA_ASSIGN(const Place place, place_of(request.uri));
  THETA_ASSIGN(const auto end, rights_end());
  THETA_ASSIGN(const std::unique_ptr<storage::ObjectStore> bucket, jobs::open_store(place.bucket, ""));
  StopFlag stop;
  jobs::AttemptFolder folder(*bucket, place.key.substr(0, place.key.rfind('/') + 1));
  const auto interval = std::chrono::milliseconds(static_cast<int64_t>(request.report_seconds * 1000));
  jobs::JobReporter reporter(std::move(folder), {interval, end}, interrupt.flag(), stop);
  console.also_to([&reporter](const std::string& line) { reporter.add(line); });
  const Result<int> ran = run_described(request, place, *bucket, console, interrupt, stop);
  int code = 0;
  if (ran.ok()) {
    code = ran.value();
  } else if (ran.error().kind == ErrorKind::kCancelled) {
    const std::string reason = reporter.reason();
    console.say(reason.empty() ? ran.error().message : reason + "; " + ran.error().message);
    code = reason.empty() ? interrupt.exit_code() : kStopped;
  } else {
    console.event(
        {{"event", "error"}, {"kind", error_kind_name(ran.error().kind)}, {"message", ran.error().message}});
    code = exit_code(ran.error().kind);
  }
  console.also_to({});
  const Status told = reporter.finish(code);
  if (!told.ok()) console.say(told.error().message);
  return code;
}

}  // namespace theta::cli
