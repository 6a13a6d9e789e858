#include "cache/redis_address.h"

#include <gtest/gtest.h>

namespace theta::cache {
namespace {

TEST(RedisAddress, ReadsEveryPart) {
  const RedisAddress all = parse_redis_url("redis://me:p%40ss%3a%2F@cache.example:7000/3").value();
  EXPECT_EQ(all.user, "me");
  EXPECT_EQ(all.password, "p@ss:/");
  EXPECT_EQ(all.shown(), "cache.example:7000/3");
  EXPECT_EQ(parse_redis_url("redis://:pw@10.0.0.1").value().password, "pw");
  EXPECT_EQ(parse_redis_url("redis://localhost").value().shown(), "localhost:6379/0");
  EXPECT_EQ(parse_redis_url("redis://localhost/").value().database, 0U);
  EXPECT_EQ(parse_redis_url("redis://[::1]:80/1").value().shown(), "::1:80/1");
}

TEST(RedisAddress, RefusesTheRestWithoutRepeatingIt) {
  for (const char* const url :
       {"", "localhost:6379", "rediss://:secret@h", "redis://", "redis://:secret@", "redis://secret@h",
        "redis://:secret@h:0", "redis://:secret@h:70000", "redis://:secret@h:x", "redis://:secret@h/x",
        "redis://:secret%@h", "redis://:secret%4@h", "redis://:secret%zz@h", "redis://:secret@[::1"}) {
    const auto parsed = parse_redis_url(url);
    ASSERT_FALSE(parsed.ok()) << url;
    EXPECT_EQ(parsed.error().kind, ErrorKind::kUsage);
    EXPECT_EQ(parsed.error().message.find("secret"), std::string::npos);
  }
}

}  // namespace
}  // namespace theta::cache
