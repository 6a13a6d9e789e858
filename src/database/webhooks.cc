#include "database/webhooks.h"

#include "base/clock.h"
#include "database/dialect.h"

namespace theta::database {

Result<Webhook> Webhooks::add(const UserId& owner, std::string_view name, std::string_view url,
                              std::string_view events_json, std::string_view secret, int64_t most) {
  const Webhook webhook{.id = WebhookId::random(),
                        .owner = owner,
                        .url = std::string(url),
                        .events_json = std::string(events_json),
                        .secret = std::string(secret),
                        .created = unix_milliseconds(),
                        .name = std::string(name)};
  return database_.write([&](Connection& connection) -> Result<Webhook> {
    THETA_ASSIGN(const int64_t there,
                 connection.single<int64_t>("select count(*) from webhooks where owner = ?", owner));
    if (there >= most) {
      return make_error(ErrorKind::kConflict,
                        "there are {} webhooks, and no more are allowed; delete one first", there);
    }
    THETA_RETURN_IF_ERROR(connection.insert("webhooks", webhook));
    return webhook;
  });
}

Result<Webhook> Webhooks::get(const UserId& owner, const WebhookId& id) {
  return database_.read([&](Connection& connection) {
    return find_row<Webhook>(connection, "webhooks", "owner = ? and id = ?", "the webhook", owner, id);
  });
}

Result<Listing<Webhook>> Webhooks::list(const UserId& owner, const Page& page) {
  return database_.read([&](Connection& connection) {
    return list_rows<Webhook>(connection, "webhooks", "owner = ?", "created desc, id", page, owner);
  });
}

Result<Webhook> Webhooks::change(const UserId& owner, const WebhookId& id, const WebhookChange& change) {
  return database_.write([&](Connection& connection) -> Result<Webhook> {
    const std::string condition = "owner = ? and id = ?" + lock_rows(connection.dialect(), "webhooks");
    THETA_ASSIGN(Webhook row, find_row<Webhook>(connection, "webhooks", condition, "the webhook", owner, id));
    if (change.name) row.name = *change.name;
    if (change.url) row.url = *change.url;
    if (change.events_json) row.events_json = *change.events_json;
    if (change.active) row.active = *change.active;
    if (change.active.value_or(false)) row.failures = 0;
    THETA_RETURN_IF_ERROR(connection
                              .change("update webhooks set name = ?, url = ?, events_json = ?, active = ?, "
                                      "failures = ? where id = ?",
                                      row.name, row.url, row.events_json, row.active, row.failures, id)
                              .status());
    return row;
  });
}

Status Webhooks::remove(const UserId& owner, const WebhookId& id) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("delete from webhooks where owner = ? and id = ?", owner, id),
                          "the webhook");
  });
}

}  // namespace theta::database
