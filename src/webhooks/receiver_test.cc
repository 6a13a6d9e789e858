#include "webhooks/receiver.h"

#include <gtest/gtest.h>

namespace theta::webhooks {
namespace {

TEST(WebhookUrl, PublicHostsOverHttpsAreTaken) {
  for (const char* const url :
       {"https://example.org", "https://example.org/hooks?to=a&b=%20", "https://example.org:8443/",
        "https://8.8.8.8/x", "https://[2606:4700::1111]/x", "https://xn--fiq228c.example/",
        "https://beef.example/"}) {
    const Status checked = check_url(url, {});
    EXPECT_TRUE(checked.ok()) << url << ": " << (checked.ok() ? "" : checked.error().message);
  }
}

TEST(WebhookUrl, EverythingElseIsRefused) {
  for (const char* const url : {"",
                                "example.org",
                                "http://example.org/",
                                "ftp://example.org/",
                                "file:///etc/passwd",
                                "gopher://example.org/",
                                "javascript:alert(1)",
                                "https://",
                                "https:///x",
                                "https://user@example.org/",
                                "https://user:word@example.org/",
                                "https://example.org/#part",
                                "https://exa mple.org/",
                                "https://example.org/\r\nX: y",
                                "https://example.org:99999/",
                                "https://localhost/",
                                "https://a.localhost/",
                                "https://127.0.0.1/",
                                "https://127.1/",
                                "https://0x7f000001/",
                                "https://2130706433/",
                                "https://0177.0.0.1/",
                                "https://10.0.0.1/",
                                "https://169.254.169.254/latest/meta-data",
                                "https://192.168.1.1:8443/",
                                "https://[::1]/",
                                "https://[::ffff:127.0.0.1]/",
                                "https://[fe80::1]/",
                                "https://0/",
                                "https://0.0.0.0/"}) {
    const Status checked = check_url(url, {});
    ASSERT_FALSE(checked.ok()) << url;
    EXPECT_EQ(checked.error().kind, ErrorKind::kBadInput) << url << ": " << checked.error().message;
  }
  EXPECT_EQ(check_url("https://example.org/" + std::string(3000, 'x'), {}).error().kind,
            ErrorKind::kBadInput);
}

TEST(WebhookUrl, OperatorsMayOpenTheirOwnNetwork) {
  const ReceiverRules open = {.private_addresses = true};
  for (const char* const url : {"http://127.0.0.1:9/", "http://localhost/", "https://10.1.2.3/"})
    EXPECT_TRUE(check_url(url, open).ok()) << url;
  for (const char* const url : {"ftp://127.0.0.1/", "http://a:b@127.0.0.1/"})
    EXPECT_FALSE(check_url(url, open).ok()) << url;
}

// echo -n '1700000000.{"id":"x"}' | openssl dgst -sha256 -hmac secret
TEST(WebhookSignature, IsThatOfOpenssl) {
  EXPECT_EQ(signature(Secret("secret"), "1700000000", R"({"id":"x"})"),
            "2f7852138f9dbd8d61c07c2cfb0b8ac96a46a32d78d4527788fb42fcb409a493");
}

TEST(WebhookSend, WhatIsNotAllowedIsNotConnectedTo) {
  database::DeliveryClaim claim;
  claim.webhook.url = "https://127.0.0.1:1/";
  const database::DeliveryTry made = send(claim, {});
  EXPECT_FALSE(made.delivered);
  EXPECT_FALSE(made.http_status.has_value());
  EXPECT_NE(made.error.find("no address of the public Internet"), std::string::npos) << made.error;
}

}  // namespace
}  // namespace theta::webhooks
