#include "base/encoding.h"

#include <gtest/gtest.h>

#include "base/hash.h"

namespace theta {
namespace {

// The texts are those of RFC 4648, section 10.
TEST(Encoding, Base64GoesBothWays) {
  const std::pair<std::string, std::string> pairs[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : pairs) {
    EXPECT_EQ(base64(bytes), text);
    EXPECT_EQ(base64_decoded(text), bytes);
  }
  for (const char* const text : {"Zg=", "Zg", "Zh==", " Zm9v", "Zm9v\n", "Zm9v    ", "Z===", "Zm!v", "===="})
    EXPECT_EQ(base64_decoded(text), std::nullopt) << text;
}

TEST(Encoding, HexIsLowerCase) {
  EXPECT_EQ(hex(std::string("\x00\x0F\xA0\xFF", 4)), "000fa0ff");
  Sha256 hash;
  hash.update("abc");
  EXPECT_EQ(hex(hash.digest()), sha256_hex("abc"));
}

}  // namespace
}  // namespace theta
