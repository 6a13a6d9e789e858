#include "server/task_events.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>

#include "database/task_lines.h"
#include "database/tasks.h"
#include "server/records.h"
#include "tasks/worker_options.h"

namespace theta::server {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kTick{50};
constexpr std::chrono::seconds kLongestWait{2};  // also between two questions whether a stream may go on
constexpr int64_t kLinesAtOnce = 100;

}  // namespace

struct TaskEvents::Follower {
  database::UserId owner;
  database::TaskId task;
  std::string channel;
  int64_t after = 0;
  std::string told;  ///< the status that was told last
  uint64_t seen = 0;
  Clock::time_point looked{};
  std::function<bool()> allowed;
  Clock::time_point asked{};  ///< whether it is allowed still
  std::shared_ptr<http::EventStream> stream;
};

TaskEvents::TaskEvents(database::Database& database, cache::Cache& cache)
    : database_(database), cache_(cache) {}

TaskEvents::~TaskEvents() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::shared_ptr<http::EventStream> TaskEvents::open(const database::UserId& owner, const database::Task& task,
                                                    int64_t after, std::function<bool()> allowed) {
  auto follower = std::make_unique<Follower>();
  follower->owner = owner;
  follower->task = task.id;
  follower->channel = tasks::task_channel(task.id);
  follower->after = after;
  follower->allowed = std::move(allowed);
  follower->asked = Clock::now();
  follower->stream = std::make_shared<http::EventStream>();
  auto stream = follower->stream;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    arrived_.push_back(std::move(follower));
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  }
  changed_.notify_all();
  return stream;
}

void TaskEvents::run() {
  std::vector<std::unique_ptr<Follower>> followers;
  for (;;) {
    {
      std::unique_lock<std::mutex> lock(mutex_);
      const auto due = [this] { return stopped_ || !arrived_.empty(); };
      if (followers.empty()) {
        changed_.wait(lock, due);
      } else {
        changed_.wait_for(lock, kTick, due);
      }
      if (stopped_) return;
      std::move(arrived_.begin(), arrived_.end(), std::back_inserter(followers));
      arrived_.clear();
    }
    const auto over = [this](const std::unique_ptr<Follower>& one) {
      if (one->stream->closed()) return true;
      // The count is taken before the look: what happens in between is seen with the next.
      const uint64_t count = cache_.signals().count(one->channel);
      const Clock::time_point now = Clock::now();
      if (now - one->asked >= kLongestWait) {
        one->asked = now;
        if (!one->allowed()) {
          one->stream->close();
          return true;
        }
      }
      if (count == one->seen && now - one->looked < kLongestWait) return false;
      one->seen = count;
      one->looked = now;
      return !look(*one);
    };
    followers.erase(std::remove_if(followers.begin(), followers.end(), over), followers.end());
  }
}

// Tells what is new; false when the stream has ended. The task is read before its lines, so that those of a
// final task are all there.
bool TaskEvents::look(Follower& follower) {
  const Result<database::Task> task = database::Tasks(database_).get(follower.owner, follower.task);
  if (!task.ok()) {
    // A database that is away comes back; a task that is gone does not.
    if (task.error().kind != ErrorKind::kNotFound) return true;
    follower.stream->close();
    return false;
  }
  database::TaskLines lines(database_);
  for (;;) {
    const auto found =
        lines.list(follower.owner, follower.task, database::Stream::kEvents, follower.after, kLinesAtOnce);
    if (!found.ok()) return true;
    for (const database::TaskLine& line : found.value()) {
      if (!follower.stream->send({std::to_string(line.seq), "progress", line.body})) return false;
      follower.after = line.seq;
    }
    if (found.value().size() < static_cast<size_t>(kLinesAtOnce)) break;
  }
  const std::string status = formats::json_line(task_json(task.value()));
  if (status != follower.told && !follower.stream->send({"", "status", status})) return false;
  follower.told = status;
  if (!database::is_final(task.value().state)) return true;
  follower.stream->send({"", "end", status});
  follower.stream->close();
  return false;
}

}  // namespace theta::server
