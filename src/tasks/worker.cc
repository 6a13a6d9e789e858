#include "tasks/worker.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <thread>
#include <vector>

#include "base/append_file.h"
#include "base/files.h"
#include "base/folders.h"
#include "database/wait_watch.h"
#include "tasks/local_launcher.h"
#include "tasks/task_run.h"

namespace theta::tasks {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLockFile = "worker.lock";
constexpr const char* kNameFile = "worker.name";
constexpr std::chrono::seconds kLockWait(2);  // a killed worker's lock is free as soon as the kernel is done
constexpr std::chrono::milliseconds kAfterError(500);

Status check_options(const WorkerOptions& options) {
  if (options.slots == 0) return usage_error("slots: must be at least 1");
  if (options.heartbeat.count() <= 0 || options.lease < 2 * options.heartbeat)
    return usage_error("lease: must be at least twice the time between heartbeats");
  if (!fs::path(options.store).is_absolute() && options.store.find("://") == std::string::npos)
    return usage_error("store: {} must be an absolute path, for children run elsewhere", options.store);
  if (::access(options.program.c_str(), X_OK) != 0) return errno_error(errno, "run", options.program);
  return {};
}

// The name by which the queue knows this scratch folder's worker, the same after each start.
Result<std::string> worker_name(const std::string& scratch) {
  const std::string path = join_path(scratch, kNameFile);
  const Result<std::string> known = read_file(path);
  if (known.ok() && database::parse_id(known.value()).has_value()) return known;
  std::string name = database::id_text(database::random_bits());
  THETA_RETURN_IF_ERROR(write_file_atomic(path, name));
  return name;
}

// What runs before this one, which were killed, have left. Only folders of tasks: ID-FENCE.
Status remove_leftovers(const std::string& scratch) {
  std::error_code error;
  std::vector<std::string> folders;
  for (fs::directory_iterator entry(scratch, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.size() > database::kIdLength && name[database::kIdLength] == '-' &&
        database::parse_id(std::string_view(name).substr(0, database::kIdLength)).has_value())
      folders.push_back(entry->path().string());
  }
  if (error) return errno_error(error.value(), "read", scratch);
  for (const std::string& folder : folders) THETA_RETURN_IF_ERROR(remove_path(folder));
  return {};
}

}  // namespace

std::string task_channel(const database::TaskId& task) {
  return "task:" + task.text();
}

class Worker::State {
 public:
  State(database::Database& database, storage::ObjectStore& store, cache::Cache& cache,
        const WorkerOptions& options, std::string name, AppendFile lock)
      : parts_{database, store, cache, options},
        queue_(database, options.rules),
        name_(std::move(name)),
        lock_(std::move(lock)) {
    for (size_t i = 0; i < options.slots; ++i) threads_.emplace_back([this] { work(); });
    threads_.emplace_back([this] { watch(); });
  }

  void stop() {
    parts_.stopping = true;
    parts_.cache.signals().raise(kQueueChannel);
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
    lock_.reset();  // another worker may have the scratch folder now
  }

 private:
  // A slot: one task after the other.
  void work() {
    while (!parts_.stopping) {
      const uint64_t seen = signals().count(kQueueChannel);
      const Result<std::optional<database::Claim>> claim = queue_.claim_for_worker(name_);
      if (!claim.ok()) {
        note(claim.error());
      } else if (claim.value().has_value()) {
        run_task(parts_, *claim.value());
        continue;
      }
      if (!parts_.stopping)
        signals().wait(kQueueChannel, seen, claim.ok() ? parts_.options.poll : kAfterError);
    }
  }

  // Puts back what lost workers held, and lets tasks go first again whose delay is over.
  void watch() {
    database::WaitWatch watch(parts_.options.lease);
    std::chrono::steady_clock::time_point next{};
    while (!parts_.stopping) {
      const uint64_t seen = signals().count(kQueueChannel);
      if (std::chrono::steady_clock::now() >= next) {
        look(watch);
        next = std::chrono::steady_clock::now() + look_interval();
      }
      if (!parts_.stopping) signals().wait(kQueueChannel, seen, look_interval());
    }
  }

  std::chrono::milliseconds look_interval() const {
    return std::min(parts_.options.heartbeat, parts_.options.poll);
  }

  void look(database::WaitWatch& watch) {
    const Result<std::vector<database::Wait>> waits = queue_.waits_for_worker();
    if (!waits.ok()) return note(waits.error());
    bool freed = false;
    for (const database::Wait& wait : watch.look(waits.value(), std::chrono::steady_clock::now())) {
      const Result<bool> ended = queue_.end_wait_for_worker(wait);
      if (!ended.ok()) return note(ended.error());
      if (!ended.value()) continue;
      freed = true;
      parts_.announce(wait.task);
    }
    if (freed) static_cast<void>(parts_.cache.publish(kQueueChannel));
  }

  void note(const Error& error) const {
    if (parts_.options.log) parts_.options.log("", error.message);
  }
  const cache::Signals& signals() { return parts_.cache.signals(); }

  WorkerParts parts_;
  database::TaskQueue queue_;
  const std::string name_;
  std::optional<AppendFile> lock_;
  std::vector<std::thread> threads_;
};

Result<std::unique_ptr<Worker>> Worker::start(database::Database& database, storage::ObjectStore& store,
                                              cache::Cache& cache, const WorkerOptions& options) {
  THETA_RETURN_IF_ERROR(check_options(options));
  WorkerOptions own = options;
  own.scratch = fs::absolute(options.scratch).string();
  if (own.launcher == nullptr) own.launcher = std::make_shared<LocalLauncher>(own);
  THETA_RETURN_IF_ERROR(make_folders(own.scratch));
  THETA_ASSIGN(AppendFile lock, AppendFile::lock(join_path(own.scratch, kLockFile), kLockWait));
  THETA_RETURN_IF_ERROR(remove_leftovers(own.scratch));
  THETA_ASSIGN(std::string name, worker_name(own.scratch));
  THETA_RETURN_IF_ERROR(database::TaskQueue(database, own.rules).rescue_all_for_worker(name).status());
  return std::unique_ptr<Worker>(
      new Worker(std::make_unique<State>(database, store, cache, own, std::move(name), std::move(lock))));
}

Worker::Worker(std::unique_ptr<State> state) : state_(std::move(state)) {}

Worker::~Worker() {
  stop();
}

void Worker::stop() {
  state_->stop();
}

}  // namespace theta::tasks
