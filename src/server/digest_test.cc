#include "server/digest.h"

#include <gtest/gtest.h>

namespace theta::server {
namespace {

Result<std::optional<std::string>> read(const std::string& value) {
  auto parsed = http::Request::parse("PUT / HTTP/1.1\r\nHost: a\r\nRepr-Digest: " + value + "\r\n\r\n");
  return announced_sha256(*std::get<std::unique_ptr<http::Request>>(parsed));
}

// The SHA-256 of the empty text, as RFC 9530 writes it.
constexpr const char* kEmpty = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
constexpr const char* kEmptyHex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(DigestTest, ReadsTheSha256AmongOthers) {
  for (const std::string& value : {std::string(kEmpty), "md5=:abc=:, " + std::string(kEmpty)}) {
    const auto digest = read(value);
    ASSERT_TRUE(digest.ok()) << value;
    EXPECT_EQ(digest.value(), kEmptyHex) << value;
  }
  EXPECT_FALSE(read("sha-512=:abc=:").value().has_value());
}

TEST(DigestTest, RefusesWhatIsNo32Bytes) {
  for (const char* const value : {"sha-256=abc", "sha-256=::", "sha-256=:abc=:",
                                  "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF!=:"})
    EXPECT_EQ(read(value).error().kind, ErrorKind::kUsage) << value;
}

}  // namespace
}  // namespace theta::server
