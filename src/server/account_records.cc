#include "server/account_records.h"

#include "server/records.h"

namespace theta::server {
namespace {

using formats::Json;

Json number(const std::optional<int64_t>& value) {
  return value ? Json(*value) : Json();
}
Json time(const std::optional<int64_t>& milliseconds) {
  return milliseconds ? Json(time_text(*milliseconds)) : Json();
}

}  // namespace

Json user_json(const database::User& user) {
  return {{"user_id", user.id.text()}, {"email", user.email},
          {"name", user.name},         {"role", database::kRoleNames[static_cast<size_t>(user.role)]},
          {"disabled", user.disabled}, {"created_at", time_text(user.created)}};
}

Json admin_user_json(const database::User& user) {
  Json json = user_json(user);
  json["quotas"] = {{"max_bytes", number(user.quotas.max_bytes)},
                    {"max_datasets", number(user.quotas.max_datasets)},
                    {"max_queued", number(user.quotas.max_queued)},
                    {"max_running", number(user.quotas.max_running)},
                    {"max_requests", number(user.quotas.max_requests)}};
  return json;
}

Json key_json(const database::ApiKey& key) {
  return {{"key_id", key.id.text()},
          {"name", key.name},
          {"prefix", key.prefix},
          {"scopes", stored_json(key.scopes_json)},
          {"created_at", time_text(key.created)},
          {"expires_at", time(key.expires)},
          {"used_at", time(key.used)}};
}

Json audit_json(const database::AuditEntry& entry) {
  return {{"number", entry.number},
          {"at", time_text(entry.at)},
          {"user_id", entry.actor ? Json(entry.actor->text()) : Json()},
          {"action", entry.action},
          {"subject", entry.subject},
          {"address", entry.address},
          {"detail", stored_json(entry.detail_json)}};
}

}  // namespace theta::server
