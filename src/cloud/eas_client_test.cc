#include "cloud/eas_client.h"

#include <gtest/gtest.h>

namespace theta::cloud {
namespace {

using formats::Json;

EasOrder order() {
  return {.name = "theta_infer",
          .image = "registry.example/theta/infer@sha256:12",
          .machine = "ecs.c7.large",
          .models = "oss://topics/",
          .workspace = "268",
          .instances = 2};
}

TEST(EasClientTest, AnOrderBecomesAServiceJson) {
  const Json service = service_json(order());
  EXPECT_EQ(service.at("metadata").at("name"), "theta_infer");
  EXPECT_EQ(service.at("metadata").at("instance"), 2);
  EXPECT_EQ(service.at("metadata").at("workspace_id"), "268");
  EXPECT_EQ(service.at("cloud").dump(), R"({"computing":{"instances":[{"type":"ecs.c7.large"}]}})");
  ASSERT_EQ(service.at("containers").size(), 1u);
  EXPECT_EQ(service.at("containers")[0].at("image"), order().image);
  EXPECT_EQ(service.at("containers")[0].at("script"),
            "theta infer-server /mnt/models --host 0.0.0.0 --port 8000 --behind-gateway");
  EXPECT_EQ(service.at("storage").dump(),
            R"([{"mount_path":"/mnt/models","oss":{"path":"oss://topics/","readOnly":true}}])");
}

TEST(EasClientTest, WhatTheProgramDoesNotKnowIsMergedOverIt) {
  EasOrder more = order();
  more.more =
      Json::parse(R"({"metadata": {"rpc": {"keepalive": 90000}, "gpu": 1}, "health_check": {"port": 8000},
                              "cloud": null})");
  const Json service = service_json(more);
  EXPECT_EQ(service.at("metadata").at("rpc").at("keepalive"), 90000);
  EXPECT_EQ(service.at("metadata").at("rpc").at("max_queue_size"), 64);
  EXPECT_EQ(service.at("metadata").at("gpu"), 1);
  EXPECT_EQ(service.at("health_check").at("port"), 8000);
  EXPECT_FALSE(service.contains("cloud"));
}

}  // namespace
}  // namespace theta::cloud
