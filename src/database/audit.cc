#include "database/audit.h"

#include "base/clock.h"

namespace theta::database {

Status Audit::append(const std::optional<UserId>& actor, std::string_view action, std::string_view subject,
                     std::string_view address, std::string_view detail_json) {
  return database_.write([&](Connection& connection) {
    return connection
        .change(
            "insert into audit (at, actor, action, subject, address, detail_json) values (?, ?, ?, ?, ?, ?)",
            unix_milliseconds(), actor, action, subject, address, detail_json)
        .status();
  });
}

Result<Listing<AuditEntry>> Audit::list_for_admin(const AuditFilter& filter, const Page& page) {
  return database_.read([&](Connection& connection) {
    const auto list = [&](std::string_view condition, const auto&... args) {
      return list_rows<AuditEntry>(connection, "audit", condition, "number desc", page, args...);
    };
    if (filter.actor && filter.action) return list("actor = ? and action = ?", *filter.actor, *filter.action);
    if (filter.actor) return list("actor = ?", *filter.actor);
    if (filter.action) return list("action = ?", *filter.action);
    return list("true");
  });
}

Result<int64_t> Audit::remove_older_for_admin(int64_t age_ms) {
  return database_.write([&](Connection& connection) {
    return connection.change("delete from audit where at < ?", unix_milliseconds() - age_ms);
  });
}

}  // namespace theta::database
