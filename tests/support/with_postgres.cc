// with_postgres COMMAND...: runs a command with a PostgreSQL of its own, which DATABASE_URL names. Exit code:
// that of the command; 77 where PostgreSQL is not installed.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "support/postgres_server.h"

int main(int argc, char** argv) {
  using theta::testing_support::PostgresServer;
  if (argc < 2) return 2;
  const std::string missing = PostgresServer::missing();
  if (!missing.empty()) {
    fmt::print("skipped: {}\n", missing);
    return 77;
  }
  const auto server = PostgresServer::start(false);
  if (!server.ok()) {
    fmt::print(stderr, "{}\n", server.error().message);
    return 1;
  }
  const auto place = server.value()->create_place();
  if (!place.ok()) {
    fmt::print(stderr, "{}\n", place.error().message);
    return 1;
  }
  ::setenv("DATABASE_URL", place.value().c_str(), 1);
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(argv[1], argv + 1);
    ::_exit(127);
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) return 1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
