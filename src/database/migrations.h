#pragma once

#include <span>
#include <string_view>

#include "database/connection.h"

namespace theta::database {

/// One step of the schema, in the words of in_dialect(); statements are separated by semicolons at line ends.
/// A released step never changes: later ones are added behind it.
struct Migration {
  std::string_view name;
  std::string_view sql;
};

/// All steps of this release; step i brings the schema to version i + 1.
std::span<const Migration> schema();

/// Brings the database to the newest step, in one transaction: whatever kills it, the schema is the old one
/// or the new one. Starters that come at the same time wait for each other. A database that a newer release
/// has changed is kUnsupported.
Status migrate(Connection& connection, std::span<const Migration> steps);

}  // namespace theta::database
