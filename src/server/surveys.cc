#include "server/surveys.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "base/files.h"
#include "base/folders.h"
#include "survey/survey_files.h"
#include "survey/survey_request.h"
#include "tasks/child.h"

namespace theta::server {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMostWaiting = 64;  // surveys, a lane
constexpr size_t kMostWatchers = 4;  // threads of handlers that wait; others are answered at once
constexpr std::chrono::seconds kFailureKept(5);
constexpr std::chrono::milliseconds kLook(5);
constexpr uint64_t kMemory = uint64_t{1} << 30;
constexpr int kNiceness = 5;
constexpr std::array<std::chrono::seconds, 2> kLongest = {std::chrono::seconds(60),
                                                          std::chrono::seconds(1800)};

std::string name_of(const database::DatasetId& dataset, const std::string& key) {
  return dataset.text() + "/" + key;
}

// What a child says is for nobody, but must be taken from it.
void drain(const Descriptor& from) {
  std::array<char, 4096> buffer;
  while (::read(from.get(), buffer.data(), buffer.size()) > 0) continue;
}

// What came of a child that has left no findings.
Error lost(int status) {
  constexpr int kExhaustedCode = 6;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExhaustedCode) {
    return bad_input("the files need more memory to be looked through than the {} MiB that are allowed",
                     kMemory >> 20);
  }
  return make_error(ErrorKind::kFailed, "looking through the files ended with status {:#x}", status);
}

}  // namespace

Surveys::Surveys(Services& services)
    : services_(services), cache_(SurveyCache::open(join_path(services.scratch, "surveys"))) {
  for (size_t lane = 0; lane < lanes_.size(); ++lane)
    lanes_[lane].thread = std::thread([this, lane] { work(lane); });
}

Surveys::~Surveys() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (Lane& lane : lanes_) lane.thread.join();
}

Result<std::optional<std::string>> Surveys::find(const SurveyOrder& order, SurveyPart part,
                                                 std::chrono::milliseconds patience) {
  if (!cache_.ok()) return cache_.error();
  const std::string key = SurveyCache::key(order, part);
  Result<std::optional<std::string>> found = cache_.value().find(order.dataset, key);
  if (!found.ok() || found.value().has_value()) return found;
  std::unique_lock<std::mutex> lock(mutex_);
  THETA_ASSIGN(const Shared run, ask(order, part, key));
  if (!run->ended && watchers_ < kMostWatchers) {
    ++watchers_;
    changed_.wait_for(lock, patience, [&] { return run->ended || stopping_; });
    --watchers_;
  }
  if (!run->ended) return std::optional<std::string>();
  if (!run->failure.ok()) return run->failure.error();
  lock.unlock();
  return cache_.value().find(order.dataset, key);
}

// Under the lock.
Result<Surveys::Shared> Surveys::ask(const SurveyOrder& order, SurveyPart part, const std::string& key) {
  const Clock::time_point now = Clock::now();
  std::erase_if(runs_, [&](const auto& entry) {
    return entry.second->ended && (entry.second->failure.ok() || now - entry.second->end_time > kFailureKept);
  });
  const auto [entry, is_new] = runs_.try_emplace(name_of(order.dataset, key));
  if (!is_new) return entry->second;
  Lane& lane = lanes_[static_cast<size_t>(part)];
  if (lane.waiting.size() >= kMostWaiting) {
    runs_.erase(entry);
    return make_error(ErrorKind::kTooMany, "{} data sets wait to be looked through; try again later",
                      kMostWaiting);
  }
  entry->second = std::make_shared<Run>(Run{order, part, key});
  lane.waiting.push_back(entry->second);
  changed_.notify_all();
  return entry->second;
}

void Surveys::work(size_t number) {
  Lane& lane = lanes_[number];
  for (;;) {
    Shared next;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || !lane.waiting.empty(); });
      if (stopping_) return;
      next = lane.waiting.front();
      lane.waiting.pop_front();
    }
    Status done = run(*next);
    if (!done.ok() && !stopping_) {
      services_.log.write("error", "survey",
                          {{"dataset_id", next->order.dataset.text()}, {"message", done.error().message}});
    }
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      next->failure = std::move(done);
      next->ended = true;
      next->end_time = Clock::now();
    }
    changed_.notify_all();
  }
}

Status Surveys::run(const Run& run) {
  const SurveyCache& cache = cache_.value();
  THETA_ASSIGN(const std::string folder, cache.begin());
  Status done = run_child(run, folder);
  if (done.ok()) {
    done = SurveyCache::error_in(folder);
    // What is wrong with the files is a finding; what went wrong here may go well next time.
    const bool is_finding = done.ok() || done.error().kind == ErrorKind::kBadInput ||
                            done.error().kind == ErrorKind::kUnsupported;
    if (is_finding && !is_forgotten(run)) return cache.keep(folder, run.order.dataset, run.key);
  }
  static_cast<void>(remove_path(folder));
  if (is_forgotten(run)) return not_found("the data set does not exist");
  return done;
}

bool Surveys::is_forgotten(const Run& run) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return run.forgotten;
}

Status Surveys::run_child(const Run& run, const std::string& folder) {
  const formats::Json description =
      survey::survey_description(run.part == SurveyPart::kWhole, run.order.files, run.order.import);
  THETA_RETURN_IF_ERROR(formats::write_json(join_path(folder, survey::kRequestFile), description));
  THETA_ASSIGN(tasks::Child child,
               tasks::Child::start({.program = "/proc/self/exe",
                                    .arguments = {"job", "survey", folder, "--store", services_.store_place},
                                    .folder = folder,
                                    .memory_bytes = kMemory,
                                    .niceness = kNiceness}));
  const Clock::time_point latest = Clock::now() + kLongest[static_cast<size_t>(run.part)];
  for (;;) {
    drain(child.output());
    drain(child.errors());
    const std::optional<int> status = child.end();
    if (status.has_value()) {
      const bool left_word = file_exists(join_path(folder, survey::kErrorFile));
      if (*status == 0 || left_word) return {};
      return lost(*status);
    }
    if (stopping_) return make_error(ErrorKind::kCancelled, "the server stops");
    if (Clock::now() > latest)
      return bad_input("looking through the files takes too long; make them smaller");
    std::this_thread::sleep_for(kLook);
  }
}

void Surveys::forget(const database::DatasetId& dataset) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [name, run] : runs_) run->forgotten = run->forgotten || run->order.dataset == dataset;
  }
  if (cache_.ok()) cache_.value().forget(dataset);
}

}  // namespace theta::server
