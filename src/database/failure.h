#pragma once

#include <exception>

#include "base/result.h"
#include "database/connection.h"

namespace soci {
class session;
}

namespace theta::database {

struct Failure {
  Error error;
  Trouble trouble = Trouble::kFailed;
};

/// The meaning of what SOCI threw for a statement of `session`: by SQLSTATE on PostgreSQL, by the extended
/// result code on SQLite. Call it while the statement lives.
Failure describe_failure(const std::exception& thrown, soci::session& session, const Location& location);

/// The same for opening `location`. The message keeps the password out.
Error connect_error(const std::exception& thrown, soci::session& session, const Location& location);

}  // namespace theta::database
