// The schema under two starters, a kill at any moment, and a newer release.
#include "database/migrations.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "fixture.h"

namespace theta::database {
namespace {

class MigrationsContract : public OnBoth {
 protected:
  std::unique_ptr<Connection> connect(const std::string& url) {
    return Connection::open(parse_location(url).value()).value();
  }

  /// Runs `body` in a process of its own; its answer is the exit code.
  pid_t in_process(const std::function<int()>& body) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(body());
    return child;
  }
  int end_of(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  /// Names of the tables of the schema that exist.
  int64_t tables(Connection& connection) {
    return connection
        .single<int64_t>(
            on_postgres()
                ? "select count(*) from information_schema.tables where table_schema = current_schema()"
                : "select count(*) from sqlite_master where type = 'table' and name not like 'sqlite_%'")
        .value();
  }
};

TEST_P(MigrationsContract, RacingProcessesMakeOneSchema) {
  for (int round = 0; round < 3; ++round) {
    const std::string url = empty_url();
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
      children.push_back(in_process([&] { return Database::open({.url = url}).ok() ? 0 : 1; }));
    }
    for (const pid_t child : children) EXPECT_EQ(end_of(child), 0);
    const auto connection = connect(url);
    EXPECT_EQ(connection->single<int64_t>("select count(*) from schema_steps").value(),
              static_cast<int64_t>(schema().size()));
  }
}

TEST_P(MigrationsContract, OpeningAgainChangesNothing) {
  add_user("a");
  const auto again = open(url_);
  EXPECT_EQ(Users(*again).list_for_admin({}).value().total, 1);
}

TEST_P(MigrationsContract, StepsBuildOnEachOther) {
  const auto connection = connect(empty_url());
  const Migration steps[] = {
      {"one", "create table a (x {int} not null) {table};\ninsert into a values (1);\n"},
      {"two", "alter table a add column y {int} not null default 2"}};
  ASSERT_EQ(outcome(migrate(*connection, std::span(steps, 1))), "ok");
  ASSERT_EQ(outcome(migrate(*connection, steps)), "ok");
  ASSERT_EQ(outcome(migrate(*connection, steps)), "ok");
  EXPECT_EQ(connection->single<int64_t>("select x + y from a").value(), 3);
}

TEST_P(MigrationsContract, FailedStepLeavesTheOldSchema) {
  const auto connection = connect(empty_url());
  const Migration steps[] = {{"one", "create table a (x {int}) {table}"},
                             {"two", "create table b (x {int}) {table};\ncreate table a (x {int}) {table}"}};
  const Status failed = migrate(*connection, steps);
  ASSERT_FALSE(failed.ok());
  EXPECT_NE(failed.error().message.find("schema step 2 (two)"), std::string::npos) << failed.error().message;
  EXPECT_EQ(tables(*connection), 0);
  ASSERT_EQ(outcome(migrate(*connection, std::span(steps, 1))), "ok");
}

TEST_P(MigrationsContract, NewerSchemaIsRefused) {
  ASSERT_TRUE(database()
                  .write([](Connection& c) {
                    return c
                        .change("insert into schema_steps (version, name, applied) values (99, 'future', 0)")
                        .status();
                  })
                  .ok());
  const auto refused = Database::open({.url = url_});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kUnsupported);
  EXPECT_NE(refused.error().message.find("newer release (schema 99"), std::string::npos)
      << refused.error().message;
  EXPECT_EQ(refused.error().message.find("test-secret"), std::string::npos);
}

TEST_P(MigrationsContract, KilledInsideAStepEndsOldThenNew) {
  const std::string url = empty_url();
  const Migration old_steps[] = {{"one", "create table a (x {int}) {table}"}};
  ASSERT_EQ(outcome(migrate(*connect(url), old_steps)), "ok");
  // The second step has done half of its work when it comes to a statement that takes long.
  const std::string slow =
      std::string("create table b (x {int}) {table};\nalter table a add column y {int};\n") +
      (on_postgres()
           ? "select pg_sleep(60);\n"
           : "insert into b with recursive n(i) as (select 1 union all select i + 1 from n where i < "
             "1000000000) select max(i) from n;\n");
  const Migration new_steps[] = {old_steps[0], {"two", slow}};
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = in_process([&] {
    const auto connection = connect(url);
    (void)!::write(ready[1], "x", 1);
    return migrate(*connection, new_steps).ok() ? 0 : 1;
  });
  char byte;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ::kill(child, SIGKILL);
  EXPECT_EQ(end_of(child), -1) << "it was to be killed in the middle";
  ::close(ready[0]);
  ::close(ready[1]);

  const auto connection = connect(url);
  const Migration quick_steps[] = {
      old_steps[0], {"two", "create table b (x {int}) {table};\nalter table a add column y {int}"}};
  // On PostgreSQL the server notices only now that its client is gone: no such wait for the reader.
  if (on_postgres()) {
    ASSERT_TRUE(
        connection
            ->change(
                "select pg_terminate_backend(pid) from pg_stat_activity where state = 'active' and query "
                "like '%pg_sleep%' and pid <> pg_backend_pid()")
            .ok());
  }
  EXPECT_EQ(connection->single<int64_t>("select max(version) from schema_steps").value(), 1);
  EXPECT_EQ(tables(*connection), 2);
  ASSERT_EQ(outcome(migrate(*connection, quick_steps)), "ok");
  EXPECT_EQ(tables(*connection), 3);
}

TEST_P(MigrationsContract, KilledAtAnyMomentTheNextStartSucceeds) {
  const std::string whole = empty_url();
  ASSERT_EQ(outcome(Database::open({.url = whole})), "ok");
  const int64_t all = tables(*connect(whole));
  const std::string url = empty_url();
  for (int i = 0; i < 12; ++i) {
    const pid_t child = in_process([&] { return Database::open({.url = url}).ok() ? 0 : 1; });
    std::this_thread::sleep_for(std::chrono::milliseconds(4 * i));
    ::kill(child, SIGKILL);
    (void)end_of(child);
    const auto connection = connect(url);
    const int64_t made = tables(*connection);
    EXPECT_TRUE(made == 0 || made == all) << made << " tables after kill " << i;
  }
  const auto opened = Database::open({.url = url});
  EXPECT_EQ(outcome(opened), "ok");
  EXPECT_EQ(tables(*connect(url)), all);
}

THETA_ON_BOTH(MigrationsContract);

}  // namespace
}  // namespace theta::database
