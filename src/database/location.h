#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace theta::database {

enum class Dialect { kSqlite, kPostgres };

/// Where a database is and how it is opened.
struct Location {
  Dialect dialect = Dialect::kSqlite;
  std::string path;      ///< SQLite: the file
  std::string url;       ///< PostgreSQL: what libpq gets, with time limits added
  std::string password;  ///< PostgreSQL: as written in the URL, to keep it out of messages
  std::string shown;     ///< for messages: the path, or the URL without its password
};

/// Reads `postgresql://user:password@host:port/name?option=value` (`postgres://` too), `sqlite://PATH` (so an
/// absolute path makes three slashes) or the path of a SQLite file. Anything else is a usage error that does
/// not repeat the password.
Result<Location> parse_location(std::string_view text);

}  // namespace theta::database
