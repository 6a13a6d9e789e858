#include "database/api_keys.h"

#include "base/clock.h"

namespace theta::database {

Result<ApiKey> ApiKeys::add(const UserId& owner, const NewApiKey& key) {
  const int64_t now = unix_milliseconds();
  ApiKey row{.id = ApiKeyId::random(),
             .owner = owner,
             .name = key.name,
             .prefix = key.prefix,
             .key_hash = key.key_hash,
             .scopes_json = key.scopes_json,
             .created = now};
  if (key.lifetime_ms) row.expires = now + *key.lifetime_ms;
  return database_.write([&](Connection& connection) -> Result<ApiKey> {
    THETA_RETURN_IF_ERROR(connection.insert("api_keys", row));
    return row;
  });
}

Result<Authenticated<ApiKey>> ApiKeys::find_by_key(std::string_view key_hash) {
  return database_.read([&](Connection& connection) -> Result<Authenticated<ApiKey>> {
    THETA_ASSIGN(ApiKey key,
                 find_row<ApiKey>(connection, "api_keys", "key_hash = ? and coalesce(expires > ?, true)",
                                  "the API key", key_hash, unix_milliseconds()));
    THETA_ASSIGN(User user,
                 find_row<User>(connection, "users", "id = ? and disabled = 0", "the API key", key.owner));
    return Authenticated<ApiKey>{std::move(key), std::move(user)};
  });
}

Status ApiKeys::touch(const UserId& owner, const ApiKeyId& id) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("update api_keys set used = ? where owner = ? and id = ?",
                                            unix_milliseconds(), owner, id),
                          "the API key");
  });
}

Result<Listing<ApiKey>> ApiKeys::list(const UserId& owner, const Page& page) {
  return database_.read([&](Connection& connection) {
    return list_rows<ApiKey>(connection, "api_keys", "owner = ?", "created desc, id", page, owner);
  });
}

Status ApiKeys::remove(const UserId& owner, const ApiKeyId& id) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("delete from api_keys where owner = ? and id = ?", owner, id),
                          "the API key");
  });
}

}  // namespace theta::database
