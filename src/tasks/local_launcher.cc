#include "tasks/local_launcher.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <thread>

#include "base/files.h"
#include "base/folders.h"
#include "database/task_lines.h"
#include "tasks/child.h"
#include "tasks/line_splitter.h"

namespace theta::tasks {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLook(50);  // between two looks at the child

/// The folder of one try, gone with the object.
class JobFolder {
 public:
  explicit JobFolder(std::string path) : path_(std::move(path)) {}
  ~JobFolder() {
    if (!path_.empty()) static_cast<void>(remove_path(path_));
  }
  JobFolder(JobFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  JobFolder& operator=(JobFolder&& other) noexcept = delete;
  JobFolder(const JobFolder&) = delete;
  JobFolder& operator=(const JobFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class LocalJob : public RunningJob {
 public:
  LocalJob(JobFolder folder, Child child, uint64_t memory_bytes, JobEvents& events)
      : folder_(std::move(folder)),
        child_(std::move(child)),
        memory_bytes_(memory_bytes),
        events_(events),
        output_(database::kLongestLine,
                [this](const std::string& line, bool cut) { events_.take_output(line, cut, Clock::now()); }),
        errors_(database::kLongestLine, [this](const std::string& line, bool) { events_.take_error(line); }) {
  }

  std::optional<JobEnd> look() override {
    wait_for_words();
    const std::optional<int> status = child_.end();
    read_words(child_.output(), output_);
    read_words(child_.errors(), errors_);
    if (!status) return std::nullopt;
    output_.finish();
    errors_.finish();
    return judge(*status, events_.error(), events_.last_error_line(), memory_bytes_);
  }

  // Once: the second signal would end the program at once.
  void stop(Stop) override {
    if (!std::exchange(asked_, true)) child_.signal(SIGTERM);
  }
  void kill() override { child_.signal(SIGKILL); }
  void leave() override { kill(); }

 private:
  void wait_for_words() const {
    std::array<struct pollfd, 2> ends = {
        {{child_.output().get(), POLLIN, 0}, {child_.errors().get(), POLLIN, 0}}};
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

  JobFolder folder_;  // outlives the child
  Child child_;
  const uint64_t memory_bytes_;
  JobEvents& events_;
  LineSplitter output_;
  LineSplitter errors_;
  bool asked_ = false;
};

}  // namespace

Result<std::unique_ptr<RunningJob>> LocalLauncher::launch(const JobPlan& plan, const database::Claim& claim,
                                                          JobEvents& events) {
  JobFolder folder(
      join_path(options_.scratch, fmt::format("{}-{}", claim.task.id.text(), claim.lease.fence)));
  THETA_RETURN_IF_ERROR(make_folders(folder.path()));
  THETA_RETURN_IF_ERROR(
      formats::write_json(join_path(folder.path(), "job.json"), description_to_run(plan, options_)));
  THETA_ASSIGN(Child child,
               Child::start({.program = options_.program,
                             .arguments = {"job", "run", folder.path(), "--store", options_.store},
                             .folder = folder.path(),
                             .memory_bytes = options_.memory_bytes,
                             .niceness = options_.niceness}));
  return std::unique_ptr<RunningJob>(
      std::make_unique<LocalJob>(std::move(folder), std::move(child), options_.memory_bytes, events));
}

}  // namespace theta::tasks
