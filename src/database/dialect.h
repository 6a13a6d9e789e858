#pragma once

#include <string>
#include <string_view>

#include "database/location.h"

namespace theta::database {

/// SQL of the schema, written once: replaces {int}, {real}, {text}, {serial} (a primary key that counts up
/// by itself) and {table} (what ends a table's definition) by what `dialect` calls them. Text compares byte
/// by byte in both.
std::string in_dialect(std::string_view sql, Dialect dialect);

/// Begins a transaction that may write. SQLite takes the one lock for writing now, so that no later statement
/// fails for want of it.
std::string_view begin_sql(Dialect dialect);

/// The end of a select that locks the rows of `table` (as named in the query) until the end of the
/// transaction. SQLite needs none: the transaction holds the whole database.
std::string lock_rows(Dialect dialect, std::string_view table);
/// The same, leaving out the rows that somebody else has locked.
std::string lock_free_rows(Dialect dialect, std::string_view table);

}  // namespace theta::database
