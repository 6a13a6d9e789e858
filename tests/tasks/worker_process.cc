// A worker in a process of its own, which tests kill and freeze: worker_process DATABASE STORE SCRATCH
// PROGRAM LEASE_MS. It works until SIGTERM.
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cache/memory_cache.h"
#include "storage/local_store.h"
#include "tasks/worker.h"

namespace {

int fail(const theta::Error& error) {
  fmt::print(stderr, "{}\n", error.message);
  return theta::exit_code(error.kind);
}

}  // namespace

int main(int count, char** words) {
  using namespace theta;
  using std::chrono::milliseconds;
  if (count != 6) return fail(usage_error("DATABASE STORE SCRATCH PROGRAM LEASE_MS"));
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigprocmask(SIG_BLOCK, &ends, nullptr);
  auto database = database::Database::open({.url = words[1], .lease_wait = std::chrono::seconds(20)});
  if (!database.ok()) return fail(database.error());
  auto store = storage::LocalStore::open_folder(words[2]);
  if (!store.ok()) return fail(store.error());
  cache::MemoryCache cache;
  const milliseconds lease(std::atoi(words[5]));
  auto worker = tasks::Worker::start(
      *database.value(), *store.value(), cache,
      {.program = words[4],
       .scratch = words[3],
       .store = words[2],
       .slots = 2,
       .threads = 1,
       .checkpoint_seconds = 0.05,
       .heartbeat = lease / 10,
       .lease = lease,
       .flush = milliseconds(50),
       .poll = milliseconds(100),
       .rules = {.max_failures = 100, .first_delay = milliseconds(50), .longest_delay = milliseconds(50)},
       .log = [](std::string_view task, std::string_view message) {
         fmt::print(stderr, "{} {}\n", task, message);
       }});
  if (!worker.ok()) return fail(worker.error());
  int signal = 0;
  sigwait(&ends, &signal);
  worker.value()->stop();
  return 0;
}
