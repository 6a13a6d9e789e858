#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cloud/moments.h"
#include "cloud/pairs.h"

namespace theta::cloud {

/// What a service knows a caller by. A token makes them temporary.
struct Credentials {
  std::string id;
  std::string secret;
  std::string token;

  bool operator==(const Credentials&) const = default;
};

/// A request to be signed. `headers` hold all that is sent and may be signed.
struct Signable {
  std::string method;
  std::string bucket;
  std::string key;  ///< decoded
  Pairs query;
  Pairs headers;
  std::string path;             ///< S3 and OpenAPI only: as sent, encoded
  std::string product = "oss";  ///< OSS V4 only
};

/// What a signer adds to a request, and the text that it signed (it holds no secret).
struct Signed {
  Pairs added;  ///< headers; of a presigned URL: parameters
  std::string string_to_sign;
  std::string signature;
};

/// OSS4-HMAC-SHA256. `also` names headers to sign beside x-oss-*, Content-Type and Content-MD5.
Signed sign_oss4(Signable request, const Credentials& credentials, const std::string& region, Moment time,
                 const std::vector<std::string>& also = {});
Signed presign_oss4(Signable request, const Credentials& credentials, const std::string& region, Moment time,
                    uint64_t seconds, const std::vector<std::string>& also = {});

/// The older HMAC-SHA1 of OSS, for endpoints that know no other. `date` is the value of Date or x-oss-date.
Signed sign_oss1(Signable request, const Credentials& credentials, const std::string& date,
                 const std::vector<std::string>& more_resources = {});
Signed presign_oss1(Signable request, const Credentials& credentials, uint64_t expires_at);

/// AWS4-HMAC-SHA256 for S3. Signs all headers given, among which must be Host; adds x-amz-date,
/// x-amz-content-sha256 and the token where they are missing.
Signed sign_s3(Signable request, const Credentials& credentials, const std::string& region, Moment time,
               const std::string& payload_hash);
Signed presign_s3(Signable request, const Credentials& credentials, const std::string& region, Moment time,
                  uint64_t seconds, const std::string& payload_hash = "UNSIGNED-PAYLOAD");

/// ACS3-HMAC-SHA256 of the OpenAPI services. Signs Host, Content-Type and all x-acs-* of the headers given,
/// among which should be x-acs-content-sha256 with the hash of the body; adds the token where it is missing.
Signed sign_acs3(Signable request, const Credentials& credentials, const std::string& payload_hash);

/// The key of a day, region and service: HMACs of `prefix` + secret, each over the next word.
std::string signing_key(std::string_view prefix, std::string_view secret, std::string_view date,
                        std::string_view region, std::string_view service, std::string_view terminator);

}  // namespace theta::cloud
