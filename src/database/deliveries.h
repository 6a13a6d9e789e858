#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "database/page.h"
#include "database/task.h"
#include "database/webhooks.h"

namespace theta::database {

enum class DeliveryState { kWaiting, kSending, kDelivered, kFailed };
inline constexpr std::array<std::string_view, 4> kDeliveryStateNames = {"waiting", "sending", "delivered",
                                                                        "failed"};
template <>
struct Stored<DeliveryState> : StoredByName<DeliveryState, kDeliveryStateNames> {};

/// One message to a webhook.
struct Delivery {
  int64_t number = 0;  ///< rises with each new message
  DeliveryId id;
  UserId owner;
  WebhookId webhook;
  std::string event;      ///< task.completed, ...
  std::string body_json;  ///< as it is sent
  DeliveryState state = DeliveryState::kWaiting;
  int64_t attempts = 0;
  int64_t due = 0;    ///< when it may be sent (next); while it is sent, when its sender is taken for dead
  int64_t fence = 0;  ///< rises with each claim
  std::optional<int64_t> http_status;  ///< of the last answer
  std::optional<std::string> error_message;
  std::optional<int64_t> duration_ms;  ///< of the last try
  int64_t created = 0;
  std::optional<int64_t> finished;

  static constexpr std::string_view kColumns =
      "number, id, owner, webhook, event, body_json, state, attempts, due, fence, http_status, "
      "error_message, duration_ms, "
      "created, finished";
  static auto fields(auto& self) {
    return std::tie(self.number, self.id, self.owner, self.webhook, self.event, self.body_json, self.state,
                    self.attempts, self.due, self.fence, self.http_status, self.error_message,
                    self.duration_ms, self.created, self.finished);
  }
};

/// What came of one try.
struct DeliveryTry {
  bool delivered = false;
  std::optional<int64_t> http_status;  ///< none: there was no answer
  std::string error;                   ///< why it was not delivered
  int64_t duration_ms = 0;
};

/// How often a message is tried.
struct DeliveryRules {
  std::span<const std::chrono::milliseconds> delays;  ///< before each further try; then it has failed
  std::chrono::milliseconds lease{60'000};            ///< a sender is taken for dead after
  int64_t most_failures = 5;  ///< messages of a webhook that fail in a row; then it is switched off
};

struct DeliveryClaim {
  Delivery delivery;
  Webhook webhook;
};

/// Adds a message for each active webhook of the task's owner that wants to hear of such an end: part of the
/// transaction that ends the task.
Status tell_webhooks(Connection& connection, const Task& task);

/// Messages on their way. Any number of servers may send them.
class Deliveries {
 public:
  explicit Deliveries(Database& database) : database_(database) {}

  /// A message of another kind than the end of a task; `body_json` gets the id.
  Result<Delivery> add(const UserId& owner, const WebhookId& webhook, std::string_view event);
  /// The same message once more, as one of its own.
  Result<Delivery> repeat(const UserId& owner, const WebhookId& webhook, const DeliveryId& id);
  /// The newest first.
  Result<Listing<Delivery>> list(const UserId& owner, const WebhookId& webhook, const Page& page);

  /// Takes the message that is due longest, of an active webhook that nobody sends to now.
  Result<std::optional<DeliveryClaim>> claim_for_server(const DeliveryRules& rules);
  /// Notes how a claimed message went. `stretch`, from 0 to 1: the chance in the delay before the next try.
  /// kConflict when the claim is over.
  Status note_for_server(const Delivery& delivery, const DeliveryTry& made, const DeliveryRules& rules,
                         double stretch);
  /// Removes what ended so long ago.
  Result<int64_t> remove_older_for_server(int64_t age_ms);

 private:
  Database& database_;
};

}  // namespace theta::database
