#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "database/database.h"
#include "database/id.h"
#include "database/page.h"
#include "database/sessions.h"

namespace theta::database {

/// A key for programs. The key itself is shown once, when it is made.
struct ApiKey {
  ApiKeyId id;
  UserId owner;
  std::string name;
  std::string prefix;       ///< the key's first characters, by which its owner knows it again
  std::string key_hash;     ///< unique
  std::string scopes_json;  ///< a JSON list of names
  int64_t created = 0;
  std::optional<int64_t> expires;
  std::optional<int64_t> used;  ///< last time

  static constexpr std::string_view kColumns =
      "id, owner, name, prefix, key_hash, scopes_json, created, expires, used";
  static auto fields(auto& self) {
    return std::tie(self.id, self.owner, self.name, self.prefix, self.key_hash, self.scopes_json,
                    self.created, self.expires, self.used);
  }
};

struct NewApiKey {
  std::string name;
  std::string prefix;
  std::string key_hash;
  std::string scopes_json = "[]";
  std::optional<int64_t> lifetime_ms;  ///< empty: no end
};

class ApiKeys {
 public:
  explicit ApiKeys(Database& database) : database_(database) {}

  Result<ApiKey> add(const UserId& owner, const NewApiKey& key);
  /// The key is the credential. kNotFound when it does not exist or has expired, or its user is disabled.
  Result<Authenticated<ApiKey>> find_by_key(std::string_view key_hash);
  /// Notes that the key was used now. Not needed more often than once a minute.
  Status touch(const UserId& owner, const ApiKeyId& id);
  /// The newest first, expired ones included.
  Result<Listing<ApiKey>> list(const UserId& owner, const Page& page);
  Status remove(const UserId& owner, const ApiKeyId& id);

 private:
  Database& database_;
};

}  // namespace theta::database
