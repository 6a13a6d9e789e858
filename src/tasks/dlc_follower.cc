#include "tasks/dlc_follower.h"

#include <sys/wait.h>

#include <algorithm>

namespace theta::tasks {
namespace {

using cloud::DlcState;
using formats::Json;

constexpr int kMostCreations = 3;
constexpr int kLooks = 5;     // for a job whose creation got no answer: 0.5, 1, 2, 4 and 8 times `report`
constexpr int kSlowest = 10;  // times `report` between two calls of GetJob
constexpr size_t kLastLines = 20;       // of a job that says nothing of its failure
constexpr size_t kLongestWords = 2000;  // bytes of them
constexpr uint64_t kLongestNumber = 32;

JobEnd released() {
  return {Verdict::kReleased, {}};
}

JobEnd failed(std::string code, std::string message, bool retry) {
  return {Verdict::kFailed, {std::move(code), std::move(message), retry}};
}

bool is_away(const Error& error) {
  return error.kind == ErrorKind::kUnavailable || error.kind == ErrorKind::kRemote;
}

bool lives(const cloud::DlcJob& job) {
  return !cloud::has_ended(job.state()) && job.state() != DlcState::kStopping;
}

}  // namespace

DlcFollower::DlcFollower(DlcParts& parts, const JobPlan& plan, const database::Claim& claim,
                         JobEvents& events)
    : parts_(parts), plan_(plan), claim_(claim), events_(events), thread_([this] { run(); }) {}

DlcFollower::~DlcFollower() {
  stop(Stop::kLeaseLost);
  thread_.join();
}

std::optional<JobEnd> DlcFollower::look() {
  std::vector<std::string> lines;
  std::optional<JobEnd> end;
  {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::milliseconds(50), [this] { return !lines_.empty() || end_; });
    lines.swap(lines_);
    end = end_;
  }
  for (const std::string& line : lines) events_.take_output(line, false, Clock::now());
  return end;
}

void DlcFollower::stop(Stop why) {
  {
    const std::lock_guard lock(mutex_);
    stop_ = std::max(stop_, why);
  }
  changed_.notify_all();
}

void DlcFollower::leave() {
  stop(Stop::kLeaseLost);
}

Stop DlcFollower::asked() {
  const std::lock_guard lock(mutex_);
  return stop_;
}

bool DlcFollower::pause(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  const Stop before = stop_;
  return !changed_.wait_for(lock, time, [&] { return stop_ != before; });
}

void DlcFollower::hand_on(std::string line) {
  {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
  }
  changed_.notify_all();
}

void DlcFollower::tell(const std::string& sentence) {
  hand_on(formats::json_line({{"event", "message"}, {"text", sentence}}));
}

void DlcFollower::run() {
  JobEnd end = work();
  {
    const std::lock_guard lock(mutex_);
    end_ = std::move(end);
  }
  changed_.notify_all();
}

JobEnd DlcFollower::work() {
  std::optional<JobEnd> end = find();
  if (!end && job_.id.empty()) end = create();
  return end ? *end : follow();
}

JobEnd DlcFollower::interrupted() {
  return asked() == Stop::kCancelled ? end_cancelled() : released();
}

std::string DlcFollower::name_of(int64_t attempt) const {
  return fmt::format("{}{}", dlc_name_of_task(parts_.settings.name_prefix, claim_.task.id), attempt);
}

Result<std::vector<cloud::DlcJob>> DlcFollower::jobs_of_task() {
  const std::string part = dlc_name_of_task(parts_.settings.name_prefix, claim_.task.id);
  THETA_ASSIGN(std::vector<cloud::DlcJob> jobs,
               parts_.client.list({.workspace = parts_.settings.workspace, .name_part = part}));
  // The service looks for parts of names, and takes capitals for small letters.
  std::erase_if(jobs, [&](const cloud::DlcJob& job) { return !job.name.starts_with(part); });
  return jobs;
}

Result<bool> DlcFollower::is_there(const std::string& key) {
  const Status found = parts_.store.head(key).status();
  if (found.ok()) return true;
  if (found.error().kind == ErrorKind::kNotFound) return false;
  return found.error();
}

// What an earlier attempt has left: a result, or a job that still runs.
std::optional<JobEnd> DlcFollower::find() {
  for (;;) {
    if (asked() != Stop::kNone) return interrupted();
    const Status found = look_for_earlier();
    if (found.ok()) return has_result_ ? std::optional<JobEnd>(JobEnd{}) : std::nullopt;
    if (!is_away(found.error())) return failed("not_started", found.error().message, true);
    wait_out(found.error());
  }
}

Status DlcFollower::look_for_earlier() {
  THETA_ASSIGN(has_result_, is_there(plan_.output + "result.json"));
  THETA_ASSIGN(const std::vector<cloud::DlcJob> jobs, jobs_of_task());
  const cloud::DlcJob* best = nullptr;
  int64_t best_attempt = 0;
  for (const cloud::DlcJob& job : jobs) {
    const std::optional<DlcName> name = parse_dlc_name(parts_.settings.name_prefix, job.name);
    if (!name || !lives(job) || name->attempt <= best_attempt) continue;
    THETA_ASSIGN(const bool useful, is_ours(name->attempt));
    if (!useful) continue;
    best = &job;  // the newest attempt; of two jobs of one attempt the older
    best_attempt = name->attempt;
  }
  for (const cloud::DlcJob& job : jobs) {
    if (!lives(job) || (&job == best && !has_result_)) continue;
    THETA_RETURN_IF_ERROR(parts_.client.stop(job.id));
    parts_.log(claim_.task.id.text(), fmt::format("PAI-DLC job {} is stopped: it is not needed", job.id));
  }
  if (best == nullptr || has_result_) return {};
  attempt_ = best_attempt;
  const Result<std::string> seen = parts_.store.get(folder().prefix() + "seen", kLongestNumber);
  if (seen.ok()) next_line_ = std::strtoull(seen.value().c_str(), nullptr, 10);
  job_ = *best;
  tell(fmt::format("goes on with PAI-DLC job {}", job_.id));
  return {};
}

// Whether the job of that attempt does what is to be done now, and has not told its end already.
Result<bool> DlcFollower::is_ours(int64_t attempt) {
  jobs::AttemptFolder of(parts_.store, jobs::attempt_prefix(plan_.output, attempt));
  THETA_ASSIGN(const bool described, is_there(of.prefix() + "job.json"));
  if (!described) return false;
  THETA_ASSIGN(const bool cancelled, is_there(of.prefix() + "cancel"));
  if (cancelled) return false;
  const Result<jobs::JobProgress> progress = of.progress();
  if (!progress.ok()) return is_away(progress.error()) ? Result<bool>(progress.error()) : Result<bool>(false);
  return !progress.value().exit_code.has_value();
}

jobs::AttemptFolder DlcFollower::folder() {
  return {parts_.store, jobs::attempt_prefix(plan_.output, attempt_)};
}

void DlcFollower::wait_out(const Error& error) {
  parts_.log(claim_.task.id.text(), error.message);
  if (said_status_ != "away") tell("the services that training needs cannot be reached; it is tried again");
  said_status_ = "away";
  pause(parts_.report());
}

Result<cloud::TemporaryCredentials> DlcFollower::rights() {
  const cloud::DlcSettings& settings = parts_.settings;
  if (settings.role.empty()) {
    THETA_ASSIGN(const cloud::Credentials own, settings.job_credentials->now());
    return cloud::TemporaryCredentials{own, ""};
  }
  THETA_ASSIGN(const std::vector<std::string> inputs, inputs_of(plan_));
  THETA_ASSIGN(const Json policy, cloud::job_policy(parts_.bucket.bucket, plan_.output, inputs));
  return parts_.sts.assume(settings.role, "theta-" + claim_.task.id.text(), policy,
                           std::chrono::seconds(settings.token_seconds));
}

std::optional<JobEnd> DlcFollower::create() {
  attempt_ = claim_.lease.fence;
  DlcOrder order{.name = name_of(attempt_),
                 .uri = parts_.options.store + "/" + folder().prefix() + "job.json"};
  const Status wished = take_wishes(parts_.settings, claim_.task, order);
  if (!wished.ok()) return failed("bad_input", wished.error().message, false);
  for (int tries = 0; tries < kMostCreations;) {
    if (asked() != Stop::kNone) return interrupted();
    const Result<cloud::DlcClient::Created> created = create_once(order);
    const Error* const error = !created.ok()                ? &created.error()
                               : created.value().id.empty() ? &created.value().error
                                                            : nullptr;
    if (error == nullptr) {
      job_.id = created.value().id;
      tell(fmt::format("PAI-DLC job {} was created", job_.id));
      return std::nullopt;
    }
    if (created.ok() && created.value().uncertain) {
      parts_.log(claim_.task.id.text(), error->message);
      doubtful_ = true;
      const std::optional<JobEnd> end = find_created(order.name);
      if (end || !job_.id.empty()) return end;
      ++tries;
    } else if (is_away(*error)) {
      wait_out(*error);
    } else {
      // Rights, image, machines: nothing that the owner of the task could change, but an operator can.
      return failed("not_started", error->message, error->kind != ErrorKind::kBadInput);
    }
  }
  return failed("not_started", "PAI-DLC has not answered; no job of the task was found there", true);
}

Result<cloud::DlcClient::Created> DlcFollower::create_once(const DlcOrder& order) {
  THETA_ASSIGN(const cloud::TemporaryCredentials given, rights());
  const Json job = description_to_run(plan_, parts_.options);
  THETA_RETURN_IF_ERROR(parts_.store.put(folder().prefix() + "job.json", formats::json_text(job)).status());
  return parts_.client.create(
      dlc_job(parts_.settings, order, dlc_variables(parts_.settings, parts_.bucket, given)));
}

// Whether a creation that got no answer has made a job: it may appear a while later.
std::optional<JobEnd> DlcFollower::find_created(const std::string& name) {
  std::chrono::milliseconds wait = parts_.report() / 2;
  for (int looks = 0; looks < kLooks;) {
    if (asked() != Stop::kNone) return interrupted();
    const Result<std::vector<cloud::DlcJob>> jobs = jobs_of_task();
    if (jobs.ok()) {
      for (const cloud::DlcJob& job : jobs.value()) {
        if (job.name != name) continue;
        job_ = job;
        tell(fmt::format("PAI-DLC job {} was created", job_.id));
        return std::nullopt;
      }
      ++looks;
      pause(wait);
      wait *= 2;
    } else if (is_away(jobs.error())) {
      wait_out(jobs.error());
    } else {
      return failed("not_started", jobs.error().message, true);
    }
  }
  return std::nullopt;
}

// A creation that nobody had answered may have been carried out after the next one.
void DlcFollower::stop_twins() {
  const Result<std::vector<cloud::DlcJob>> jobs = jobs_of_task();
  if (!jobs.ok()) return;
  for (const cloud::DlcJob& job : jobs.value()) {
    if (job.id == job_.id || !lives(job)) continue;
    if (!parts_.client.stop(job.id).ok()) return;
    parts_.log(claim_.task.id.text(), fmt::format("PAI-DLC job {} is stopped: it is the same twice", job.id));
  }
}

JobEnd DlcFollower::follow() {
  Clock::time_point next = Clock::now();
  std::chrono::milliseconds between = parts_.report();
  for (;;) {
    if (asked() != Stop::kNone) return interrupted();
    if (std::optional<JobEnd> end = read_progress()) return *end;
    if (Clock::now() >= next) {
      const DlcState before = job_.state();
      if (std::optional<JobEnd> end = look_at_job()) return *end;
      if (doubtful_) stop_twins();
      // Once it runs, its progress tells more than the service does.
      const bool calm = job_.state() == before && before == DlcState::kRunning;
      between = calm ? std::min(between * 2, parts_.report() * kSlowest) : parts_.report();
      next = Clock::now() + between;
    }
    pause(parts_.report());
  }
}

std::optional<JobEnd> DlcFollower::read_progress() {
  const Result<jobs::JobProgress> read = folder().progress();
  if (!read.ok()) return std::nullopt;
  const jobs::JobProgress& progress = read.value();
  const uint64_t end = progress.first + progress.lines.size();
  if (end > next_line_) {
    for (uint64_t i = std::max(next_line_, progress.first); i < end; ++i) {
      const std::string& line = progress.lines[i - progress.first];
      const Result<Json> event = formats::parse_json(line, "event");
      if (event.ok() && event.value().is_object() && event.value().value("event", "") == "error")
        said_ = event.value();
      hand_on(line);
    }
    next_line_ = end;
    // For whoever follows this job after us. What is lost of it costs a line that is seen twice.
    static_cast<void>(parts_.store.put(folder().prefix() + "seen", fmt::format("{}", end)));
  }
  if (!progress.exit_code) return std::nullopt;
  return judge(W_EXITCODE(*progress.exit_code, 0), said_, "", 0);
}

std::optional<JobEnd> DlcFollower::look_at_job() {
  Result<cloud::DlcJob> now = parts_.client.get(job_.id);
  if (!now.ok()) {
    if (now.error().kind == ErrorKind::kNotFound)
      return failed("failed", fmt::format("PAI-DLC job {} was removed there", job_.id), true);
    parts_.log(claim_.task.id.text(), now.error().message);
    return std::nullopt;
  }
  job_ = std::move(now).value();
  const std::string state(cloud::dlc_state_text(job_.state()));
  if (state != said_status_) tell(fmt::format("PAI-DLC job {}: {}", job_.id, state));
  said_status_ = state;
  if (!cloud::has_ended(job_.state())) return std::nullopt;
  const std::optional<JobEnd> told = read_progress();
  return told ? *told : end_of(job_);
}

// A job that has told no end: what the service knows of it.
JobEnd DlcFollower::end_of(const cloud::DlcJob& job) {
  if (job.state() == DlcState::kSucceeded) {
    const Result<bool> done = is_there(plan_.output + "result.json");
    if (done.ok() && done.value()) return {};
    return failed("failed", fmt::format("PAI-DLC job {} has ended without a result", job.id), true);
  }
  std::string message = fmt::format("PAI-DLC job {} {}", job.id,
                                    job.state() == DlcState::kStopped ? "was stopped there" : "failed");
  if (!job.reason.empty()) message += ": " + job.reason;
  if (!job.message.empty()) message += ": " + job.message;
  for (const std::string& line : last_words(job)) tell(line);
  return failed("failed", message, true);
}

std::vector<std::string> DlcFollower::last_words(const cloud::DlcJob& job) {
  std::vector<std::string> words;
  const Result<std::vector<std::string>> events = parts_.client.events(job.id, kLastLines);
  if (events.ok()) words = events.value();
  for (const cloud::DlcPod& pod : job.pods) {
    const Result<std::vector<std::string>> log = parts_.client.logs(job.id, pod, kLastLines);
    if (log.ok()) words.insert(words.end(), log.value().begin(), log.value().end());
  }
  for (std::string& line : words) line.resize(std::min(line.size(), kLongestWords));
  return words;
}

// Until no job of the task lives: a cancelled task shall cost nothing more.
JobEnd DlcFollower::end_cancelled() {
  if (attempt_ != 0) static_cast<void>(folder().cancel());
  while (asked() == Stop::kCancelled) {
    const Result<std::vector<cloud::DlcJob>> jobs = jobs_of_task();
    if (jobs.ok()) {
      bool left = false;
      for (const cloud::DlcJob& job : jobs.value()) {
        left = left || !cloud::has_ended(job.state());
        if (!lives(job)) continue;
        const Status stopped = parts_.client.stop(job.id);
        if (!stopped.ok()) parts_.log(claim_.task.id.text(), stopped.error().message);
      }
      if (!left) break;
    } else {
      parts_.log(claim_.task.id.text(), jobs.error().message);
    }
    pause(parts_.report());
  }
  return released();
}

}  // namespace theta::tasks
