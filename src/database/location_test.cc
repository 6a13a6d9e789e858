#include "database/location.h"

#include <gtest/gtest.h>

namespace theta::database {
namespace {

TEST(Location, PathsAndSqliteUrls) {
  for (const auto& [text, path] : {std::pair{"data/theta.db", "data/theta.db"},
                                   {"/var/lib/t h/库.db", "/var/lib/t h/库.db"},
                                   {"sqlite:///var/lib/theta.db", "/var/lib/theta.db"},
                                   {"sqlite://theta.db", "theta.db"}}) {
    const Result<Location> location = parse_location(text);
    ASSERT_TRUE(location.ok()) << text;
    EXPECT_EQ(location.value().dialect, Dialect::kSqlite);
    EXPECT_EQ(location.value().path, path);
  }
}

TEST(Location, PostgresUrlsGetTimeLimits) {
  const Location location = parse_location("postgresql://theta:s3cr:t@db.example:5433/theta").value();
  EXPECT_EQ(location.dialect, Dialect::kPostgres);
  EXPECT_TRUE(location.url.starts_with("postgresql://theta:s3cr:t@db.example:5433/theta?connect_timeout="));
  EXPECT_EQ(location.password, "s3cr:t");
  EXPECT_EQ(location.shown, "postgresql://theta@db.example:5433/theta");
}

TEST(Location, OwnOptionsStay) {
  const Location location =
      parse_location("postgres://localhost/x?sslmode=require&connect_timeout=9").value();
  EXPECT_EQ(location.url.find("connect_timeout=2"), std::string::npos);
  EXPECT_NE(location.url.find("?sslmode=require&connect_timeout=9&"), std::string::npos);
  EXPECT_EQ(location.password, "");
  EXPECT_EQ(location.shown, "postgres://localhost/x?sslmode=require&connect_timeout=9");
}

TEST(Location, WrongOnesAreUsageErrorsWithoutThePassword) {
  for (const char* text : {"", "sqlite://", "mysql://root:s3cret@host/x", "a\"b.db",
                           "postgresql://host/x?user=me&password=s3cret"}) {
    const Result<Location> location = parse_location(text);
    ASSERT_FALSE(location.ok()) << text;
    EXPECT_EQ(location.error().kind, ErrorKind::kUsage);
    EXPECT_EQ(location.error().message.find("s3cret"), std::string::npos) << location.error().message;
  }
}

}  // namespace
}  // namespace theta::database
