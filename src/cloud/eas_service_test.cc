#include "cloud/eas_service.h"

#include <gtest/gtest.h>

namespace theta::cloud {
namespace {

InferenceOrder order() {
  return {.image = "r/theta/infer:1", .place = "oss://theta-data/"};
}

TEST(InferenceService, MountsTheBucketAndRunsTheServer) {
  const formats::Json service = inference_service(order()).value();
  EXPECT_EQ(service["metadata"]["name"], "theta_infer");
  EXPECT_EQ(service["metadata"]["cpu"], 2);
  EXPECT_EQ(service["metadata"]["rpc"]["keepalive"], 60000);
  EXPECT_EQ(service["containers"][0]["port"], 8000);
  EXPECT_EQ(service["containers"][0]["script"],
            "exec theta infer-server /mnt/models --host 0.0.0.0 --port 8000 --behind-gateway");
  EXPECT_EQ(service["storage"][0].dump(),
            R"({"mount_path":"/mnt/models","oss":{"path":"oss://theta-data/","readOnly":true}})");
  EXPECT_FALSE(service.contains("cloud"));
  EXPECT_TRUE(inference_autoscaler(order()).is_null());
}

TEST(InferenceService, IsSizedByMachineOrByNumbersNotByBoth) {
  InferenceOrder large = order();
  large.instance_type = "ecs.c7a.large";
  large.instances = 2;
  large.most_instances = 6;
  const formats::Json service = inference_service(large).value();
  EXPECT_EQ(service["cloud"]["computing"]["instances"][0]["type"], "ecs.c7a.large");
  EXPECT_FALSE(service["metadata"].contains("cpu"));
  const formats::Json rules = inference_autoscaler(large);
  EXPECT_EQ(rules["min"], 2);
  EXPECT_EQ(rules["max"], 6);
  EXPECT_EQ(rules["scaleStrategies"][0]["metricName"], "qps");
}

TEST(InferenceService, WhatIsWrongIsNamed) {
  const auto problem = [](const InferenceOrder& wrong) { return inference_service(wrong).error().message; };
  InferenceOrder wrong = order();
  wrong.name = "Theta-Infer";
  EXPECT_NE(problem(wrong).find("--name"), std::string::npos);
  wrong = order();
  wrong.image.clear();
  EXPECT_NE(problem(wrong).find("--image"), std::string::npos);
  wrong = order();
  wrong.place = "oss://theta-data";
  EXPECT_NE(problem(wrong).find("--models"), std::string::npos);
  wrong = order();
  wrong.most_instances = 1;
  EXPECT_NE(problem(wrong).find("--max-instances"), std::string::npos);
}

}  // namespace
}  // namespace theta::cloud
