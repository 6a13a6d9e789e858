// Signatures that official SDKs and documents publish or produced: tests/cloud/signature_vectors.json, and
// the whole list where the folder beside the repository is there.

#include "cloud/signature.h"

#include <gtest/gtest.h>

#include "base/crc64.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/encoding.h"
#include "cloud/digests.h"
#include "formats/json.h"

namespace theta::cloud {
namespace {

using formats::Json;

std::string text(const Json& object, const char* name) {
  return object.contains(name) ? object[name].get<std::string>() : "";
}

Pairs pairs(const Json& input, const char* name) {
  Pairs out;
  if (!input.contains(name)) return out;
  for (const auto& [key, value] : input[name].items()) {
    if (value.is_array()) {
      out.emplace_back(value[0], value[1]);
    } else {
      out.emplace_back(key, value);
    }
  }
  return out;
}

Signable request_of(const Json& input) {
  return {.method = text(input, "method"),
          .bucket = text(input, "bucket"),
          .key = text(input, "key"),
          .query = pairs(input, "query"),
          .headers = pairs(input, "headers"),
          .path = text(input, "path"),
          .product = input.value("product", "oss")};
}

Credentials credentials_of(const Json& input) {
  return {text(input, "accessKeyId"), text(input, "accessKeySecret"), text(input, "securityToken")};
}

Moment compact(const std::string& t) {
  return *parse_iso_time(t.substr(0, 4) + "-" + t.substr(4, 2) + "-" + t.substr(6, 2) + "T" + t.substr(9, 2) +
                         ":" + t.substr(11, 2) + ":" + t.substr(13, 2) + "Z");
}

Signed s3_header(const Json& input) {
  Signable request = request_of(input);
  Pairs chosen;
  for (const std::string name : input["signedHeaders"])
    chosen.emplace_back(name, find_value(request.headers, name));
  request.headers = chosen;
  std::string hash = find_value(chosen, "x-amz-content-sha256");
  if (hash.empty()) hash = sha256_hex(text(input, "body"));
  return sign_s3(request, credentials_of(input), text(input, "region"),
                 compact(find_value(chosen, "x-amz-date")), hash);
}

Signed s3_url(const Json& input) {
  Signable request = request_of(input);
  for (const auto& pair : pairs(input, "moreQuery")) request.query.push_back(pair);
  const std::string hash = text(input, "payloadHash");
  return presign_s3(request, credentials_of(input), text(input, "region"),
                    *parse_iso_time(text(input, "time")), input["expires"],
                    hash.empty() ? "UNSIGNED-PAYLOAD" : hash);
}

// The chunk signatures of S3's own streaming form, which we do not send: they check the key of the day.
Signed s3_chunk(const Json& input) {
  const std::string time = text(input, "datetime");
  const std::string date = time.substr(0, 8);
  const std::string body(input["repeat"][1].get<size_t>(), input["repeat"][0].get<std::string>()[0]);
  Signed out;
  out.string_to_sign =
      fmt::format("AWS4-HMAC-SHA256-PAYLOAD\n{}\n{}/{}/s3/aws4_request\n{}\n{}\n{}", time, date,
                  text(input, "region"), text(input, "previous"), sha256_hex(""), sha256_hex(body));
  const std::string key =
      signing_key("AWS4", text(input, "accessKeySecret"), date, text(input, "region"), "s3", "aws4_request");
  out.signature = hex(hmac_sha256(key, out.string_to_sign));
  return out;
}

Signed open_api(const Json& input) {
  Signable request = request_of(input);
  for (const auto& pair : pairs(input, "headersList")) request.headers.push_back(pair);
  std::string hash = text(input, "payloadHash");
  if (hash.empty()) hash = sha256_hex(text(input, "body"));
  return sign_acs3(request, credentials_of(input), hash);
}

Signed sign(const std::string& scheme, const Json& input) {
  const Credentials credentials = credentials_of(input);
  const std::vector<std::string> also = input.value("additionalHeaders", std::vector<std::string>());
  if (scheme == "OSS4-header")
    return sign_oss4(request_of(input), credentials, text(input, "region"),
                     *parse_iso_time(text(input, "time")), also);
  if (scheme == "OSS4-url")
    return presign_oss4(request_of(input), credentials, text(input, "region"),
                        *parse_iso_time(text(input, "time")), input["expires"], also);
  if (scheme == "OSS1-header")
    return sign_oss1(request_of(input), credentials, text(input, "date"),
                     input.value("extraSubResources", std::vector<std::string>()));
  if (scheme == "OSS1-url") return presign_oss1(request_of(input), credentials, input["expiresAt"]);
  if (scheme == "AWS4-header") return s3_header(input);
  if (scheme == "AWS4-url") return s3_url(input);
  if (scheme == "ACS3") return open_api(input);
  return s3_chunk(input);
}

bool is_ours(const std::string& scheme) {
  return scheme.starts_with("OSS") || scheme.starts_with("AWS4") || scheme == "ACS3";
}

void check_file(const std::string& path) {
  const Json file = formats::read_json(path).value();
  size_t checked = 0;
  for (const Json& vector : file["vectors"]) {
    const std::string scheme = text(vector, "scheme");
    const Json& input = vector["input"];
    const Json& expected = vector["expect"];
    if (scheme == "CRC64") {
      EXPECT_EQ(fmt::format("{}", crc64(text(input, "text"))), text(expected, "decimal"));
      EXPECT_EQ(fmt::format("{:016x}", crc64(text(input, "text"))), text(expected, "hex"));
    }
    if (!is_ours(scheme)) continue;
    const Signed got = sign(scheme, input);
    EXPECT_EQ(got.signature, text(expected, "signature")) << vector["id"] << "\n" << got.string_to_sign;
    if (expected.contains("stringToSign")) {
      EXPECT_EQ(got.string_to_sign, text(expected, "stringToSign")) << vector["id"];
    }
    // The other direction: whoever changes the request or the secret gets another signature.
    Json other = input;
    other["accessKeySecret"] = text(input, "accessKeySecret") + "x";
    EXPECT_NE(sign(scheme, other).signature, got.signature) << vector["id"];
    if (input.contains("method")) {
      other = input;
      other["method"] = text(input, "method") + "X";
      EXPECT_NE(sign(scheme, other).signature, got.signature) << vector["id"];
    }
    ++checked;
  }
  EXPECT_GE(checked, 78U);
}

TEST(Signatures, AreThoseOfTheOfficialClients) {
  check_file(THETA_SOURCE_DIR "/tests/cloud/signature_vectors.json");
}

TEST(Signatures, AreThoseOfTheSharedVectors) {
  const std::string path = THETA_SOURCE_DIR "/../shared/cloud/vectors.json";
  if (!file_exists(path)) GTEST_SKIP() << path << " is not there";
  check_file(path);
}

TEST(Signatures, OfOpenApiCoverPathQueryBodyAndToken) {
  const Signable request{.method = "POST",
                         .query = {{"A", "1"}},
                         .headers = {{"Host", "h"}, {"x-acs-date", "d"}, {"accept", "a"}},
                         .path = "/api/v1/jobs"};
  const Credentials plain{"id", "secret", ""};
  const Signed first = sign_acs3(request, plain, sha256_hex("{}"));
  ASSERT_EQ(first.added.size(), 1U);
  EXPECT_NE(first.added[0].second.find("SignedHeaders=host;x-acs-date,"), std::string::npos);
  EXPECT_NE(sign_acs3(request, plain, sha256_hex("{ }")).signature, first.signature);
  EXPECT_NE(sign_acs3(request, {"id", "secret", "token"}, sha256_hex("{}")).signature, first.signature);
  Signable other = request;
  other.path = "/api/v1/job";
  EXPECT_NE(sign_acs3(other, plain, sha256_hex("{}")).signature, first.signature);
  other = request;
  other.query = {{"A", "2"}};
  EXPECT_NE(sign_acs3(other, plain, sha256_hex("{}")).signature, first.signature);
  other = request;
  other.headers[2].second = "b";  // not signed: proxies may change it
  EXPECT_EQ(sign_acs3(other, plain, sha256_hex("{}")).signature, first.signature);
}

TEST(Signatures, ATokenOrAHeaderOfTheServiceIsSigned) {
  const Moment time = compact("20260101T000000Z");
  const Signable request{.method = "PUT", .bucket = "b", .key = "k", .headers = {{"X-OSS-Meta-A", "1"}}};
  Signable other = request;
  other.headers[0].second = "2";
  const Credentials plain{"id", "secret", ""};
  const Credentials temporary{"id", "secret", "token"};
  const std::string first = sign_oss4(request, plain, "cn-x", time).signature;
  EXPECT_NE(first, sign_oss4(other, plain, "cn-x", time).signature);
  EXPECT_NE(first, sign_oss4(request, temporary, "cn-x", time).signature);
  EXPECT_NE(first, sign_oss4(request, plain, "cn-y", time).signature);
}

}  // namespace
}  // namespace theta::cloud
