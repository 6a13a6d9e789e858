#include "cloud/open_api.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <thread>

#include "base/assert.h"
#include "base/encoding.h"
#include "base/hash.h"
#include "cloud/moments.h"
#include "cloud/percent.h"
#include "cloud/signature.h"

namespace theta::cloud {
namespace {

using formats::Json;

constexpr std::chrono::milliseconds kFirstPause{200};
constexpr std::chrono::milliseconds kLongestPause{5000};
constexpr size_t kLargestAnswer = size_t{16} << 20;
constexpr int64_t kSkew = 300;   // seconds; the services allow 900
constexpr size_t kQuoted = 256;  // bytes of an answer that is no JSON
constexpr const char* kJsonType = "application/json; charset=utf-8";

void pause_before(int next) {
  const std::chrono::milliseconds most = std::min(kFirstPause * (1 << next), kLongestPause);
  thread_local std::minstd_rand random{std::random_device{}()};
  std::this_thread::sleep_for(
      std::chrono::milliseconds(std::uniform_int_distribution<int64_t>(0, most.count())(random)));
}

// Never the same twice: a service refuses a second request with the number of the first.
std::string nonce() {
  std::array<char, 16> bytes{};
  THETA_ASSERT(::getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  return hex({bytes.data(), bytes.size()});
}

bool is_throttled(const OpenApiAnswer& answer) {
  return answer.status == 429 || answer.code.starts_with("Throttling");
}

// A nonce that was used already: the request was sent again underneath us, and its first answer was lost.
bool is_away(const OpenApiAnswer& answer) {
  return answer.status == 0 || answer.status == 408 || answer.status >= 500 ||
         answer.code == "ServiceUnavailable" || answer.code == "InternalError" ||
         answer.code == "SignatureNonceUsed";
}

bool refuses_rights(const OpenApiAnswer& answer) {
  return answer.status == 401 || answer.status == 403 || answer.code.starts_with("InvalidTimeStamp") ||
         answer.code.starts_with("InvalidSecurityToken") || answer.code.starts_with("InvalidAccessKeyId");
}

std::string member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

void read_body(const std::string& text, OpenApiAnswer& answer) {
  Result<Json> parsed = formats::parse_json(text, "answer");
  if (parsed.ok() && parsed.value().is_object()) {
    answer.body = std::move(parsed).value();
    if (answer.request_id.empty()) answer.request_id = member(answer.body, "RequestId");
    if (answer.ok()) return;
    answer.code = member(answer.body, "Code");
    answer.message = member(answer.body, "Message");
    return;
  }
  answer.message = "an answer that is no JSON: " + text.substr(0, kQuoted);
  // A proxy's page in place of the answer tells nothing of what became of the call.
  if (answer.ok()) answer.status = 0;
}

ErrorKind kind_of(const OpenApiAnswer& answer) {
  if (is_throttled(answer) || is_away(answer)) return ErrorKind::kUnavailable;
  if (answer.status == 401 || answer.status == 403) return ErrorKind::kNotAllowed;
  if (answer.status == 404) return ErrorKind::kNotFound;
  if (answer.status == 409) return ErrorKind::kConflict;
  return answer.status == 400 ? ErrorKind::kBadInput : ErrorKind::kRemote;
}

}  // namespace

std::string path_part(const std::string& text) {
  return percent_encode(text);
}

Result<std::string> open_api_endpoint(const std::string& text, const std::string& otherwise,
                                      const char* variable) {
  std::string endpoint = text.empty() ? otherwise : text;
  if (endpoint.find("://") == std::string::npos) endpoint = "https://" + endpoint;
  while (endpoint.ends_with('/')) endpoint.pop_back();
  const size_t host = endpoint.find("://") + 3;
  const bool known = endpoint.starts_with("https://") || endpoint.starts_with("http://");
  if (!known || host >= endpoint.size() || endpoint.find_first_of("/?#@ ", host) != std::string::npos)
    return usage_error("{}: {} is not the name of a host", variable, text);
  return endpoint;
}

OpenApi::OpenApi(OpenApiSettings settings)
    : settings_(std::move(settings)),
      host_(settings_.endpoint.substr(settings_.endpoint.find("://") + 3)),
      client_(settings_.limits) {}

HttpRequest OpenApi::signed_request(const OpenApiCall& call, const Credentials& credentials) const {
  const Moment now = std::chrono::system_clock::now() + std::chrono::seconds(offset_.load());
  const std::string hash = sha256_hex(call.body);
  Signable request{.method = call.method, .path = call.path};
  for (const auto& [name, value] : call.query) {
    if (!value.empty()) request.query.emplace_back(name, value);
  }
  request.headers = {{"accept", "application/json"},       {"x-acs-action", call.action},
                     {"x-acs-version", settings_.version}, {"x-acs-date", iso_time(now)},
                     {"x-acs-signature-nonce", nonce()},   {"x-acs-content-sha256", hash}};
  if (!call.body.empty()) request.headers.emplace_back("content-type", kJsonType);
  if (!credentials.token.empty()) request.headers.emplace_back("x-acs-accesskey-id", credentials.id);
  Pairs sent = request.headers;
  // libcurl sends a request once more by itself when a kept connection has died meanwhile.
  sent.emplace_back("connection", "close");
  request.headers.emplace_back("host", host_);
  const Signed signature = sign_acs3(request, credentials, hash);
  sent.insert(sent.end(), signature.added.begin(), signature.added.end());
  std::string url = settings_.endpoint + call.path;
  if (!request.query.empty()) url += "?" + query_text(request.query, true);
  return {.method = call.method,
          .url = std::move(url),
          .headers = std::move(sent),
          .body = call.body,
          .most = kLargestAnswer,
          .address = settings_.address};
}

OpenApiAnswer OpenApi::try_once(const OpenApiCall& call, const Credentials& credentials, int attempt) {
  const auto start = std::chrono::steady_clock::now();
  OpenApiAnswer answer;
  const Result<HttpAnswer> got = client_.send(signed_request(call, credentials));
  if (got.ok()) {
    answer.status = got.value().status;
    answer.request_id = find_value(got.value().headers, "x-acs-request-id");
    read_body(got.value().body, answer);
    if (refuses_rights(answer) && correct_clock(find_value(got.value().headers, "date")))
      answer.code = "InvalidTimeStamp.Expired";
  } else {
    answer.message = got.error().message;
  }
  answer.uncertain = is_away(answer);
  if (watcher_) {
    const auto took = std::chrono::steady_clock::now() - start;
    watcher_({call.action, attempt, answer.status, answer.code, answer.request_id,
              std::chrono::duration_cast<std::chrono::milliseconds>(took)});
  }
  return answer;
}

// A service that refuses us while its clock is another: believe it.
bool OpenApi::correct_clock(const std::string& date) {
  const std::optional<Moment> theirs = parse_http_time(date);
  if (!theirs) return false;
  const Moment now = std::chrono::system_clock::now() + std::chrono::seconds(offset_.load());
  const auto gap = std::chrono::duration_cast<std::chrono::seconds>(*theirs - now).count();
  if (std::abs(gap) < kSkew) return false;
  offset_ += gap;
  return true;
}

Result<OpenApiAnswer> OpenApi::send(const OpenApiCall& call) {
  bool corrected = false;
  bool renewed = false;
  for (int attempt = 1;; ++attempt) {
    THETA_ASSIGN(const Credentials credentials, settings_.credentials->now());
    OpenApiAnswer answer = try_once(call, credentials, attempt);
    if (answer.ok()) return answer;
    if (refuses_rights(answer)) {
      const bool clock = answer.code == "InvalidTimeStamp.Expired";
      if (clock && !corrected) {
        corrected = true;
        continue;
      }
      if (!clock && !renewed && settings_.credentials->renew(credentials)) {
        renewed = true;
        continue;
      }
    }
    const bool again = is_throttled(answer) || (is_away(answer) && call.repeatable);
    if (!again || attempt >= tries_) return answer;
    pause_before(attempt);
  }
}

Result<Json> OpenApi::demand(const OpenApiCall& call) {
  THETA_ASSIGN(OpenApiAnswer answer, send(call));
  if (!answer.ok()) return error_of(call, answer);
  return std::move(answer.body);
}

Error OpenApi::error_of(const OpenApiCall& call, const OpenApiAnswer& answer) const {
  const std::string status = answer.status == 0 ? "no answer" : fmt::format("HTTP {}", answer.status);
  return make_error(kind_of(answer), "{}: {}: {}{}{}{}{}", host_, call.action, status,
                    answer.code.empty() ? "" : " " + answer.code,
                    answer.message.empty() ? "" : ": " + answer.message,
                    answer.request_id.empty() ? "" : ", request ", answer.request_id);
}

}  // namespace theta::cloud
