#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "base/temporary_folder.h"
#include "database/database.h"
#include "database/users.h"
#include "support/postgres_server.h"

namespace theta::database {

/// A fresh database of one kind for each test.
class OnBoth : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override;

  /// An empty place for another database of the same kind.
  std::string empty_url();
  std::unique_ptr<Database> open(const std::string& url, size_t connections = 8);
  bool on_postgres() const { return GetParam() == Dialect::kPostgres; }
  /// One server for all tests of this program; kept running by each test that stops it.
  static testing_support::PostgresServer& server();

  Database& database() { return *database_; }
  User add_user(std::string_view name);

  TemporaryFolder folder_{testing_support::memory_folder()};
  std::string url_;

 private:
  std::unique_ptr<Database> database_;
  int made_ = 0;
};

/// "ok", or the message of the error, for EXPECT_EQ.
template <typename Answer>
std::string outcome(const Answer& answer) {
  return answer.ok() ? "ok" : answer.error().message;
}

template <typename Answer>
std::optional<ErrorKind> kind(const Answer& answer) {
  return answer.ok() ? std::nullopt : std::optional<ErrorKind>(answer.error().kind);
}

}  // namespace theta::database

#define THETA_ON_BOTH(suite)                                                       \
  INSTANTIATE_TEST_SUITE_P(Sqlite, suite, ::testing::Values(Dialect::kSqlite),     \
                           [](const auto&) { return std::string("Sqlite"); });     \
  INSTANTIATE_TEST_SUITE_P(Postgres, suite, ::testing::Values(Dialect::kPostgres), \
                           [](const auto&) { return std::string("Postgres"); })
