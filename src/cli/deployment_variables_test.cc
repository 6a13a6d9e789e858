#include "cli/deployment_variables.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace theta::cli {
namespace {

TEST(MaskUrl, HidesThePasswordAndNothingElse) {
  EXPECT_EQ(mask_url("postgresql://theta:open@db:5432/theta"), "postgresql://theta:********@db:5432/theta");
  EXPECT_EQ(mask_url("redis://:open@cache/0"), "redis://:********@cache/0");
  EXPECT_EQ(mask_url("postgresql://theta@db/theta"), "postgresql://theta@db/theta");
  EXPECT_EQ(mask_url("https://eas.example:8080/api"), "https://eas.example:8080/api");
}

TEST(MaskUrl, HidesPasswordsInOddPlaces) {
  EXPECT_EQ(mask_url("postgresql://u:p@ss/w:ord@db/x"), "postgresql://u:********@db/x");
  EXPECT_EQ(mask_url("postgresql:///x?host=db&password=open&user=u"),
            "postgresql:///x?host=db&password=********&user=u");
  EXPECT_EQ(mask_url("postgresql://db/x?SSLPASSWORD=open"), "postgresql://db/x?SSLPASSWORD=********");
  EXPECT_EQ(mask_url("host=db password=open"), "********");
}

TEST(DeploymentVariables, SecretsAndTheirFileTwins) {
  ::setenv("OSS_ACCESS_KEY_SECRET", "open sesame", 1);
  ::setenv("OSS_ACCESS_KEY_SECRET_FILE", "/run/secrets/oss", 1);
  ::setenv("CORS_ORIGINS", "https://topics.example", 1);
  ::unsetenv("EAS_TOKEN");
  size_t seen = 0;
  for (const DeploymentVariable& variable : deployment_variables()) {
    if (variable.name == "OSS_ACCESS_KEY_SECRET") {
      EXPECT_TRUE(variable.is_set);
      EXPECT_EQ(variable.shown, "********");
    } else if (variable.name == "OSS_ACCESS_KEY_SECRET_FILE") {
      EXPECT_EQ(variable.shown, "/run/secrets/oss");
    } else if (variable.name == "CORS_ORIGINS") {
      EXPECT_EQ(variable.shown, "https://topics.example");
    } else if (variable.name == "EAS_TOKEN") {
      EXPECT_FALSE(variable.is_set);
      EXPECT_EQ(variable.shown, "");
    } else {
      continue;
    }
    ++seen;
  }
  EXPECT_EQ(seen, 4u);
  ::unsetenv("OSS_ACCESS_KEY_SECRET");
  ::unsetenv("OSS_ACCESS_KEY_SECRET_FILE");
  ::unsetenv("CORS_ORIGINS");
}

}  // namespace
}  // namespace theta::cli
