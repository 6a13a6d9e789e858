// Addresses that are told of the ends of their owner's tasks, and the messages to them.
#include <algorithm>

#include "accounts/tokens.h"
#include "database/deliveries.h"
#include "jobs/job_fields.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr int64_t kMostWebhooks = 20;  // of a user
constexpr std::string_view kSecretPrefix = "whsec_";
constexpr std::string_view kPing = "ping";
const std::vector<std::string> kEvents = {"task.completed", "task.failed", "task.cancelled", "task.dead"};

Json webhook_json(const database::Webhook& webhook) {
  return {{"webhook_id", webhook.id.text()},
          {"name", webhook.name},
          {"url", webhook.url},
          {"events", stored_json(webhook.events_json)},
          {"active", webhook.active},
          {"failures", webhook.failures},
          {"last_status", webhook.last_status},
          {"created_at", time_text(webhook.created)}};
}

Json delivery_json(const database::Delivery& delivery) {
  const bool waits = delivery.state == database::DeliveryState::kWaiting;
  return {{"delivery_id", delivery.id.text()},
          {"event", delivery.event},
          {"status", database::kDeliveryStateNames[static_cast<size_t>(delivery.state)]},
          {"attempts", delivery.attempts},
          {"http_status", delivery.http_status ? Json(*delivery.http_status) : Json()},
          {"error_message", delivery.error_message ? Json(*delivery.error_message) : Json()},
          {"duration_ms", delivery.duration_ms ? Json(*delivery.duration_ms) : Json()},
          {"body", stored_json(delivery.body_json)},
          {"created_at", time_text(delivery.created)},
          {"next_attempt_at", waits ? Json(time_text(delivery.due)) : Json()},
          {"finished_at", delivery.finished ? Json(time_text(*delivery.finished)) : Json()}};
}

Result<database::WebhookId> id_of(const Call& call) {
  return read_id<database::WebhookId>(call.request.param("id"), "the webhook");
}

/// The fields that a webhook is made of or changed by; what is not given stays empty.
Result<database::WebhookChange> read_fields(Application& app, const Json& body, bool is_new) {
  jobs::JobFields fields(body, "body", "a webhook");
  database::WebhookChange change;
  std::optional<std::vector<std::string>> events;
  if (is_new) fields.require("url");
  fields.take("url", change.url);
  fields.take("name", change.name);
  fields.take("events", events);
  if (!is_new) fields.take("active", change.active);
  THETA_RETURN_IF_ERROR(fields.finish());
  if (change.name && !change.name->empty()) THETA_RETURN_IF_ERROR(check_name(*change.name, "body: name"));
  if (change.url) {
    const Status checked = webhooks::check_url(*change.url, app.access.receivers);
    if (!checked.ok()) return Error{checked.error().kind, "body: " + checked.error().message};
  }
  if (is_new && !events) events = kEvents;
  if (!events) return change;
  if (events->empty()) return bad_input("body: events: must name at least one");
  for (const std::string& event : *events) {
    if (std::find(kEvents.begin(), kEvents.end(), event) == kEvents.end())
      return bad_input("body: events: must be some of {}", fmt::join(kEvents, ", "));
  }
  change.events_json = formats::json_line(Json(*events));
  return change;
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_ASSIGN(const auto listing, database::Webhooks(*app.services.database).list(call.caller.user, page));
  return json_answer(200, list_json(listing, webhook_json));
}

Result<http::Response> create(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  THETA_ASSIGN(const database::WebhookChange fields, read_fields(app, body, true));
  const Secret secret = accounts::new_token(kSecretPrefix);
  THETA_ASSIGN(const database::Webhook webhook,
               database::Webhooks(*app.services.database)
                   .add(call.caller.user, fields.name.value_or(""), *fields.url, *fields.events_json,
                        secret.reveal(), kMostWebhooks));
  Json json = webhook_json(webhook);
  json["secret"] = secret.reveal();
  http::Response response = json_answer(201, json);
  response.set("Location", "/api/webhooks/" + webhook.id.text());
  return std::move(response.as_is());
}

Result<http::Response> get(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  THETA_ASSIGN(const database::WebhookId id, id_of(call));
  THETA_ASSIGN(const auto webhook, database::Webhooks(*app.services.database).get(call.caller.user, id));
  return json_answer(200, webhook_json(webhook));
}

Result<http::Response> change(Application& app, Call& call) {
  THETA_ASSIGN(const database::WebhookId id, id_of(call));
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  THETA_ASSIGN(const database::WebhookChange fields, read_fields(app, body, false));
  THETA_ASSIGN(const auto webhook,
               database::Webhooks(*app.services.database).change(call.caller.user, id, fields));
  return json_answer(200, webhook_json(webhook));
}

Result<http::Response> remove(Application& app, Call& call) {
  THETA_ASSIGN(const database::WebhookId id, id_of(call));
  THETA_RETURN_IF_ERROR(database::Webhooks(*app.services.database).remove(call.caller.user, id));
  return no_content();
}

Result<http::Response> ping(Application& app, Call& call) {
  THETA_ASSIGN(const database::WebhookId id, id_of(call));
  THETA_ASSIGN(const auto delivery,
               database::Deliveries(*app.services.database).add(call.caller.user, id, kPing));
  return json_answer(202, delivery_json(delivery));
}

Result<http::Response> list_deliveries(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_ASSIGN(const database::WebhookId id, id_of(call));
  THETA_ASSIGN(const auto listing,
               database::Deliveries(*app.services.database).list(call.caller.user, id, page));
  return json_answer(200, list_json(listing, delivery_json));
}

Result<http::Response> redeliver(Application& app, Call& call) {
  THETA_ASSIGN(const database::WebhookId id, id_of(call));
  THETA_ASSIGN(const auto which,
               read_id<database::DeliveryId>(call.request.param("delivery"), "the message"));
  THETA_ASSIGN(const auto delivery,
               database::Deliveries(*app.services.database).repeat(call.caller.user, id, which));
  return json_answer(202, delivery_json(delivery));
}

}  // namespace

void add_webhook_routes(Routes& routes) {
  routes.add("GET", "/api/webhooks", list);
  routes.add_json("POST", "/api/webhooks", create);
  routes.add("GET", "/api/webhooks/{id}", get);
  routes.add_json("PATCH", "/api/webhooks/{id}", change);
  routes.add("DELETE", "/api/webhooks/{id}", remove);
  routes.add("POST", "/api/webhooks/{id}/test", ping);
  routes.add("GET", "/api/webhooks/{id}/deliveries", list_deliveries);
  routes.add("POST", "/api/webhooks/{id}/deliveries/{delivery}/redeliver", redeliver);
}

}  // namespace theta::server
