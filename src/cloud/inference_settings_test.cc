#include "cloud/inference_settings.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta::cloud {
namespace {

class InferenceSettingsTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* const name :
         {"EAS_ENDPOINT", "EAS_SERVICE", "EAS_TOKEN", "EAS_TOKEN_FILE", "EAS_FALLBACK", "EAS_TIMEOUT"})
      ::unsetenv(name);
  }
  void TearDown() override { SetUp(); }

  static std::string url(const char* endpoint, const char* service = "") {
    ::setenv("EAS_ENDPOINT", endpoint, 1);
    ::setenv("EAS_SERVICE", service, 1);
    const auto settings = inference_of_environment();
    return settings.ok() ? settings.value()->url : settings.error().message;
  }
};

TEST_F(InferenceSettingsTest, NothingIsAskedWithoutAnEndpoint) {
  ::setenv("EAS_TOKEN", "token", 1);
  EXPECT_FALSE(inference_of_environment().value().has_value());
}

TEST_F(InferenceSettingsTest, AnEndpointIsAHostOrAService) {
  EXPECT_EQ(url("1.cn-x.pai-eas.example"), "https://1.cn-x.pai-eas.example/api/predict/theta_infer");
  EXPECT_EQ(url("http://1.vpc.example/", "topics_2"), "http://1.vpc.example/api/predict/topics_2");
  EXPECT_EQ(url("https://a.example:8443/api/predict/mine/", "other"),
            "https://a.example:8443/api/predict/mine");
  EXPECT_EQ(url("http://[::1]:8000"), "http://[::1]:8000/api/predict/theta_infer");
}

TEST_F(InferenceSettingsTest, WhatIsWrongIsNamed) {
  for (const char* const wrong : {"ftp://a", "https://", "a.example/x?y=1", "user@a.example", "a b"})
    EXPECT_TRUE(url(wrong).starts_with("EAS_ENDPOINT: ")) << wrong;
  EXPECT_TRUE(url("a.example", "../x").starts_with("EAS_SERVICE: "));
  ::setenv("EAS_SERVICE", "", 1);
  for (const char* const wrong : {"0", "601", "-1", "1.5", "soon", "10s"}) {
    ::setenv("EAS_TIMEOUT", wrong, 1);
    EXPECT_EQ(inference_of_environment().error().kind, ErrorKind::kUsage) << wrong;
  }
}

TEST_F(InferenceSettingsTest, TheTokenMayLieInAFile) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("token"), "from file\n").ok());
  ::setenv("EAS_ENDPOINT", "a.example", 1);
  ::setenv("EAS_TOKEN_FILE", folder.file("token").c_str(), 1);
  EXPECT_EQ(inference_of_environment().value()->token.reveal(), "from file");
  ::setenv("EAS_TOKEN", "both", 1);
  EXPECT_EQ(inference_of_environment().error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace theta::cloud
