#include "tasks/task_run.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>

#include "base/files.h"
#include "base/folders.h"
#include "database/task_lines.h"
#include "tasks/child.h"
#include "tasks/job_end.h"
#include "tasks/job_events.h"
#include "tasks/job_plan.h"
#include "tasks/job_results.h"
#include "tasks/line_splitter.h"

namespace theta::tasks {
namespace {

using Clock = std::chrono::steady_clock;
using database::TaskState;

constexpr std::chrono::milliseconds kLook(50);        // between two looks at the child
constexpr std::chrono::milliseconds kAfterCall(100);  // between two heartbeats that wake-ups ask for
constexpr std::chrono::milliseconds kAgain(500);      // before a write is tried again

/// Why the child was told to stop.
enum class Stop : uint8_t { kNone, kWorkerStops, kCancelled, kLeaseLost };

/// One claimed task, from its claim to its end.
class TaskRun {
 public:
  TaskRun(WorkerParts& parts, const database::Claim& claim)
      : parts_(parts),
        options_(parts.options),
        claim_(claim),
        queue_(parts.database, options_.rules),
        lines_(parts.database),
        folder_(join_path(options_.scratch, fmt::format("{}-{}", claim.task.id.text(), claim.lease.fence))),
        events_(claim.task.progress.fraction) {}

  void run() {
    parts_.announce(claim_.task.id);
    Result<JobPlan> plan = plan_job(parts_.database, parts_.store, claim_.task);
    const Status ready = plan.ok() ? write_description(plan.value()) : plan.status();
    if (!ready.ok()) {
      give_up(ready.error());
    } else {
      run_child(plan.value());
    }
    const Status removed = remove_path(folder_);
    if (!removed.ok()) parts_.log(claim_.task.id, removed.error().message);
    parts_.announce(claim_.task.id);
  }

 private:
  Status write_description(const JobPlan& plan) {
    formats::Json job = plan.job;
    job["threads"] = options_.threads;
    if (job.contains("train")) job["checkpoint_seconds"] = options_.checkpoint_seconds;
    THETA_RETURN_IF_ERROR(make_folders(folder_));
    return formats::write_json(join_path(folder_, "job.json"), job);
  }

  void run_child(const JobPlan& plan) {
    Result<Child> child = Child::start({.program = options_.program,
                                        .arguments = {"job", "run", folder_, "--store", options_.store},
                                        .folder = folder_,
                                        .memory_bytes = options_.memory_bytes,
                                        .niceness = options_.niceness});
    if (!child.ok()) return fail({.code = "not_started", .message = child.error().message, .retry = true});
    const int status = follow(child.value());
    if (stop_ == Stop::kLeaseLost) return;
    static_cast<void>(beat());  // the last lines; what follows finds out by itself who holds the task
    settle(plan, judge(status, events_.error(), events_.last_error_line(), options_.memory_bytes));
  }

  // Reads what the child says and shows that it lives, until it has ended.
  int follow(Child& child) {
    LineSplitter output(database::kLongestLine, [this](const std::string& line, bool cut) {
      events_.take_output(line, cut, Clock::now());
    });
    LineSplitter errors(database::kLongestLine,
                        [this](const std::string& line, bool) { events_.take_error(line); });
    uint64_t calls = parts_.cache.signals().count(kQueueChannel);
    for (;;) {
      wait_for_words(child);
      const std::optional<int> status = child.end();
      read_words(child.output(), output);
      read_words(child.errors(), errors);
      if (status.has_value()) {
        output.finish();
        errors.finish();
        return *status;
      }
      if (parts_.stopping) ask_to_stop(child, Stop::kWorkerStops, options_.stop_grace);
      if (stop_ != Stop::kNone && Clock::now() >= kill_at_) child.signal(SIGKILL);
      const Clock::duration since = Clock::now() - last_beat_;
      const uint64_t now_calls = parts_.cache.signals().count(kQueueChannel);
      const bool called = now_calls != calls && since >= kAfterCall;
      if (!called && since < options_.heartbeat && !(events_.has_news() && since >= options_.flush)) continue;
      calls = now_calls;
      react(child, beat());
    }
  }

  void wait_for_words(const Child& child) {
    std::array<struct pollfd, 2> ends = {
        {{child.output().get(), POLLIN, 0}, {child.errors().get(), POLLIN, 0}}};
    const int ready = ::poll(ends.data(), ends.size(), static_cast<int>(kLook.count()));
    // A child that has closed an end, but lives on, would make poll() return at once for ever.
    const bool closed = ((ends[0].revents | ends[1].revents) & POLLHUP) != 0;
    if (ready > 0 && closed) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }

  // Bounded: a child that writes without end must not keep us from our heartbeats.
  static void read_words(const Descriptor& from, LineSplitter& to) {
    std::array<char, 16384> buffer;
    for (int i = 0; i < 64; ++i) {
      const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return;
      to.push({buffer.data(), static_cast<size_t>(got)});
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

  void react(const Child& child, const Result<TaskState>& state) {
    if (state.ok()) {
      if (state.value() == TaskState::kCancelling)
        ask_to_stop(child, Stop::kCancelled, options_.cancel_grace);
      return;
    }
    parts_.log(claim_.task.id, state.error().message);
    // Another worker may be at it already: nothing of ours is wanted any more.
    if (state.error().kind == ErrorKind::kConflict)
      ask_to_stop(child, Stop::kLeaseLost, std::chrono::milliseconds(0));
  }

  void ask_to_stop(const Child& child, Stop why, std::chrono::milliseconds grace) {
    if (stop_ >= why) return;
    if (stop_ == Stop::kNone) {
      child.signal(SIGTERM);
      kill_at_ = Clock::time_point::max();
    }
    stop_ = why;
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
  const std::string folder_;
  JobEvents events_;
  Clock::time_point last_beat_ = Clock::now();
  Stop stop_ = Stop::kNone;
  Clock::time_point kill_at_;
};

}  // namespace

void run_task(WorkerParts& parts, const database::Claim& claim) {
  TaskRun(parts, claim).run();
}

}  // namespace theta::tasks
