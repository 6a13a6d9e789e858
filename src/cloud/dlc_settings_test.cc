#include "cloud/dlc_settings.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "cloud/dlc_client.h"
#include "cloud/sts_client.h"

namespace theta::cloud {
namespace {

class DlcEnvironment : public testing::Test {
 protected:
  void SetUp() override { TearDown(); }
  void TearDown() override {
    for (const char* const name :
         {"PAI_ACCESS_KEY_ID", "PAI_ACCESS_KEY_SECRET", "PAI_REGION", "PAI_PROJECT_ID", "PAI_WORKSPACE_ID",
          "PAI_DLC_ENDPOINT", "PAI_STS_ENDPOINT", "DLC_IMAGE", "DLC_ECS_SPEC", "DLC_RESOURCE_ID", "DLC_CPU",
          "DLC_MEMORY", "DLC_GPU", "DLC_PRIORITY", "DLC_ROLE_ARN", "DLC_JOB_ACCESS_KEY_ID",
          "DLC_JOB_ACCESS_KEY_SECRET", "DLC_NAME_PREFIX", "DLC_REPORT_SECONDS"})
      ::unsetenv(name);
  }
  static void set(const std::map<std::string, std::string>& variables) {
    for (const auto& [name, value] : variables) ::setenv(name.c_str(), value.c_str(), 1);
  }
  static void set_whole() {
    set({{"PAI_ACCESS_KEY_ID", "id"},
         {"PAI_ACCESS_KEY_SECRET", "secret"},
         {"PAI_REGION", "cn-hongkong"},
         {"PAI_PROJECT_ID", "268"},
         {"DLC_IMAGE", "r/theta:1"},
         {"DLC_ECS_SPEC", "ecs.c6.large"},
         {"DLC_ROLE_ARN", "acs:ram::1:role/jobs"}});
  }
  static std::string problem() {
    const auto settings = dlc_of_environment();
    return settings.ok() ? "" : settings.error().message;
  }
};

TEST_F(DlcEnvironment, NothingIsSet) {
  EXPECT_FALSE(dlc_of_environment().value().has_value());
}

TEST_F(DlcEnvironment, TheWholeBlueprint) {
  set_whole();
  const DlcSettings settings = dlc_of_environment().value().value();
  EXPECT_EQ(settings.endpoint, "https://pai-dlc.cn-hongkong.aliyuncs.com");
  EXPECT_EQ(settings.sts_endpoint, "https://sts.cn-hongkong.aliyuncs.com");
  EXPECT_EQ(settings.workspace, "268");
  EXPECT_EQ(settings.name_prefix, "theta");
  EXPECT_EQ(settings.job_credentials, nullptr);
  set({{"PAI_DLC_ENDPOINT", "http://127.0.0.1:8/"}, {"PAI_WORKSPACE_ID", "9"}, {"DLC_PRIORITY", "7"}});
  const DlcSettings other = dlc_of_environment().value().value();
  EXPECT_EQ(other.endpoint, "http://127.0.0.1:8");
  EXPECT_EQ(other.workspace, "9");
  EXPECT_EQ(other.priority, 7);
}

TEST_F(DlcEnvironment, WhatIsMissingOrWrongIsNamed) {
  set_whole();
  for (const char* const name : {"PAI_ACCESS_KEY_SECRET", "PAI_REGION", "PAI_PROJECT_ID", "DLC_IMAGE",
                                 "DLC_ECS_SPEC", "DLC_ROLE_ARN"}) {
    ::unsetenv(name);
    EXPECT_NE(problem().find(name), std::string::npos) << problem();
    set_whole();
  }
  for (const auto& [name, value] : std::map<std::string, std::string>{{"DLC_PRIORITY", "10"},
                                                                      {"DLC_REPORT_SECONDS", "soon"},
                                                                      {"DLC_NAME_PREFIX", "a/b"},
                                                                      {"PAI_DLC_ENDPOINT", "ftp://x"},
                                                                      {"DLC_RESOURCE_ID", "quota"}}) {
    set({{name, value}});
    EXPECT_NE(problem().find(name), std::string::npos) << name << ": " << problem();
    ::unsetenv(name.c_str());
  }
}

TEST_F(DlcEnvironment, AQuotaNeedsToKnowWhatAJobTakes) {
  set_whole();
  ::unsetenv("DLC_ECS_SPEC");
  set({{"DLC_RESOURCE_ID", "quota1"}});
  EXPECT_NE(problem().find("DLC_CPU"), std::string::npos) << problem();
  set({{"DLC_CPU", "4"}, {"DLC_MEMORY", "8Gi"}, {"DLC_GPU", "1"}});
  const DlcSettings settings = dlc_of_environment().value().value();
  EXPECT_EQ(settings.resources.dump(), R"({"CPU":"4","Memory":"8Gi","GPU":"1"})");
}

TEST_F(DlcEnvironment, JobsGetARoleOrAUserOfTheirOwnNeverBoth) {
  set_whole();
  set({{"DLC_JOB_ACCESS_KEY_ID", "jobs"}, {"DLC_JOB_ACCESS_KEY_SECRET", "x"}});
  EXPECT_NE(problem().find("DLC_ROLE_ARN"), std::string::npos);
  ::unsetenv("DLC_ROLE_ARN");
  EXPECT_EQ(dlc_of_environment().value().value().job_credentials->now().value().id, "jobs");
}

TEST(DlcStates, FollowTheTableOfTheService) {
  EXPECT_EQ(dlc_state("Creating"), DlcState::kWaiting);
  EXPECT_EQ(dlc_state("Queuing"), DlcState::kWaiting);
  EXPECT_EQ(dlc_state("EnvPreparing"), DlcState::kStarting);
  EXPECT_EQ(dlc_state("Restarting"), DlcState::kRunning);
  EXPECT_EQ(dlc_state("Stopping"), DlcState::kStopping);
  EXPECT_EQ(dlc_state("SucceededReserving"), DlcState::kSucceeded);
  EXPECT_EQ(dlc_state("FailedReserving"), DlcState::kFailed);
  EXPECT_EQ(dlc_state("Stopped"), DlcState::kStopped);
  EXPECT_EQ(dlc_state("SomethingOfNextYear"), DlcState::kRunning);
  EXPECT_FALSE(has_ended(DlcState::kStopping));
}

TEST(JobPolicy, AllowsOnePrefixAndItsInputsAndFitsTheService) {
  const formats::Json policy = job_policy("b", "tasks/1/", {"datasets/2/files/"}).value();
  const std::string text = policy.dump();
  EXPECT_LE(text.size(), 2048U);
  for (const formats::Json& statement : policy["Statement"]) {
    if (statement["Action"][0] != "oss:PutObject") continue;
    EXPECT_EQ(statement["Resource"].dump(), R"(["acs:oss:*:*:b/tasks/1/*"])");
  }
  EXPECT_EQ(job_policy("b", "t/", std::vector<std::string>(100, "datasets/2/files/")).error().kind,
            ErrorKind::kUsage);
}

}  // namespace
}  // namespace theta::cloud
