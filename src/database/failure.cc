#include "database/failure.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <new>

namespace theta::database {
namespace {

struct Meaning {
  ErrorKind kind = ErrorKind::kFailed;
  std::string_view says;  ///< in front of what the database itself says
  Trouble trouble = Trouble::kFailed;
};

constexpr Meaning kUnique{ErrorKind::kConflict, "exists already"};
constexpr Meaning kForeignKey{ErrorKind::kNotFound, "refers to something that does not exist"};
constexpr Meaning kEmpty{ErrorKind::kBadInput, "a value is missing"};
constexpr Meaning kForbidden{ErrorKind::kBadInput, "a value is not allowed"};
constexpr Meaning kFull{ErrorKind::kExhausted, "the disk or memory is full"};
constexpr Meaning kBusy{ErrorKind::kUnavailable, "the database is busy"};
constexpr Meaning kBroken{ErrorKind::kUnavailable, "the database cannot write or read its files"};
constexpr Meaning kGone{ErrorKind::kUnavailable, "the database cannot be reached", Trouble::kLost};
constexpr Meaning kDeadlock{ErrorKind::kUnavailable, "the database is busy", Trouble::kRepeat};

/// Source: PostgreSQL 15, appendix A.
Meaning by_sql_state(std::string_view state) {
  if (state == "23505") return kUnique;
  if (state == "23503") return kForeignKey;
  if (state == "23502") return kEmpty;
  if (state.starts_with("23") || state.starts_with("22")) return kForbidden;
  if (state == "40001" || state == "40P01") return kDeadlock;
  // Shut down, crashed, starting.
  if (state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03") return kGone;
  if (state == "53100" || state == "53200") return kFull;
  // Too many connections, a wait that took too long, a standby.
  if (state.starts_with("53") || state == "55P03" || state == "57014" || state == "25006") return kBusy;
  // An idle transaction was ended with its connection.
  if (state == "25P03") return kGone;
  if (state.starts_with("58")) return kBroken;
  return Meaning();
}

/// Source: sqlite.org, "Result and Error Codes".
Meaning by_result_code(int code) {
  using namespace sqlite_api;
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      return kUnique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return kForeignKey;
    case SQLITE_CONSTRAINT_NOTNULL:
      return kEmpty;
    default:
      break;
  }
  switch (code & 255) {
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
      return kForbidden;
    case SQLITE_FULL:
    case SQLITE_NOMEM:
      return kFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return kBusy;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return kBroken;
    default:
      return Meaning();
  }
}

Meaning meaning_of(const std::exception& thrown, soci::session& session) {
  if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&thrown)) {
    const std::string state = postgres->sqlstate();
    // A dead socket has no SQLSTATE. libpq knows.
    if (!session.is_connected()) return kGone;
    return by_sql_state(state);
  }
  if (dynamic_cast<const soci::sqlite3_soci_error*>(&thrown) != nullptr) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    if (backend != nullptr) return by_result_code(sqlite_api::sqlite3_extended_errcode(backend->conn_));
  }
  if (dynamic_cast<const std::bad_alloc*>(&thrown) != nullptr) return kFull;
  return Meaning();
}

std::string without(std::string message, const std::string& secret) {
  if (secret.empty()) return message;
  for (size_t at = message.find(secret); at != std::string::npos; at = message.find(secret, at)) {
    message.replace(at, secret.size(), "***");
  }
  return message;
}

/// What the back end said, on one line, without SOCI's repetition of the statement and its values.
std::string said(const std::exception& thrown) {
  const auto* error = dynamic_cast<const soci::soci_error*>(&thrown);
  std::string text = error != nullptr ? error->get_error_message() : thrown.what();
  // PostgreSQL's details repeat the values of the row.
  text.resize(std::min(text.find("DETAIL:"), text.size()));
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace

Failure describe_failure(const std::exception& thrown, soci::session& session, const Location& location) {
  const Meaning meaning = meaning_of(thrown, session);
  const std::string text = without(said(thrown), location.password);
  const std::string message = meaning.says.empty() ? fmt::format("database: {}", text)
                                                   : fmt::format("database: {}: {}", meaning.says, text);
  return Failure{Error{meaning.kind, message}, meaning.trouble};
}

Error connect_error(const std::exception& thrown, soci::session& session, const Location& location) {
  Meaning meaning;
  if (dynamic_cast<const soci::postgresql_soci_error*>(&thrown) != nullptr ||
      location.dialect == Dialect::kPostgres) {
    // libpq gives no code for a failed connection, and nearly all of them pass.
    meaning = kGone;
  } else {
    meaning = meaning_of(thrown, session);
  }
  return make_error(meaning.kind, "{}: cannot open the database: {}", location.shown,
                    without(said(thrown), location.password));
}

}  // namespace theta::database
