#include "database/webhooks.h"

#include "base/clock.h"

namespace theta::database {

Result<Webhook> Webhooks::add(const UserId& owner, std::string_view url, std::string_view events_json,
                              std::string_view secret) {
  const Webhook webhook{.id = WebhookId::random(),
                        .owner = owner,
                        .url = std::string(url),
                        .events_json = std::string(events_json),
                        .secret = std::string(secret),
                        .created = unix_milliseconds()};
  return database_.write([&](Connection& connection) -> Result<Webhook> {
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

Status Webhooks::remove(const UserId& owner, const WebhookId& id) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("delete from webhooks where owner = ? and id = ?", owner, id),
                          "the webhook");
  });
}

Status Webhooks::note_delivery(const UserId& owner, const WebhookId& id, bool delivered,
                               std::string_view status, int64_t most_failures) {
  return database_.write([&](Connection& connection) {
    if (delivered) {
      return expect_changed(
          connection.change("update webhooks set failures = 0, last_status = ? where owner = ? and "
                            "id = ?",
                            status, owner, id),
          "the webhook");
    }
    return expect_changed(
        connection.change(
            "update webhooks set failures = failures + 1, last_status = ?, active = case when failures "
            "+ 1 >= ? then 0 else active end where owner = ? and id = ?",
            status, most_failures, owner, id),
        "the webhook");
  });
}

}  // namespace theta::database
