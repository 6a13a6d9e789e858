#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

#include "base/result.h"
#include "database/database.h"
#include "formats/json.h"

namespace theta::server {

/// What admins set while the server runs. The limits hold for users who have no quota of their own.
struct ServerSettings {
  bool registration_open = false;  ///< strangers may make themselves an account
  int64_t max_bytes = int64_t{20} << 30;
  int64_t max_datasets = 1000;
  int64_t max_queued = 1000;
  int64_t max_running = 2;      ///< read when the server starts
  int64_t max_requests = 3000;  ///< a minute
};

formats::Json settings_json(const ServerSettings& settings);

/// The settings in the database, with a copy here that is a few seconds old at most: another server may have
/// changed them. For any number of threads.
class LiveSettings {
 public:
  explicit LiveSettings(database::Database& database) : database_(database) {}

  /// While the database is away, those known last.
  ServerSettings get();
  /// Those known last; waits for nothing.
  ServerSettings known() const;
  /// Sets the members of `change`. kBadInput for one that is unknown or cannot be.
  Result<ServerSettings> change(const formats::Json& change);

 private:
  using Clock = std::chrono::steady_clock;
  Result<ServerSettings> load();

  database::Database& database_;
  mutable std::mutex mutex_;
  ServerSettings settings_;
  Clock::time_point loaded_{};
};

}  // namespace theta::server
