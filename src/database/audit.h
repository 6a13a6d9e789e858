#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "database/database.h"
#include "database/id.h"
#include "database/page.h"

namespace theta::database {

/// Which entries to list; empty members leave nothing out.
struct AuditFilter {
  std::optional<UserId> actor;
  std::optional<std::string> action;
};

/// What somebody did, for operators. Outlives the user it names.
struct AuditEntry {
  int64_t number = 0;  ///< rises
  int64_t at = 0;
  std::optional<UserId> actor;  ///< empty: nobody was logged in, or the server itself
  std::string action;           ///< "login", "model.delete"
  std::string subject;          ///< id of what it was done to
  std::string address;
  std::string detail_json;

  static constexpr std::string_view kColumns = "number, at, actor, action, subject, address, detail_json";
  static auto fields(auto& self) {
    return std::tie(self.number, self.at, self.actor, self.action, self.subject, self.address,
                    self.detail_json);
  }
};

class Audit {
 public:
  explicit Audit(Database& database) : database_(database) {}

  Status append(const std::optional<UserId>& actor, std::string_view action, std::string_view subject,
                std::string_view address, std::string_view detail_json);
  /// The newest first.
  Result<Listing<AuditEntry>> list_for_admin(const AuditFilter& filter, const Page& page);
  /// Forgets what is older than `age_ms`. The number of entries removed.
  Result<int64_t> remove_older_for_admin(int64_t age_ms);

 private:
  Database& database_;
};

}  // namespace theta::database
