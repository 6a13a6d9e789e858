#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "cloud/credential_source.h"
#include "cloud/http_client.h"
#include "formats/json.h"

namespace theta::cloud {

/// A service that answers signed JSON requests: "https://pai-dlc.cn-hongkong.aliyuncs.com".
struct OpenApiSettings {
  std::string endpoint;  ///< with its scheme, without a slash at the end
  std::string version;   ///< of its interface: "2020-12-03"
  std::shared_ptr<CredentialSource> credentials;
  std::string address;  ///< numeric: connects there, whatever the name of the host resolves to
  HttpLimits limits{.connect = std::chrono::milliseconds(5000),
                    .silence = std::chrono::seconds(10),
                    .whole = std::chrono::seconds(15)};
};

/// "host", "http://host:1" or "https://host/" as an endpoint; nothing as `otherwise`. kUsage names
/// `variable`.
Result<std::string> open_api_endpoint(const std::string& text, const std::string& otherwise,
                                      const char* variable);

struct OpenApiCall {
  std::string action;
  std::string method;
  std::string path;  ///< encoded
  Pairs query;       ///< those with empty values are not sent
  std::string body;  ///< JSON; empty: none
  /// Whether doing it twice is doing it once. If not, it is sent once, unless the service says that it was
  /// too busy to look at it.
  bool repeatable = true;
};

struct OpenApiAnswer {
  int status = 0;
  formats::Json body;      ///< of success, or of an error
  std::string code;        ///< of an error
  bool uncertain = false;  ///< of an error: it may have been carried out none the less
  std::string request_id;
  std::string message;  ///< of an error, or why there was no answer (status 0)

  bool ok() const { return status >= 200 && status < 300; }
};

/// What became of one try of a call, for logs: it names no secret.
struct OpenApiNote {
  std::string action;
  int attempt = 0;
  int status = 0;  ///< 0: no answer
  std::string code;
  std::string request_id;
  std::chrono::milliseconds took{0};
};

/// Calls of one OpenAPI service, signed by ACS3-HMAC-SHA256, tried again with growing, random pauses while it
/// is away or busy; the clock is set by the service's, and credentials are read again, when an answer says
/// that they are wrong. For any number of threads.
class OpenApi {
 public:
  explicit OpenApi(OpenApiSettings settings);

  /// Called behind every try, by the thread that makes it. Set it before the first call.
  void watch(std::function<void(const OpenApiNote& note)> watcher) { watcher_ = std::move(watcher); }
  /// How often a call is tried; 4 unless set. Before the first call.
  void set_tries(int tries) { tries_ = tries; }

  /// kUsage and the like when there are no credentials; everything else is an answer.
  Result<OpenApiAnswer> send(const OpenApiCall& call);
  /// The body of a call that must succeed.
  Result<formats::Json> demand(const OpenApiCall& call);
  Error error_of(const OpenApiCall& call, const OpenApiAnswer& answer) const;

 private:
  OpenApiAnswer try_once(const OpenApiCall& call, const Credentials& credentials, int attempt);
  HttpRequest signed_request(const OpenApiCall& call, const Credentials& credentials) const;
  bool correct_clock(const std::string& date);

  OpenApiSettings settings_;
  std::string host_;
  HttpClient client_;
  int tries_ = 4;
  std::function<void(const OpenApiNote&)> watcher_;
  std::atomic<int64_t> offset_{0};  // seconds that the service's clock is ahead
};

/// A part of a path: everything but letters, digits and -._~ encoded, slashes too.
std::string path_part(const std::string& text);

}  // namespace theta::cloud
