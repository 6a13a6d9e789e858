#pragma once

#include <CLI/CLI.hpp>

#include "base/secret.h"
#include "server/services.h"
#include "server/task_worker.h"

namespace theta::cli {

// What `theta serve`, `theta worker` and `theta infer-server` share.

/// The value of an environment variable; empty when it is not set.
std::string variable(const char* name);

/// The value of the environment variable NAME, or the contents of the file that NAME_FILE names; empty when
/// neither is set, kUsage when both are.
Result<Secret> secret_variable(const std::string& name);

/// --data and --store.
void bind_places(CLI::App& app, server::ServicesOptions& options);

/// --slots from `fewest` on, --threads and --lease.
void bind_task_worker(CLI::App& app, server::TaskWorkerOptions& options, double fewest);

/// Fills in what the command line left out: the data folder, and the addresses of database and Redis, which
/// come from DATABASE_URL and REDIS_URL or the files that those variables with _FILE name.
Status complete_places(server::ServicesOptions& options);

}  // namespace theta::cli
