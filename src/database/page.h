#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "database/connection.h"

namespace theta::database {

/// Which part of a list is wanted.
struct Page {
  int64_t limit = 50;
  int64_t offset = 0;
};
inline constexpr int64_t kLargestPage = 1000;

/// A part of a list, and how long the whole is.
template <typename Row>
struct Listing {
  std::vector<Row> items;
  int64_t total = 0;
  int64_t limit = 0;
  int64_t offset = 0;
};

/// Rows of `table` for which `condition` holds, in the order of `order`, which must leave no ties: pages
/// would repeat or miss rows. A limit outside 0 to kLargestPage or a negative offset is a usage error.
template <typename Row, typename... Args>
Result<Listing<Row>> list_rows(Connection& connection, std::string_view table, std::string_view condition,
                               std::string_view order, const Page& page, const Args&... args) {
  if (page.limit < 0 || page.limit > kLargestPage) {
    return usage_error("limit: {} is not between 0 and {}", page.limit, kLargestPage);
  }
  if (page.offset < 0) return usage_error("offset: {} is negative", page.offset);
  Listing<Row> listing{.limit = page.limit, .offset = page.offset};
  THETA_ASSIGN(
      listing.total,
      connection.single<int64_t>(fmt::format("select count(*) from {} where {}", table, condition), args...));
  THETA_ASSIGN(listing.items,
               connection.select<Row>(fmt::format("select {} from {} where {} order by {} limit ? offset ?",
                                                  Row::kColumns, table, condition, order),
                                      args..., page.limit, page.offset));
  return listing;
}

/// The one row of `table` for which `condition` holds; kNotFound says that `what` does not exist.
template <typename Row, typename... Args>
Result<Row> find_row(Connection& connection, std::string_view table, std::string_view condition,
                     std::string_view what, const Args&... args) {
  THETA_ASSIGN(std::optional<Row> row,
               connection.first<Row>(
                   fmt::format("select {} from {} where {}", Row::kColumns, table, condition), args...));
  if (!row) return not_found("{} does not exist", what);
  return *std::move(row);
}

/// For a statement meant to change one row: kNotFound when it changed none.
inline Status expect_changed(const Result<int64_t>& changed, std::string_view what) {
  if (!changed.ok()) return changed.error();
  if (changed.value() == 0) return not_found("{} does not exist", what);
  return Status();
}

}  // namespace theta::database
