// Workers and children that are killed or frozen at any moment: no task is lost, none counts twice, no
// process stays.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "fixture.h"

namespace theta::tasks {
namespace {

using database::Dialect;
using database::Task;
using database::TaskState;
using std::chrono::milliseconds;

/// A worker in a process of its own.
class WorkerProcess {
 public:
  WorkerProcess(const std::string& url, const std::string& store, const std::string& scratch,
                const std::string& theta, int lease_ms) {
    const char* const program = std::getenv("THETA_WORKER_PROCESS");
    if (program == nullptr) std::abort();
    std::vector<std::string> words = {program, url, store, scratch, theta, std::to_string(lease_ms)};
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    if (::posix_spawn(&pid_, program, nullptr, nullptr, argv.data(), environ) != 0) std::abort();
  }
  ~WorkerProcess() { kill(SIGKILL); }
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  void send(int signal) const { ::kill(pid_, signal); }
  /// Ends it by a signal; its exit code, or -1.
  int kill(int signal) {
    if (pid_ <= 0) return -1;
    int status = 0;
    send(signal);
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
};

class Kills : public Workplace {
 protected:
  std::unique_ptr<WorkerProcess> process(const std::string& scratch, int lease_ms) {
    return std::make_unique<WorkerProcess>(url_, folder_.file("store"), folder_.file(scratch), program_,
                                           lease_ms);
  }
  bool all_ended(const std::vector<Task>& tasks) {
    return std::all_of(tasks.begin(), tasks.end(),
                       [&](const Task& task) { return database::is_final(get(task).state); });
  }
};

TEST_P(Kills, NothingIsLostTwiceOrOrphaned) {
  const auto dataset = add_dataset(speeches(600));
  std::vector<Task> tasks;
  for (int i = 0; i < 6; ++i)
    tasks.push_back(add_training(dataset, 6000, fmt::format(R"(,"seed":{})", i + 1)));
  std::mt19937 draw(20);
  auto worker = process("scratch", 20'000);
  int workers_killed = 0;
  int children_killed = 0;
  for (int kill = 0; kill < 10 && !all_ended(tasks); ++kill) {
    std::this_thread::sleep_for(milliseconds(draw() % 700));
    const std::vector<pid_t> running = children();
    if (kill % 2 == 0) {
      worker->kill(SIGKILL);
      ++workers_killed;
      EXPECT_TRUE(wait([&] { return children().empty(); })) << "children die with their worker";
      worker = process("scratch", 20'000);
    } else if (!running.empty()) {
      ::kill(running[draw() % running.size()], SIGKILL);
      ++children_killed;
    }
  }
  std::set<database::ModelId> made;
  for (const Task& task : tasks) {
    const Task ended = wait_for_end(task);
    EXPECT_EQ(ended.state, TaskState::kCompleted) << ended.error_message.value_or("");
    if (ended.model.has_value()) made.insert(*ended.model);
  }
  EXPECT_EQ(made.size(), tasks.size()) << "lost";
  EXPECT_EQ(models(), static_cast<int64_t>(tasks.size())) << "twice";
  EXPECT_TRUE(children().empty()) << "orphans";
  EXPECT_EQ(worker->kill(SIGTERM), 0);
  EXPECT_GE(workers_killed, 2);
  RecordProperty("workers_killed", workers_killed);
  RecordProperty("children_killed", children_killed);
  std::printf("%d workers and %d children killed\n", workers_killed, children_killed);
}

TEST_P(Kills, FrozenWorkerPublishesNothing) {
  const auto dataset = add_dataset(speeches(600));
  const Task task = add_training(dataset, 12000);
  auto frozen = process("frozen", 1500);
  ASSERT_TRUE(wait_for_checkpoint(task));
  const int64_t fence = get(task).fence;
  frozen->send(SIGSTOP);
  // Its child works on, ends well, and nobody reads what it says.
  auto second = process("second", 1500);
  const Task done = wait_for_end(task);
  ASSERT_EQ(done.state, TaskState::kCompleted) << done.error_message.value_or("");
  EXPECT_GT(done.fence, fence);
  frozen->send(SIGCONT);
  std::this_thread::sleep_for(milliseconds(1500));
  const Task after = get(task);
  EXPECT_EQ(after.state, TaskState::kCompleted);
  EXPECT_EQ(after.model, done.model);
  EXPECT_EQ(after.finished, done.finished);
  EXPECT_EQ(after.beat, done.beat);
  EXPECT_EQ(models(), 1);
  EXPECT_TRUE(wait([&] { return children().empty(); }));
  EXPECT_EQ(frozen->kill(SIGTERM), 0);
  EXPECT_EQ(second->kill(SIGTERM), 0);
}

THETA_ON_BOTH(Kills);

}  // namespace
}  // namespace theta::tasks
