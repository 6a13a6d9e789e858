#include "database/sessions.h"

#include "base/clock.h"

namespace theta::database {

Result<Session> Sessions::add(const UserId& owner, std::string_view token_hash, std::string_view agent,
                              std::string_view address, int64_t lifetime_ms) {
  const int64_t now = unix_milliseconds();
  const Session session{.id = SessionId::random(),
                        .owner = owner,
                        .token_hash = std::string(token_hash),
                        .agent = std::string(agent),
                        .address = std::string(address),
                        .created = now,
                        .seen = now,
                        .expires = now + lifetime_ms};
  return database_.write([&](Connection& connection) -> Result<Session> {
    THETA_RETURN_IF_ERROR(connection.insert("sessions", session));
    return session;
  });
}

Result<Authenticated<Session>> Sessions::find_by_token(std::string_view token_hash) {
  return database_.read([&](Connection& connection) -> Result<Authenticated<Session>> {
    THETA_ASSIGN(Session session, find_row<Session>(connection, "sessions", "token_hash = ? and expires > ?",
                                                    "the session", token_hash, unix_milliseconds()));
    THETA_ASSIGN(User user, find_row<User>(connection, "users", "id = ? and disabled = 0", "the session",
                                           session.owner));
    return Authenticated<Session>{std::move(session), std::move(user)};
  });
}

Status Sessions::touch(const UserId& owner, const SessionId& id, int64_t lifetime_ms) {
  const int64_t now = unix_milliseconds();
  return database_.write([&](Connection& connection) {
    return expect_changed(
        connection.change(
            "update sessions set seen = ?, expires = ? where owner = ? and id = ? and expires > ?", now,
            now + lifetime_ms, owner, id, now),
        "the session");
  });
}

Result<Listing<Session>> Sessions::list(const UserId& owner, const Page& page) {
  return database_.read([&](Connection& connection) {
    return list_rows<Session>(connection, "sessions", "owner = ? and expires > ?", "created desc, id", page,
                              owner, unix_milliseconds());
  });
}

Status Sessions::remove(const UserId& owner, const SessionId& id) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("delete from sessions where owner = ? and id = ?", owner, id),
                          "the session");
  });
}

Status Sessions::remove_all(const UserId& owner) {
  return database_.write([&](Connection& connection) {
    return connection.change("delete from sessions where owner = ?", owner).status();
  });
}

Result<int64_t> Sessions::remove_expired_for_admin() {
  return database_.write([&](Connection& connection) {
    return connection.change("delete from sessions where expires <= ?", unix_milliseconds());
  });
}

}  // namespace theta::database
