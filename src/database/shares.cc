#include "database/shares.h"

#include "base/clock.h"

namespace theta::database {

Result<Share> Shares::add(const UserId& owner, const ModelId& model, std::string_view token_hash,
                          int64_t lifetime_ms) {
  const int64_t now = unix_milliseconds();
  const Share share{.id = ShareId::random(),
                    .owner = owner,
                    .model = model,
                    .token_hash = std::string(token_hash),
                    .created = now,
                    .expires = now + lifetime_ms};
  return database_.write([&](Connection& connection) -> Result<Share> {
    THETA_ASSIGN(
        const int64_t count,
        connection.single<int64_t>(
            "select count(*) from models where owner = ? and id = ? and state = 'ready'", owner, model));
    if (count == 0) return not_found("the model does not exist");
    THETA_RETURN_IF_ERROR(connection.insert("shares", share));
    return share;
  });
}

Result<Share> Shares::find_by_token(std::string_view token_hash) {
  return database_.read([&](Connection& connection) {
    return find_row<Share>(connection, "shares", "token_hash = ? and expires > ?", "the link", token_hash,
                           unix_milliseconds());
  });
}

Result<Listing<Share>> Shares::list(const UserId& owner, const ModelId& model, const Page& page) {
  return database_.read([&](Connection& connection) {
    return list_rows<Share>(connection, "shares", "owner = ? and model = ?", "created desc, id", page, owner,
                            model);
  });
}

Status Shares::remove(const UserId& owner, const ShareId& id) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("delete from shares where owner = ? and id = ?", owner, id),
                          "the link");
  });
}

Result<int64_t> Shares::remove_expired_for_admin() {
  return database_.write([&](Connection& connection) {
    return connection.change("delete from shares where expires <= ?", unix_milliseconds());
  });
}

}  // namespace theta::database
