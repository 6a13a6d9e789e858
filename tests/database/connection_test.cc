// What all repositories build on: values, errors, transactions, the pool, and its healing.
#include <thread>
#include <vector>

#include "database/connection.h"
#include "database/page.h"
#include "fixture.h"

namespace theta::database {
namespace {

class ConnectionContract : public OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    if (IsSkipped()) return;
    const bool postgres = on_postgres();
    const Status made = database().write([&](Connection& connection) -> Status {
      THETA_RETURN_IF_ERROR(connection.change("create table shelves (id bigint primary key)").status());
      return connection
          .change(fmt::format(
              "create table books (id bigint primary key, shelf bigint references shelves (id), title "
              "text not null unique, price {}, sold bigint check (sold >= 0))",
              postgres ? "double precision" : "real"))
          .status();
    });
    ASSERT_EQ(outcome(made), "ok");
  }

  template <typename... Args>
  Status run(std::string_view sql, const Args&... args) {
    return database().write([&](Connection& connection) { return connection.change(sql, args...).status(); });
  }
  int64_t count(std::string_view table) {
    return database()
        .read([&](Connection& connection) {
          return connection.single<int64_t>(fmt::format("select count(*) from {}", table));
        })
        .value();
  }
};

struct Book {
  int64_t id = 0;
  std::optional<int64_t> shelf;
  std::string title;
  std::optional<double> price;
  std::optional<int64_t> sold;
  static constexpr std::string_view kColumns = "id, shelf, title, price, sold";
  static auto fields(auto& self) { return std::tie(self.id, self.shelf, self.title, self.price, self.sold); }
  bool operator==(const Book&) const = default;
};

TEST_P(ConnectionContract, ValuesComeBackAsTheyWent) {
  const std::vector<Book> books = {
      {.id = 1, .title = "红楼梦 😀", .price = 0.1, .sold = 0},
      {.id = 2, .title = "", .price = -1.5e300},
      {.id = 9007199254740993, .title = "it's :p1 and \"quoted\" \\ % ?\n\t", .sold = 9223372036854775807},
      {.id = -9223372036854775807 - 1, .title = std::string(100000, 'x'), .price = 5e-324},
  };
  for (const Book& book : books) {
    ASSERT_EQ(outcome(database().write([&](Connection& c) { return c.insert("books", book); })), "ok");
  }
  for (const Book& book : books) {
    const auto found = database().read([&](Connection& c) {
      return find_row<Book>(c, "books", "id = ? and title = ?", "book", book.id, book.title);
    });
    ASSERT_EQ(outcome(found), "ok") << book.id;
    EXPECT_EQ(found.value(), book) << book.id;
  }
}

TEST_P(ConnectionContract, TextThatIsNotUtf8IsRefused) {
  for (const std::string& title :
       {std::string("a\0b", 3), std::string("\xff"), std::string("\xed\xa0\x80"), std::string("\xc3")}) {
    EXPECT_EQ(kind(run("insert into books (id, title) values (1, ?)", title)), ErrorKind::kBadInput);
  }
  EXPECT_EQ(count("books"), 0);
}

TEST_P(ConnectionContract, ViolationsAreToldApart) {
  ASSERT_TRUE(run("insert into books (id, title) values (1, 'one')").ok());
  EXPECT_EQ(kind(run("insert into books (id, title) values (1, 'two')")), ErrorKind::kConflict);
  EXPECT_EQ(kind(run("insert into books (id, title) values (2, 'one')")), ErrorKind::kConflict);
  EXPECT_EQ(kind(run("insert into books (id, title, shelf) values (2, 'two', 7)")), ErrorKind::kNotFound);
  const Status empty = run("insert into books (id, title) values (2, ?)", std::optional<std::string>());
  EXPECT_EQ(kind(empty), ErrorKind::kBadInput);
  EXPECT_NE(empty.error().message.find("a value is missing"), std::string::npos) << empty.error().message;
  const Status negative = run("insert into books (id, title, sold) values (2, 'two', -1)");
  EXPECT_EQ(kind(negative), ErrorKind::kBadInput);
  EXPECT_NE(negative.error().message.find("not allowed"), std::string::npos) << negative.error().message;
  EXPECT_EQ(kind(run("insert into nowhere values (1)")), ErrorKind::kFailed);
  EXPECT_EQ(count("books"), 1);
}

TEST_P(ConnectionContract, MessagesDoNotRepeatTheRow) {
  const Status empty =
      run("insert into books (id, title, price) values (4711, ?, 1)", std::optional<std::string>());
  EXPECT_EQ(empty.error().message.find("4711"), std::string::npos) << empty.error().message;
}

TEST_P(ConnectionContract, ChangeCountsRows) {
  ASSERT_TRUE(run("insert into books (id, title) values (1, 'a'), (2, 'b'), (3, 'c')").ok());
  const auto changed = [&](std::string_view sql) {
    return database().write([&](Connection& c) { return c.change(sql); }).value();
  };
  EXPECT_EQ(changed("update books set sold = 1 where id < 3"), 2);
  EXPECT_EQ(changed("update books set sold = 1 where id > 3"), 0);
  EXPECT_EQ(changed("delete from books"), 3);
}

TEST_P(ConnectionContract, FailedTransactionLeavesNothing) {
  const Status refused = database().write([](Connection& c) -> Status {
    THETA_RETURN_IF_ERROR(c.change("insert into books (id, title) values (1, 'a')").status());
    return bad_input("no");
  });
  EXPECT_EQ(outcome(refused), "no");
  EXPECT_EQ(count("books"), 0);
}

TEST_P(ConnectionContract, SwallowedErrorDoesNotCommitHalf) {
  const Status swallowed = database().write([](Connection& c) -> Status {
    THETA_RETURN_IF_ERROR(c.change("insert into books (id, title) values (1, 'a')").status());
    (void)c.change("insert into books (id, title) values (1, 'b')");
    return Status();
  });
  EXPECT_EQ(kind(swallowed), ErrorKind::kFailed);
  EXPECT_EQ(count("books"), 0);
}

TEST_P(ConnectionContract, ExceptionUndoesTheTransactionAndFreesTheConnection) {
  for (int i = 0; i < 20; ++i) {
    EXPECT_THROW((void)database().write([](Connection& c) -> Status {
      (void)c.change("insert into books (id, title) values (1, 'a')");
      throw std::bad_alloc();
    }),
                 std::bad_alloc);
  }
  EXPECT_EQ(count("books"), 0);
}

TEST_P(ConnectionContract, PagesAreWholeAndOrdered) {
  for (int64_t i = 0; i < 25; ++i)
    ASSERT_TRUE(run("insert into books (id, title) values (?, ?)", i, fmt::format("t{}", i)).ok());
  std::vector<int64_t> seen;
  for (int64_t offset = 0; offset < 30; offset += 10) {
    const auto page = database().read([&](Connection& c) {
      return list_rows<Book>(c, "books", "id >= ?", "id desc", Page{.limit = 10, .offset = offset},
                             int64_t{2});
    });
    ASSERT_EQ(outcome(page), "ok");
    EXPECT_EQ(page.value().total, 23);
    for (const Book& book : page.value().items) seen.push_back(book.id);
  }
  ASSERT_EQ(seen.size(), 23u);
  for (size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], static_cast<int64_t>(24 - i));
  for (const Page& page : {Page{.limit = -1}, Page{.limit = 1001}, Page{.limit = 1, .offset = -1}}) {
    EXPECT_EQ(kind(database().read(
                  [&](Connection& c) { return list_rows<Book>(c, "books", "id >= 0", "id", page); })),
              ErrorKind::kUsage);
  }
}

TEST_P(ConnectionContract, WritersOfManyThreadsAllSucceed) {
  ASSERT_TRUE(run("insert into books (id, title, sold) values (1, 'a', 0)").ok());
  std::vector<std::thread> threads;
  std::atomic<int> failed = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i)
        failed += run("update books set sold = sold + 1 where id = 1").ok() ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(
      database().read([](Connection& c) { return c.single<int64_t>("select sold from books"); }).value(),
      200);
}

// On SQLite they share commits: what one of them does wrong is nobody else's loss.
TEST_P(ConnectionContract, WritersAtOnceKeepTheirOwnAnswers) {
  constexpr int kThreads = 16;
  constexpr int kEach = 30;
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const int64_t id = t * kEach + i;
        const auto insert = [&](Connection& c) -> Status {
          THETA_RETURN_IF_ERROR(
              c.change("insert into books (id, title) values (?, ?)", id, fmt::format("t{}", id)).status());
          if (id % 4 == 1) return make_error(ErrorKind::kConflict, "no");
          if (id % 4 == 2) (void)c.change("insert into books (id, title) values (?, null)", -1 - id);
          if (id % 4 == 3) throw std::bad_alloc();
          return Status();
        };
        try {
          const std::optional<ErrorKind> found = kind(database().write(insert));
          const std::optional<ErrorKind> right[] = {std::nullopt, ErrorKind::kConflict, ErrorKind::kFailed};
          wrong += id % 4 == 3 || found != right[id % 4] ? 1 : 0;
        } catch (const std::bad_alloc&) {
          wrong += id % 4 == 3 ? 0 : 1;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(count("books"), kThreads * kEach / 4);
  const auto kept = database().read(
      [](Connection& c) { return c.single<int64_t>("select count(*) from books where id % 4 = 0"); });
  EXPECT_EQ(kept.value(), kThreads * kEach / 4);
}

TEST_P(ConnectionContract, BusyPoolAnswersInsteadOfWaitingForEver) {
  const auto small =
      Database::open({.url = url_, .connections = 1, .lease_wait = std::chrono::milliseconds(50)});
  ASSERT_EQ(outcome(small), "ok");
  const Status outer = small.value()->read([&](Connection&) -> Status {
    const Status inner = small.value()->ping();
    EXPECT_EQ(kind(inner), ErrorKind::kUnavailable);
    return Status();
  });
  EXPECT_EQ(outcome(outer), "ok");
  EXPECT_EQ(outcome(small.value()->ping()), "ok");
}

TEST_P(ConnectionContract, DeadlockIsRepeatedUntilBothSucceed) {
  if (!on_postgres()) GTEST_SKIP() << "skipped: SQLite has one writer and cannot deadlock";
  ASSERT_TRUE(run("insert into books (id, title, sold) values (1, 'a', 0), (2, 'b', 0)").ok());
  std::atomic<int> arrived = 0;
  const auto both = [&](int64_t first, int64_t second) {
    return database().write([&](Connection& c) -> Status {
      THETA_RETURN_IF_ERROR(c.change("update books set sold = sold + 1 where id = ?", first).status());
      ++arrived;
      while (arrived < 2) std::this_thread::yield();
      return c.change("update books set sold = sold + 1 where id = ?", second).status();
    });
  };
  Status other;
  std::thread thread([&] { other = both(2, 1); });
  const Status mine = both(1, 2);
  thread.join();
  EXPECT_EQ(outcome(mine), "ok");
  EXPECT_EQ(outcome(other), "ok");
  EXPECT_GE(arrived, 3);  // one of them ran twice, at least
  EXPECT_EQ(
      database().read([](Connection& c) { return c.single<int64_t>("select min(sold) from books"); }).value(),
      2);
}

TEST_P(ConnectionContract, PoolHealsAfterARestart) {
  if (!on_postgres()) GTEST_SKIP() << "skipped: SQLite has no server";
  ASSERT_TRUE(run("insert into books (id, title, sold) values (1, 'a', 0)").ok());
  for (const bool crash : {false, true}) {
    // All connections of the pool are open and then broken.
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) threads.emplace_back([&] { EXPECT_EQ(outcome(database().ping()), "ok"); });
    for (std::thread& thread : threads) thread.join();
    crash ? server().crash() : server().stop();
    const auto before = std::chrono::steady_clock::now();
    const Status down = database().ping();
    EXPECT_EQ(kind(down), ErrorKind::kUnavailable) << outcome(down);
    EXPECT_EQ(down.error().message.find("test-secret"), std::string::npos) << down.error().message;
    EXPECT_EQ(kind(run("update books set sold = 7")), ErrorKind::kUnavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
    ASSERT_EQ(outcome(server().launch()), "ok");
    for (int i = 0; i < 10; ++i) {
      EXPECT_EQ(outcome(database().ping()), "ok");
      EXPECT_EQ(outcome(run("update books set sold = sold + 1")), "ok");
    }
  }
  EXPECT_EQ(
      database().read([](Connection& c) { return c.single<int64_t>("select sold from books"); }).value(), 20);
}

TEST_P(ConnectionContract, RestartInsideATransactionEndsItUncommitted) {
  if (!on_postgres()) GTEST_SKIP() << "skipped: SQLite has no server";
  const Status cut = database().write([&](Connection& c) -> Status {
    THETA_RETURN_IF_ERROR(c.change("insert into books (id, title) values (1, 'a')").status());
    server().stop();
    EXPECT_EQ(outcome(server().launch()), "ok");
    return c.change("insert into books (id, title) values (2, 'b')").status();
  });
  EXPECT_EQ(kind(cut), ErrorKind::kUnavailable) << outcome(cut);
  EXPECT_EQ(count("books"), 0);
}

THETA_ON_BOTH(ConnectionContract);

}  // namespace
}  // namespace theta::database
