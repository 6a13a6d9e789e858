#include "database/deliveries.h"

#include <algorithm>

#include "base/clock.h"
#include "database/dialect.h"
#include "formats/json.h"

namespace theta::database {
namespace {

using formats::Json;

constexpr int64_t kLongestWait =
    int64_t{24} * 3600 * 1000;  // no message is due later, unless the clock was set back

Json optional_json(const auto& value, auto&& form) {
  return value ? Json(form(*value)) : Json();
}

// What a receiver needs to know what ended and where to ask for more.
Json notice_of(const Task& task) {
  const auto same = [](const std::string& text) { return text; };
  const auto id = [](const auto& one) { return one.text(); };
  return {{"task_id", task.id.text()},
          {"type", task.kind},
          {"status", kTaskStateNames[static_cast<size_t>(task.state)]},
          {"dataset_id", optional_json(task.dataset, id)},
          {"model_id", optional_json(task.model, id)},
          {"error_code", optional_json(task.error_code, same)},
          {"error_message", optional_json(task.error_message, same)},
          {"created_at", time_text(task.created)},
          {"started_at", optional_json(task.started, time_text)},
          {"finished_at", optional_json(task.finished, time_text)}};
}

Result<Delivery> insert_delivery(Connection& connection, const UserId& owner, const WebhookId& webhook,
                                 std::string_view event, const std::optional<Json>& task) {
  const int64_t now = unix_milliseconds();
  Delivery row{.id = DeliveryId::random(), .owner = owner, .webhook = webhook, .event = std::string(event)};
  row.due = row.created = now;
  Json body = {{"id", row.id.text()}, {"type", event}, {"created_at", time_text(now)}};
  if (task) body["task"] = *task;
  row.body_json = formats::json_line(body);
  THETA_RETURN_IF_ERROR(connection
                            .change("insert into deliveries (id, owner, webhook, event, body_json, state, "
                                    "due, created) values (?, ?, ?, ?, "
                                    "?, ?, ?, ?)",
                                    row.id, owner, webhook, row.event, row.body_json, row.state, row.due,
                                    row.created)
                            .status());
  return row;
}

bool wants(const Webhook& webhook, std::string_view event) {
  const Result<Json> events = formats::parse_json(webhook.events_json, "events");
  return events.ok() && events.value().is_array() &&
         std::any_of(events.value().begin(), events.value().end(),
                     [event](const Json& one) { return one == event; });
}

// Open messages whose time has come, of webhooks that are on and have none on its way.
constexpr std::string_view kDueSql =
    "state in ('waiting', 'sending') and (due <= ? or due > ?) and webhook in (select id from webhooks where "
    "active = 1) and "
    "webhook not in (select webhook from deliveries where state = 'sending' and due > ? and due <= ?)";

Status note_failure(Connection& connection, const WebhookId& id, const std::string& reason, int64_t most) {
  const std::string off = fmt::format(
      "switched off: {} messages in a row could not be delivered, the last one because: {}", most, reason);
  return connection
      .change(
          "update webhooks set failures = failures + 1, last_status = case when failures + 1 >= ? then ? "
          "else ? end, "
          "active = case when failures + 1 >= ? then 0 else active end where id = ?",
          most, off, reason, most, id)
      .status();
}

}  // namespace

Status tell_webhooks(Connection& connection, const Task& task) {
  const std::string event = fmt::format("task.{}", kTaskStateNames[static_cast<size_t>(task.state)]);
  THETA_ASSIGN(const std::vector<Webhook> webhooks,
               connection.select<Webhook>(
                   fmt::format("select {} from webhooks where owner = ? and active = 1 order by created, id",
                               Webhook::kColumns),
                   task.owner));
  for (const Webhook& webhook : webhooks) {
    if (!wants(webhook, event)) continue;
    THETA_RETURN_IF_ERROR(
        insert_delivery(connection, task.owner, webhook.id, event, notice_of(task)).status());
  }
  return {};
}

Result<Delivery> Deliveries::add(const UserId& owner, const WebhookId& webhook, std::string_view event) {
  return database_.write([&](Connection& connection) -> Result<Delivery> {
    THETA_RETURN_IF_ERROR(
        find_row<Webhook>(connection, "webhooks", "owner = ? and id = ?", "the webhook", owner, webhook)
            .status());
    return insert_delivery(connection, owner, webhook, event, std::nullopt);
  });
}

Result<Delivery> Deliveries::repeat(const UserId& owner, const WebhookId& webhook, const DeliveryId& id) {
  return database_.write([&](Connection& connection) -> Result<Delivery> {
    THETA_ASSIGN(const Delivery before,
                 find_row<Delivery>(connection, "deliveries", "owner = ? and webhook = ? and id = ?",
                                    "the message", owner, webhook, id));
    THETA_ASSIGN(const Json body, formats::parse_json(before.body_json, "body"));
    std::optional<Json> task;
    if (body.contains("task")) task = body["task"];
    return insert_delivery(connection, owner, webhook, before.event, task);
  });
}

Result<Listing<Delivery>> Deliveries::list(const UserId& owner, const WebhookId& webhook, const Page& page) {
  return database_.read([&](Connection& connection) -> Result<Listing<Delivery>> {
    THETA_RETURN_IF_ERROR(
        find_row<Webhook>(connection, "webhooks", "owner = ? and id = ?", "the webhook", owner, webhook)
            .status());
    return list_rows<Delivery>(connection, "deliveries", "owner = ? and webhook = ?", "number desc", page,
                               owner, webhook);
  });
}

Result<std::optional<DeliveryClaim>> Deliveries::claim_for_server(const DeliveryRules& rules) {
  const int64_t now = unix_milliseconds();
  const int64_t never = now + kLongestWait;
  // Most looks find nothing, and need no lock for that.
  THETA_ASSIGN(const int64_t due, database_.read([&](Connection& connection) {
    return connection.single<int64_t>(fmt::format("select count(*) from deliveries where {}", kDueSql), now,
                                      never, now, never);
  }));
  if (due == 0) return std::optional<DeliveryClaim>();
  return database_.write([&](Connection& connection) -> Result<std::optional<DeliveryClaim>> {
    THETA_ASSIGN(
        std::optional<Delivery> found,
        connection.first<Delivery>(
            fmt::format("select {} from deliveries where {} order by due, number limit 1{}",
                        Delivery::kColumns, kDueSql, lock_free_rows(connection.dialect(), "deliveries")),
            now, never, now, never));
    if (!found) return std::optional<DeliveryClaim>();
    THETA_ASSIGN(Webhook webhook,
                 find_row<Webhook>(connection, "webhooks", "id = ?", "the webhook", found->webhook));
    found->state = DeliveryState::kSending;
    ++found->attempts;
    ++found->fence;
    found->due = now + rules.lease.count();
    THETA_RETURN_IF_ERROR(
        connection
            .change("update deliveries set state = ?, attempts = ?, fence = ?, due = ? where number = ?",
                    found->state, found->attempts, found->fence, found->due, found->number)
            .status());
    return std::optional(DeliveryClaim{*std::move(found), std::move(webhook)});
  });
}

Status Deliveries::note_for_server(const Delivery& delivery, const DeliveryTry& made,
                                   const DeliveryRules& rules, double stretch) {
  const int64_t now = unix_milliseconds();
  const auto tries = static_cast<size_t>(delivery.attempts);
  const bool ended = made.delivered || tries > rules.delays.size();
  std::optional<std::string> error;
  if (!made.delivered) error = made.error;
  std::optional<int64_t> finished;
  if (ended) finished = now;
  const auto pause = ended ? 0.0 : static_cast<double>(rules.delays[tries - 1].count()) * (1 + 0.2 * stretch);
  const DeliveryState state = made.delivered ? DeliveryState::kDelivered
                              : ended        ? DeliveryState::kFailed
                                             : DeliveryState::kWaiting;
  return database_.write([&](Connection& connection) -> Status {
    THETA_ASSIGN(
        const int64_t changed,
        connection.change(
            "update deliveries set state = ?, due = ?, http_status = ?, error_message = ?, duration_ms "
            "= ?, finished = ? where number = ? and fence = ? and state = 'sending'",
            state, now + static_cast<int64_t>(pause), made.http_status, error, made.duration_ms, finished,
            delivery.number, delivery.fence));
    if (changed == 0)
      return make_error(ErrorKind::kConflict, "message {} was claimed anew", delivery.id.text());
    if (made.delivered) {
      return connection
          .change("update webhooks set failures = 0, last_status = ? where id = ?",
                  fmt::format("delivered ({})", made.http_status.value_or(0)), delivery.webhook)
          .status();
    }
    if (ended) return note_failure(connection, delivery.webhook, made.error, rules.most_failures);
    return connection.change("update webhooks set last_status = ? where id = ?", made.error, delivery.webhook)
        .status();
  });
}

Result<int64_t> Deliveries::remove_older_for_server(int64_t age_ms) {
  return database_.write([&](Connection& connection) {
    return connection.change("delete from deliveries where state in ('delivered', 'failed') and finished < ?",
                             unix_milliseconds() - age_ms);
  });
}

}  // namespace theta::database
