#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "database/id.h"
#include "database/page.h"

namespace theta::database {

/// An address that is told of its owner's tasks.
struct Webhook {
  WebhookId id;
  UserId owner;
  std::string url;
  std::string events_json;  ///< a JSON list of event names
  std::string secret;       ///< signs the messages; needed in clear
  bool active = true;
  int64_t failures = 0;     ///< in a row
  std::string last_status;  ///< of the last message, for its owner
  int64_t created = 0;
  std::string name;  ///< for its owner

  static constexpr std::string_view kColumns =
      "id, owner, url, events_json, secret, active, failures, last_status, created, name";
  static auto fields(auto& self) {
    return std::tie(self.id, self.owner, self.url, self.events_json, self.secret, self.active, self.failures,
                    self.last_status, self.created, self.name);
  }
};

/// What may be changed of a webhook; what is empty stays.
struct WebhookChange {
  std::optional<std::string> name;
  std::optional<std::string> url;
  std::optional<std::string> events_json;
  std::optional<bool> active;  ///< true: its failures are forgotten
};

class Webhooks {
 public:
  explicit Webhooks(Database& database) : database_(database) {}

  /// kConflict when the owner has `most` already.
  Result<Webhook> add(const UserId& owner, std::string_view name, std::string_view url,
                      std::string_view events_json, std::string_view secret, int64_t most);
  Result<Webhook> get(const UserId& owner, const WebhookId& id);
  /// The newest first.
  Result<Listing<Webhook>> list(const UserId& owner, const Page& page);
  Result<Webhook> change(const UserId& owner, const WebhookId& id, const WebhookChange& change);
  /// With all of its messages.
  Status remove(const UserId& owner, const WebhookId& id);

 private:
  Database& database_;
};

}  // namespace theta::database
