#include "tasks/dlc_order.h"

#include <gtest/gtest.h>

namespace theta::tasks {
namespace {

using formats::Json;

TEST(DlcNames, TellTaskAndAttempt) {
  const database::TaskId task = database::TaskId::random();
  const std::string name = dlc_name_of_task("theta", task) + "12";
  EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"),
            std::string::npos);
  const auto parsed = parse_dlc_name("theta", name);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->task, task);
  EXPECT_EQ(parsed->attempt, 12);
  for (const std::string& other :
       {std::string("theta-x-1"), name + "x", dlc_name_of_task("theta", task), "other" + name, "x" + name})
    EXPECT_FALSE(parse_dlc_name("theta", other).has_value()) << other;
  EXPECT_FALSE(parse_dlc_name("thet", name).has_value());
}

TEST(DlcOrders, OneWorkerOrSeveral) {
  cloud::DlcSettings settings;
  settings.workspace = "268";
  settings.image = "r/theta:1";
  settings.ecs_spec = "ecs.c6.large";
  settings.priority = 3;
  const DlcOrder order{.name = "theta-a-1", .uri = "oss://b/tasks/1/job.json"};
  const Json one = dlc_job(settings, order, {{"A", "1"}});
  EXPECT_EQ(one["JobType"], "PyTorchJob");
  EXPECT_EQ(one["JobSpecs"][0]["EcsSpec"], "ecs.c6.large");
  EXPECT_FALSE(one["JobSpecs"][0].contains("ResourceConfig"));
  EXPECT_FALSE(one.contains("ResourceId"));
  EXPECT_EQ(one["Priority"], 3);
  EXPECT_EQ(one["UserCommand"], "exec theta job run oss://b/tasks/1/job.json --report-seconds 3");
  settings.ecs_spec.clear();
  settings.resource_id = "quota";
  settings.resources = {{"CPU", "4"}};
  const Json many = dlc_job(settings, {.name = "n", .uri = "u", .task_priority = 5, .workers = 2}, {});
  EXPECT_EQ(many["JobType"], "MPIJob");
  EXPECT_EQ(many["JobSpecs"][0]["PodCount"], 2);
  EXPECT_EQ(many["JobSpecs"][0]["ResourceConfig"]["CPU"], "4");
  EXPECT_EQ(many["ResourceId"], "quota");
  EXPECT_EQ(many["Priority"], 5);
}

TEST(DlcOrders, ATaskMayAskForWhatIsOffered) {
  cloud::DlcSettings settings;
  settings.ecs_spec = "ecs.a";
  settings.ecs_specs = {"ecs.b"};
  settings.minutes = 60;
  database::Task task{.request_json = R"({"options":{"cloud":{"ecs_spec":"ecs.b","minutes":90}}})",
                      .priority = 4};
  DlcOrder order;
  ASSERT_TRUE(take_wishes(settings, task, order).ok());
  const Json job = dlc_job(settings, order, {});
  EXPECT_EQ(job["JobSpecs"][0]["EcsSpec"], "ecs.b");
  EXPECT_EQ(job["JobMaxRunningTimeMinutes"], 60);
  EXPECT_EQ(job["Priority"], 4);
  task.request_json = R"({"options":{"cloud":{"ecs_spec":"ecs.huge"}}})";
  const Status refused = take_wishes(settings, task, order);
  EXPECT_EQ(refused.error().kind, ErrorKind::kBadInput);
  EXPECT_NE(refused.error().message.find("ecs.a ecs.b"), std::string::npos) << refused.error().message;
  task.request_json = R"({"options":{"cloud":{"spec":"x"}}})";
  EXPECT_EQ(take_wishes(settings, task, order).error().kind, ErrorKind::kBadInput);
  task.request_json = R"({"type":"train"})";
  ASSERT_TRUE(take_wishes(settings, task, order).ok());
  EXPECT_EQ(order.ecs_spec, "");
}

TEST(DlcOrders, AJobKnowsTheBucketAndItsOwnRightsOnly) {
  cloud::BucketSettings bucket;
  bucket.host = "oss-cn-x.aliyuncs.com";
  bucket.bucket = "texts";
  bucket.region = "cn-x";
  bucket.credentials = std::make_shared<cloud::CredentialSource>(cloud::Credentials{"server", "secret", ""});
  cloud::DlcSettings settings;
  const cloud::TemporaryCredentials rights{{"job", "jobsecret", "token"}, "2026-01-31T23:59:00Z"};
  const Json variables = dlc_variables(settings, bucket, rights);
  EXPECT_EQ(variables["OSS_ENDPOINT"], "https://oss-cn-x.aliyuncs.com");
  EXPECT_EQ(variables["OSS_ACCESS_KEY_ID"], "job");
  EXPECT_EQ(variables["OSS_SECURITY_TOKEN"], "token");
  EXPECT_EQ(variables["OSS_TOKEN_EXPIRES"], "2026-01-31T23:59:00Z");
  EXPECT_EQ(variables.dump().find("server"), std::string::npos);
  settings.oss_endpoint = "oss-cn-x-internal.aliyuncs.com";
  EXPECT_EQ(dlc_variables(settings, bucket, rights)["OSS_ENDPOINT"], "oss-cn-x-internal.aliyuncs.com");
}

TEST(DlcOrders, InputsAreTheFoldersOfFilesAndWhatElseIsRead) {
  const Json job = {{"format", "theta-job"},
                    {"version", 1},
                    {"kind", "train"},
                    {"output", "tasks/1/a/"},
                    {"files", {"datasets/2/files/x", "datasets/2/files/y"}},
                    {"train", {{"topics", 5}, {"embeddings", "vectors/w.bin"}}}};
  EXPECT_EQ(inputs_of({job, "tasks/1/a/", ""}).value(),
            (std::vector<std::string>{"datasets/2/files/", "vectors/w.bin"}));
}

}  // namespace
}  // namespace theta::tasks
