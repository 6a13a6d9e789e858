#include "webhooks/public_address.h"

#include <gtest/gtest.h>

namespace theta::webhooks {
namespace {

TEST(PublicAddress, KnowsWhatIsOutside) {
  for (const char* const address :
       {"1.1.1.1",          "8.8.8.8",         "47.93.1.1",         "100.63.255.255", "100.128.0.0",
        "172.15.255.255",   "172.32.0.0",      "192.167.1.1",       "192.169.0.1",    "198.17.255.255",
        "198.20.0.0",       "223.255.255.255", "9.255.255.255",     "11.0.0.0",       "126.255.255.255",
        "128.0.0.0",        "2606:4700::1111", "2a00:1450:4001::1", "2400:3200::1",   "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:200::1"}) {
    EXPECT_TRUE(is_public_address(address)) << address;
  }
}

TEST(PublicAddress, KnowsWhatIsInside) {
  for (const char* const address : {"0.0.0.0",
                                    "0.1.2.3",
                                    "10.0.0.1",
                                    "10.255.255.255",
                                    "100.64.0.0",
                                    "100.127.255.255",
                                    "127.0.0.1",
                                    "127.255.255.255",
                                    "169.254.0.1",
                                    "169.254.169.254",
                                    "172.16.0.0",
                                    "172.31.255.255",
                                    "192.0.0.1",
                                    "192.0.2.1",
                                    "192.88.99.1",
                                    "192.168.0.1",
                                    "198.18.0.1",
                                    "198.19.255.255",
                                    "198.51.100.7",
                                    "203.0.113.9",
                                    "224.0.0.1",
                                    "239.255.255.255",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "::1",
                                    "::ffff:127.0.0.1",
                                    "::ffff:10.0.0.1",
                                    "::ffff:0:127.0.0.1",
                                    "::127.0.0.1",
                                    "64:ff9b::127.0.0.1",
                                    "64:ff9b:1::1",
                                    "100::1",
                                    "2001::1",
                                    "2001:1ff::1",
                                    "2001:db8::1",
                                    "2002:7f00:1::1",
                                    "2002:a00:1::1",
                                    "3fff::1",
                                    "fc00::1",
                                    "fdff::1",
                                    "fe80::1",
                                    "fec0::1",
                                    "ff02::1",
                                    "4000::1"}) {
    EXPECT_FALSE(is_public_address(address)) << address;
  }
}

TEST(PublicAddress, WhatIsNoAddressIsNotPublic) {
  for (const char* const text :
       {"", "localhost", "8.8.8", "8.8.8.8.8", "256.1.1.1", "0x08080808", "134744072", "8.8.8.8 ", "[::1]",
        "1::2::3", "fe80::1%eth0", "2606:4700::1111%lo"}) {
    EXPECT_FALSE(is_public_address(text)) << text;
  }
}

TEST(PublicAddress, OtherSpellingsOfLoopbackResolveToIt) {
  for (const char* const host :
       {"127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "localhost", "::1"}) {
    const auto found = resolve(host);
    ASSERT_TRUE(found.ok()) << host << ": " << found.error().message;
    for (const std::string& address : found.value())
      EXPECT_FALSE(is_public_address(address)) << host << " is " << address;
  }
  EXPECT_EQ(resolve("nothing.invalid").error().kind, ErrorKind::kUnavailable);
}

}  // namespace
}  // namespace theta::webhooks
