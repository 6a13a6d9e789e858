#include "tasks/task_run.h"

#include <algorithm>
#include <thread>

#include "database/task_lines.h"
#include "tasks/job_events.h"
#include "tasks/job_plan.h"
#include "tasks/job_results.h"
#include "tasks/launcher.h"

namespace theta::tasks {
namespace {

using Clock = std::chrono::steady_clock;
using database::TaskState;

constexpr std::chrono::milliseconds kAfterCall(100);  // between two heartbeats that wake-ups ask for
constexpr std::chrono::milliseconds kAgain(500);      // before a write is tried again

/// One claimed task, from its claim to its end.
class TaskRun {
 public:
  TaskRun(WorkerParts& parts, const database::Claim& claim)
      : parts_(parts),
        options_(parts.options),
        claim_(claim),
        queue_(parts.database, options_.rules),
        lines_(parts.database),
        events_(claim.task.progress.fraction) {}

  void run() {
    parts_.announce(claim_.task.id);
    const Result<JobPlan> plan = plan_job(parts_.database, parts_.store, claim_.task);
    if (plan.ok()) {
      run_job(plan.value());
    } else {
      give_up(plan.error());
    }
    parts_.announce(claim_.task.id);
  }

 private:
  void run_job(const JobPlan& plan) {
    const Result<std::unique_ptr<RunningJob>> job = options_.launcher->launch(plan, claim_, events_);
    if (!job.ok()) return fail({.code = "not_started", .message = job.error().message, .retry = true});
    const JobEnd end = follow(*job.value());
    if (stop_ == Stop::kLeaseLost) return;
    static_cast<void>(beat());  // the last lines; what follows finds out by itself who holds the task
    settle(plan, end);
  }

  // Reads what the job says and shows that it lives, until it has ended.
  JobEnd follow(RunningJob& job) {
    uint64_t calls = parts_.cache.signals().count(kQueueChannel);
    for (;;) {
      const std::optional<JobEnd> end = job.look();
      if (end) return *end;
      if (parts_.stopping) {
        ask_to_stop(job, Stop::kWorkerStops, options_.stop_grace);
        if (!leave_at_) leave_at_ = Clock::now() + options_.stop_grace;
        if (Clock::now() >= *leave_at_) job.leave();
      }
      if (stop_ != Stop::kNone && Clock::now() >= kill_at_) job.kill();
      const Clock::duration since = Clock::now() - last_beat_;
      const uint64_t now_calls = parts_.cache.signals().count(kQueueChannel);
      const bool called = now_calls != calls && since >= kAfterCall;
      if (!called && since < options_.heartbeat && !(events_.has_news() && since >= options_.flush)) continue;
      calls = now_calls;
      react(job, beat());
    }
  }

  // A heartbeat with the progress, then the lines. What cannot be stored now waits for the next one.
  Result<TaskState> beat() {
    last_beat_ = Clock::now();
    const Result<TaskState> state = queue_.heartbeat(claim_.lease, events_.progress());
    if (!state.ok()) return state;
    const bool news = events_.has_news();
    std::vector<std::string> events = events_.take_events();
    std::vector<std::string> log = events_.take_log();
    const Status kept = lines_.append(claim_.lease, database::Stream::kEvents, events);
    if (is_away(kept)) events_.put_back_events(std::move(events));
    const Status logged = lines_.append(claim_.lease, database::Stream::kLog, log);
    if (is_away(logged)) events_.put_back_log(std::move(log));
    if (news) parts_.announce(claim_.task.id);
    return state;
  }

  static bool is_away(const Status& status) {
    return !status.ok() && status.error().kind == ErrorKind::kUnavailable;
  }

  void react(RunningJob& job, const Result<TaskState>& state) {
    if (state.ok()) {
      if (state.value() == TaskState::kCancelling) ask_to_stop(job, Stop::kCancelled, options_.cancel_grace);
      return;
    }
    parts_.log(claim_.task.id, state.error().message);
    // Another worker may be at it already: nothing of ours is wanted any more.
    if (state.error().kind == ErrorKind::kConflict)
      ask_to_stop(job, Stop::kLeaseLost, std::chrono::milliseconds(0));
  }

  void ask_to_stop(RunningJob& job, Stop why, std::chrono::milliseconds grace) {
    if (stop_ >= why) return;
    if (stop_ == Stop::kNone) kill_at_ = Clock::time_point::max();
    stop_ = why;
    job.stop(why);
    kill_at_ = std::min(kill_at_, Clock::now() + grace);
  }

  void settle(const JobPlan& plan, const JobEnd& end) {
    if (end.verdict == Verdict::kDone) return complete(plan);
    // Whoever asked for the end knows its reason better than the status tells.
    if (stop_ == Stop::kCancelled)
      return write([&] { return queue_.confirm_cancelled(claim_.lease).status(); });
    if (stop_ == Stop::kWorkerStops || end.verdict == Verdict::kReleased)
      return write([&] { return queue_.release(claim_.lease).status(); });
    fail(end.failure);
  }

  void complete(const JobPlan& plan) {
    const Result<JobResults> results = read_results(parts_.store, plan);
    if (!results.ok()) return fail({.code = "failed", .message = results.error().message, .retry = true});
    Status completed;
    write([&] {
      completed =
          queue_.complete(claim_.lease, results.value().summary_json, results.value().models).status();
      return completed;
    });
    if (completed.ok() || completed.error().kind == ErrorKind::kConflict) return;
    if (completed.error().kind == ErrorKind::kCancelled)
      return write([&] { return queue_.confirm_cancelled(claim_.lease).status(); });
    if (!is_away(completed)) fail({.code = "failed", .message = completed.error().message, .retry = true});
  }

  void fail(const database::JobFailure& failure) {
    parts_.log(claim_.task.id, failure.message);
    write([&] { return queue_.fail(claim_.lease, failure).status(); });
  }

  // There is no job to start. What is the request's fault ends the task; while a service is away it waits.
  void give_up(const Error& error) {
    if (parts_.stopping || error.kind == ErrorKind::kUnavailable) {
      parts_.log(claim_.task.id, error.message);
      return write([&] { return queue_.release(claim_.lease).status(); });
    }
    fail(failure_of(error));
  }

  /// Writes the end of the task, again and again while the database is away: the work is done, and nobody
  /// else can be given the task meanwhile. A worker that stops tries for `stop_grace` only; its next start
  /// puts the task back.
  template <typename Write>
  void write(const Write& attempt) {
    std::optional<Clock::time_point> until;
    for (;;) {
      const Status status = attempt();
      if (!is_away(status)) {
        if (!status.ok()) parts_.log(claim_.task.id, status.error().message);
        return;
      }
      if (parts_.stopping && !until) until = Clock::now() + options_.stop_grace;
      if (until && Clock::now() >= *until) return;
      std::this_thread::sleep_for(kAgain);
    }
  }

  WorkerParts& parts_;
  const WorkerOptions& options_;
  const database::Claim& claim_;
  database::TaskQueue queue_;
  database::TaskLines lines_;
  JobEvents events_;
  Clock::time_point last_beat_ = Clock::now();
  Stop stop_ = Stop::kNone;
  Clock::time_point kill_at_;
  std::optional<Clock::time_point> leave_at_;
};

}  // namespace

void run_task(WorkerParts& parts, const database::Claim& claim) {
  TaskRun(parts, claim).run();
}

}  // namespace theta::tasks
