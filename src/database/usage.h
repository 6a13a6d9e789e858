#pragma once

#include <optional>
#include <string>

#include "database/database.h"
#include "database/id.h"
#include "database/page.h"

namespace theta::database {

/// What one user keeps.
struct Usage {
  UserId user;
  std::string email;
  std::string name;
  std::optional<int64_t> max_bytes;  ///< of their own
  int64_t datasets = 0;
  int64_t models = 0;
  int64_t file_bytes = 0;
  int64_t model_bytes = 0;

  static constexpr std::string_view kColumns =
      "id, email, name, max_bytes, datasets, models, file_bytes, model_bytes";
  static auto fields(auto& self) {
    return std::tie(self.user, self.email, self.name, self.max_bytes, self.datasets, self.models,
                    self.file_bytes, self.model_bytes);
  }
};

/// A worker that holds tasks now.
struct BusyWorker {
  std::string name;
  int64_t tasks = 0;
  int64_t since = 0;  ///< when the oldest of them was started, milliseconds
  static auto fields(auto& self) { return std::tie(self.name, self.tasks, self.since); }
};

/// Those who keep most first.
Result<Listing<Usage>> list_usage_for_admin(Database& database, const Page& page);
/// By name.
Result<std::vector<BusyWorker>> busy_workers_for_admin(Database& database);

}  // namespace theta::database
