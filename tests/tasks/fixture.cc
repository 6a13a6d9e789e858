#include "fixture.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/files.h"
#include "database/dataset_files.h"
#include "database/datasets.h"

namespace theta::tasks {

using database::Task;

std::string speeches(int rows) {
  const std::vector<std::vector<std::string>> themes = {
      {"ship", "captain", "harbour", "sailor", "ocean", "anchor", "storm", "island"},
      {"bread", "flour", "oven", "baker", "butter", "kitchen", "sugar", "recipe"}};
  std::string csv = "text\n";
  uint64_t state = 7;
  for (int row = 0; row < rows; ++row) {
    const auto& words = themes[static_cast<size_t>(row) % themes.size()];
    for (int i = 0; i < 12; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      csv += words[(state >> 33) % words.size()] + (i == 11 ? "\n" : " ");
    }
  }
  return csv;
}

void Workplace::SetUp() {
  OnBoth::SetUp();
  if (IsSkipped()) return;
  const char* const program = std::getenv("THETA_PROGRAM");
  ASSERT_NE(program, nullptr) << "THETA_PROGRAM: the path of theta";
  program_ = program;
  store_ = storage::LocalStore::open_folder(folder_.file("store")).value();
  owner_ = add_user("a").id;
}

database::DatasetId Workplace::add_dataset(const std::string& csv) {
  database::DatasetFiles files(database());
  const auto dataset =
      database::Datasets(database()).add(owner_, "讲话", R"({"text_column":"text","max_share":1})").value();
  const std::string key = fmt::format("datasets/{}/0", dataset.id.text());
  const auto object = store_->put(key, csv).value();
  const auto file = files.add(owner_, dataset.id, {"s.csv", "text/csv", key, std::nullopt}).value();
  const auto bytes = static_cast<int64_t>(csv.size());
  EXPECT_EQ(database::outcome(files.advance(owner_, file.id, 0, bytes)), "ok");
  EXPECT_EQ(database::outcome(files.complete(owner_, file.id, bytes, object.sha256)), "ok");
  return dataset.id;
}

Task Workplace::add_task(const database::DatasetId& dataset, const std::string& kind,
                         const std::string& request) {
  Task task =
      database::Tasks(database())
          .create(owner_, {.dataset = dataset, .kind = kind, .request_json = request}, std::nullopt, 10'000)
          .value()
          .task;
  static_cast<void>(cache_.publish(kQueueChannel));
  return task;
}

Task Workplace::add_training(const database::DatasetId& dataset, int epochs, const std::string& more) {
  return add_task(
      dataset, "train",
      fmt::format(R"({{"type":"train","dataset_id":"{}","model":"lda","num_topics":2,"epochs":{}{}}})",
                  dataset.text(), epochs, more));
}

WorkerOptions Workplace::options() {
  using std::chrono::milliseconds;
  return {.program = program_,
          .scratch = folder_.file("scratch"),
          .store = folder_.file("store"),
          .slots = 1,
          .threads = 1,
          .checkpoint_seconds = 0.05,
          .heartbeat = milliseconds(200),
          .lease = milliseconds(20'000),
          .flush = milliseconds(50),
          .poll = milliseconds(100),
          .rules = {.first_delay = milliseconds(50), .longest_delay = milliseconds(100)}};
}

std::unique_ptr<Worker> Workplace::start(const WorkerOptions& options) {
  return Worker::start(database(), *store_, cache_, options).value();
}

Task Workplace::get(const Task& task) {
  return database::Tasks(database()).get(owner_, task.id).value();
}

std::vector<std::string> Workplace::lines(const Task& task, database::Stream stream) {
  std::vector<std::string> bodies;
  const auto kept = database::TaskLines(database()).list(owner_, task.id, stream, 0, 1000).value();
  for (const auto& line : kept) bodies.push_back(line.body);
  return bodies;
}

bool Workplace::wait(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

Task Workplace::wait_for_end(const Task& task) {
  EXPECT_TRUE(wait([&] { return database::is_final(get(task).state); }));
  return get(task);
}

bool Workplace::wait_for_checkpoint(const Task& task) {
  const std::string prefix = fmt::format("tasks/{}/", task.id.text());
  return wait([&] {
    const auto page = store_->list(prefix).value();
    return std::any_of(page.objects.begin(), page.objects.end(), [](const auto& object) {
      return object.key.find("/checkpoints/") != std::string::npos;
    });
  });
}

int64_t Workplace::models() {
  return database::Models(database()).list(owner_, {}, {}).value().total;
}

std::vector<pid_t> Workplace::children() {
  std::vector<pid_t> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry("/proc", error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream file(entry->path() / "cmdline");
    const std::string line((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const bool is_job = line.find(std::string("job\0run\0", 8)) != std::string::npos;
    if (is_job && line.find(folder_.path()) != std::string::npos) found.push_back(std::stoi(name));
  }
  return found;
}

}  // namespace theta::tasks
