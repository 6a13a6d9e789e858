// Tasks a second through the queue, every step on disk: stored, then claimed and completed with a model.
//   build/release/bench/claim_rate [TASKS]
// On SQLite in $TMPDIR, and on a PostgreSQL 15 of its own where one is installed. A raw fsync of one page is
// measured in the same place: no durable step can be faster than that, unless several share one.
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

#include "base/descriptor.h"
#include "base/temporary_folder.h"
#include "database/task_queue.h"
#include "database/tasks.h"
#include "database/users.h"
#include "harness.h"
#include "support/postgres_server.h"

namespace theta::bench {
namespace {

using namespace theta::database;

constexpr size_t kUsers = 10;

void in_threads(size_t count, const std::function<void()>& body) {
  std::vector<std::thread> threads;
  for (size_t t = 0; t < count; ++t) threads.emplace_back(body);
  for (std::thread& thread : threads) thread.join();
}

double syncs_per_second(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT, 0600));
  const std::string page(4096, 'x');
  constexpr int kSyncs = 200;
  const double seconds = seconds_of([&] {
    for (int i = 0; i < kSyncs; ++i) {
      if (::pwrite(file.get(), page.data(), page.size(), 0) < 0 || ::fdatasync(file.get()) != 0) std::abort();
    }
  });
  return kSyncs / seconds;
}

void measure_queue(std::string_view name, const std::string& url, size_t tasks, size_t threads) {
  const auto database = Database::open({.url = url, .lease_wait = std::chrono::seconds(60)}).value();
  std::vector<UserId> users;
  for (size_t u = 0; u < kUsers; ++u) {
    users.push_back(
        Users(*database).add(fmt::format("{}@{}", u, threads), "user", std::nullopt, Role::kUser).value().id);
  }
  std::atomic<size_t> next = 0;
  const double create = seconds_of([&] {
    in_threads(threads, [&] {
      for (size_t i = next++; i < tasks; i = next++) {
        (void)Tasks(*database)
            .create(users[i % kUsers], {.kind = "train", .request_json = "{\"num_topics\":20}"}, std::nullopt,
                    1000000)
            .value();
      }
    });
  });
  std::atomic<size_t> claimed = 0;
  std::atomic<double> claim_seconds = 0;
  const double drain = seconds_of([&] {
    in_threads(threads, [&] {
      TaskQueue queue(*database, {.max_running = 1000});
      for (;;) {
        std::optional<Claim> claim;
        claim_seconds += seconds_of([&] { claim = queue.claim_for_worker("bench").value(); });
        if (!claim) return;
        ++claimed;
        (void)queue.complete(claim->lease, "{}", {{.name = "m", .kind = "etm", .manifest_json = "{}"}})
            .value();
      }
    });
  });
  if (claimed != tasks) std::abort();
  const double count = static_cast<double>(tasks);
  std::printf("%-10s %zu thread(s)  %6.0f created/s  %6.0f claimed+completed/s  %.2f ms a claim\n",
              std::string(name).c_str(), threads, count / create, count / drain,
              1000 * claim_seconds.load() / count);
}

int run(size_t tasks) {
  std::printf("%s\n%zu tasks of %zu users\n", machine_line().c_str(), tasks, kUsers);
  const TemporaryFolder folder;
  std::printf("fsync      %6.0f/s\n", syncs_per_second(folder.file("page")));
  for (const size_t threads : {size_t{1}, size_t{8}}) {
    measure_queue("SQLite", folder.file(fmt::format("{}.db", threads)), tasks, threads);
  }
  if (const std::string missing = testing_support::PostgresServer::missing(); !missing.empty()) {
    std::printf("PostgreSQL skipped: %s\n", missing.c_str());
    return 0;
  }
  const auto server = testing_support::PostgresServer::start(true).value();
  for (const size_t threads : {size_t{1}, size_t{8}}) {
    measure_queue("PostgreSQL", server->create_place().value(), tasks, threads);
  }
  return 0;
}

}  // namespace
}  // namespace theta::bench

int main(int argc, char** argv) {
  size_t tasks = 1000;
  if (argc > 1) {
    const char* end = argv[1] + std::strlen(argv[1]);
    if (std::from_chars(argv[1], end, tasks).ptr != end || tasks == 0 || argc > 2) {
      std::fprintf(stderr, "usage: claim_rate [TASKS]\n");
      return 2;
    }
  }
  return theta::bench::run(tasks);
}
