#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "base/result.h"
#include "base/temporary_folder.h"

namespace theta::testing_support {

/// A folder in memory where a test may put some hundred megabytes that need not last; empty (the usual place)
/// when there is none. Disks may be slow to sync and to delete.
std::string memory_folder();

/// A PostgreSQL 15 of the test's own: a fresh cluster in a temporary folder, on a free port of 127.0.0.1,
/// with a password. It ends with this object, and with the process that made it. PostgreSQL refuses to run as
/// root, so it runs as the user `postgres` then.
class PostgresServer {
 public:
  /// Why there can be none on this machine, as the end of a sentence; empty when there can.
  static std::string missing();

  /// Makes the cluster and starts it. `durable`: whether commits reach the disk, as in production; without,
  /// tests are faster.
  static Result<std::unique_ptr<PostgresServer>> start(bool durable);
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// Makes an empty schema, which costs far less than a database of its own, and returns the URL by which a
  /// program finds itself in it.
  Result<std::string> create_place();

  /// Shuts down, breaking connections; start again with launch(). The port stays the same.
  void stop();
  /// Ends all its processes with SIGKILL, as a crash would.
  void crash();
  /// Starts on the same folder and port, and returns when it answers.
  Status launch();

  /// Of the main process; 0 when stopped.
  pid_t pid() const { return pid_; }

 private:
  explicit PostgresServer(bool durable);
  void start_process(const std::string& log);
  void wait_for_end();

  TemporaryFolder folder_;
  std::string password_;
  int port_ = 0;
  const bool durable_;
  pid_t pid_ = 0;
  int places_ = 0;
};

}  // namespace theta::testing_support
