#include "base/crc64.h"

#include <gtest/gtest.h>

#include <string>

namespace theta {
namespace {

// The definition, bit by bit.
uint64_t slow_crc64(std::string_view bytes) {
  uint64_t remainder = ~uint64_t{0};
  for (const char byte : bytes) {
    remainder ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit)
      remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ 0xC96C5795D7870F42ULL : remainder >> 1;
  }
  return ~remainder;
}

TEST(Crc64, HasThePublishedCheckValue) {
  EXPECT_EQ(crc64("123456789"), 0x995DC9BBDF1939FAULL);
  EXPECT_EQ(crc64(""), 0U);
}

TEST(Crc64, EqualsTheDefinitionAtEveryLengthAndGoesOnAnywhere) {
  std::string bytes;
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(crc64(bytes), slow_crc64(bytes)) << i;
    for (size_t cut = 0; cut <= bytes.size(); cut += 7) {
      const std::string_view whole = bytes;
      EXPECT_EQ(crc64(whole.substr(cut), crc64(whole.substr(0, cut))), crc64(whole));
    }
    bytes += static_cast<char>(i * 37 + 11);
  }
}

}  // namespace
}  // namespace theta
