#include "fixture.h"

namespace theta::database {

testing_support::PostgresServer& OnBoth::server() {
  static std::unique_ptr<testing_support::PostgresServer> server =
      testing_support::PostgresServer::start(false).value();
  return *server;
}

void OnBoth::SetUp() {
  if (on_postgres()) {
    const std::string missing = testing_support::PostgresServer::missing();
    if (!missing.empty()) GTEST_SKIP() << missing;
  }
  url_ = empty_url();
  database_ = open(url_);
}

std::string OnBoth::empty_url() {
  return on_postgres() ? server().create_place().value() : folder_.file(fmt::format("{}.db", ++made_));
}

std::unique_ptr<Database> OnBoth::open(const std::string& url, size_t connections) {
  // Patient: the machine that runs the tests may be busy with others.
  return Database::open({.url = url, .connections = connections, .lease_wait = std::chrono::seconds(60)})
      .value();
}

User OnBoth::add_user(std::string_view name) {
  return Users(*database_).add(fmt::format("{}@example.org", name), name, std::nullopt, Role::kUser).value();
}

}  // namespace theta::database
