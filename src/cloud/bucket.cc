#include "cloud/bucket.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <thread>

#include "base/encoding.h"
#include "base/hash.h"
#include "cloud/percent.h"
#include "cloud/signature.h"
#include "cloud/xml.h"

namespace theta::cloud {
namespace {

constexpr int64_t kSkew = 300;  // seconds; services allow 900

/// The tries of one call: when the next may begin.
class Patience {
 public:
  explicit Patience(const RetryLimits& limits) : limits_(limits) {}

  /// Waits before the next try; false when there is none. Anything between nothing and the longest pause of
  /// this try: clients that failed together do not return together. `asked` is what the service asked for.
  bool wait(int attempt, std::chrono::milliseconds asked = {}) const {
    if (attempt >= limits_.tries) return false;
    const auto most = std::min(limits_.first_pause * (1 << std::min(attempt, 16)), limits_.longest_pause);
    thread_local std::minstd_rand random{std::random_device{}()};
    const std::chrono::milliseconds pause{std::uniform_int_distribution<int64_t>(0, most.count())(random)};
    const auto chosen = std::max(pause, std::min(asked, limits_.longest_pause));
    if (Clock::now() + chosen > start_ + limits_.deadline) return false;
    std::this_thread::sleep_for(chosen);
    return true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  const RetryLimits& limits_;
  Clock::time_point start_ = Clock::now();
};

// How long a service that is busy wants to be left alone.
std::chrono::milliseconds asked_pause(const HttpAnswer& answer) {
  const std::string delay = find_value(answer.headers, "x-oss-qos-delay-time");
  const int64_t number = std::strtoll(delay.c_str(), nullptr, 10);
  if (number > 0) return std::chrono::milliseconds(number);
  return std::chrono::seconds(
      std::max(0LL, std::strtoll(find_value(answer.headers, "retry-after").c_str(), nullptr, 10)));
}

// S3 found that the body is not the one that was signed: it was damaged on its way.
bool damaged_on_its_way(const std::string& code) {
  return code == "XAmzContentSHA256Mismatch" || code == "BadDigest";
}

bool worth_a_retry(int status, const std::string& code) {
  return status >= 500 || status == 408 || status == 429 || code == "ConditionalRequestConflict" ||
         damaged_on_its_way(code);
}

bool expired(const BucketAnswer& answer) {
  return answer.http.status == 403 || answer.http.status == 401 || answer.code == "ExpiredToken";
}

// OSS tells the error of a HEAD, which has no body, in a header.
std::string code_of(const BucketCall& call, const HttpAnswer& answer) {
  if (answer.status < 300) return {};
  const std::string header = find_value(answer.headers, "x-oss-err");
  const Result<XmlElement> root =
      parse_xml(answer.body.empty() ? base64_decoded(header).value_or("") : answer.body);
  if (root.ok() && root.value().name == "Error") return root.value().child("Code");
  return call.method == "HEAD" && answer.status == 404 && !call.key.empty() ? "NoSuchKey" : "";
}

ErrorKind kind_of(int status, const std::string& code) {
  if (code == "QuotaExceeded" || status == 507) return ErrorKind::kExhausted;
  if (status == 401 || status == 403) return ErrorKind::kNotAllowed;
  if (status == 404) return code == "NoSuchBucket" ? ErrorKind::kRemote : ErrorKind::kNotFound;
  if (status == 409 || status == 412) return ErrorKind::kConflict;
  return status == 408 || status == 429 || status >= 500 ? ErrorKind::kUnavailable : ErrorKind::kRemote;
}

// What a person can do about it.
std::string advice(const HttpAnswer& answer, const std::string& code) {
  if (code == "AccessDenied") {
    const Result<XmlElement> root = parse_xml(answer.body);
    const std::string endpoint = root.ok() ? root.value().child("Endpoint") : "";
    if (!endpoint.empty()) return "; the bucket is at " + endpoint + ", is OSS_ENDPOINT that?";
  }
  if (code == "SignatureDoesNotMatch") return "; is the secret that of the access key?";
  if (code == "InvalidAccessKeyId") return "; the access key is not known there";
  if (code == "RequestTimeTooSkewed") return "; the clock of this machine is wrong";
  if (code == "InvalidObjectState") return "; it is archived and must be restored first";
  if (code == "NoSuchBucket") return "; is it OSS_BUCKET_NAME, and in this region?";
  return "";
}

}  // namespace

Bucket::Bucket(BucketSettings settings) : settings_(std::move(settings)), client_(settings_.limits) {}

std::string Bucket::own_name(std::string_view name) const {
  return std::string(is_s3() ? "x-amz-" : "x-oss-") + std::string(name);
}

std::string Bucket::own(const BucketAnswer& answer, std::string_view name) const {
  return find_value(answer.http.headers, own_name(name));
}

Moment Bucket::now() const {
  return std::chrono::system_clock::now() + clock_offset();
}

Bucket::Place Bucket::place_of(const std::string& key) const {
  const std::string path = percent_encode_path(key);
  if (settings_.path_style) return {settings_.host, "/" + settings_.bucket + "/" + path};
  return {settings_.bucket + "." + settings_.host, "/" + path};
}

std::string Bucket::url_of(const Place& place, const Pairs& query) const {
  std::string url = (settings_.plain_http ? "http://" : "https://") + place.host + place.path;
  if (!query.empty()) url += "?" + query_text(query);
  return url;
}

HttpRequest Bucket::signed_request(const BucketCall& call, const Credentials& credentials) const {
  const Place place = place_of(call.key);
  Signable request{.method = call.method,
                   .bucket = settings_.bucket,
                   .key = call.key,
                   .query = call.query,
                   .headers = call.headers,
                   .path = place.path};
  for (const auto& [name, value] : call.own) request.headers.emplace_back(own_name(name), value);
  Pairs sent = request.headers;
  Signed signature;
  if (is_s3()) {
    request.headers.emplace_back("Host", place.host);
    signature = sign_s3(request, credentials, settings_.region, now(), sha256_hex(call.body));
  } else if (settings_.old_signature) {
    sent.emplace_back("Date", http_time(now()));
    signature = sign_oss1(request, credentials, sent.back().second);
  } else {
    signature = sign_oss4(request, credentials, settings_.region, now());
  }
  sent.insert(sent.end(), signature.added.begin(), signature.added.end());
  return {.method = call.method,
          .url = url_of(place, call.query),
          .headers = std::move(sent),
          .body = call.body,
          .most = call.most};
}

// A service that refuses us while its clock is another: believe it, once.
bool Bucket::correct_clock(const HttpAnswer& answer) {
  const std::optional<Moment> theirs = parse_http_time(find_value(answer.headers, "date"));
  if (!theirs) return false;
  const auto gap = std::chrono::duration_cast<std::chrono::seconds>(*theirs - now()).count();
  if (std::abs(gap) < kSkew) return false;
  offset_ += gap;
  return true;
}

Result<HttpAnswer> Bucket::try_once(const BucketCall& call, const Credentials& credentials, int attempt) {
  const auto start = std::chrono::steady_clock::now();
  Result<HttpAnswer> got = client_.send(signed_request(call, credentials));
  if (watcher_) {
    BucketNote note{.method = call.method, .key = call.key, .attempt = attempt};
    note.took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    if (got.ok()) {
      note.status = got.value().status;
      note.code = code_of(call, got.value());
      note.request_id = find_value(got.value().headers, own_name("request-id"));
    }
    watcher_(note);
  }
  return got;
}

Result<BucketAnswer> Bucket::send(const BucketCall& call) {
  BucketAnswer answer;
  const Patience patience(settings_.retry);
  bool corrected = false;
  bool renewed = false;
  for (int attempt = 1;; ++attempt) {
    THETA_ASSIGN(const Credentials credentials, settings_.credentials->now());
    Result<HttpAnswer> got = try_once(call, credentials, attempt);
    if (!got.ok()) {
      answer.uncertain = true;
      if (got.error().kind == ErrorKind::kUnavailable && patience.wait(attempt)) continue;
      return make_error(got.error().kind, "object store {}: {} {}: {}", bucket_uri(settings_), call.method,
                        call.key.empty() ? "the bucket" : call.key, got.error().message);
    }
    answer.http = std::move(got).value();
    answer.code = code_of(call, answer.http);
    if (expired(answer)) {
      if (!corrected && correct_clock(answer.http)) {
        corrected = true;
        continue;
      }
      if (!renewed && settings_.credentials->renew(credentials)) {
        renewed = true;
        continue;
      }
    }
    if (!worth_a_retry(answer.http.status, answer.code)) return answer;
    if (answer.http.status >= 500) answer.uncertain = true;
    if (!patience.wait(attempt, asked_pause(answer.http))) return answer;
  }
}

Result<BucketAnswer> Bucket::demand(const BucketCall& call) {
  THETA_ASSIGN(BucketAnswer answer, send(call));
  if (answer.http.status < 200 || answer.http.status > 299) return error_of(call, answer);
  return answer;
}

Error Bucket::error_of(const BucketCall& call, const BucketAnswer& answer) const {
  std::string what = call.key.empty() ? "the bucket" : call.key;
  const std::string id = own(answer, "request-id");
  return make_error(kind_of(answer.http.status, answer.code), "object store {}: {} {}: HTTP {}{}{}{}{}",
                    bucket_uri(settings_), call.method, what, answer.http.status,
                    answer.code.empty() ? "" : " " + answer.code, advice(answer.http, answer.code),
                    id.empty() ? "" : ", request ", id);
}

Result<std::string> Bucket::presign(const std::string& method, const std::string& key, uint64_t seconds,
                                    const Pairs& headers, const Pairs& query) {
  THETA_ASSIGN(const Credentials credentials, settings_.credentials->now());
  const Place place = place_of(key);
  Signable request{.method = method,
                   .bucket = settings_.bucket,
                   .key = key,
                   .query = query,
                   .headers = headers,
                   .path = place.path};
  const auto with = [&](const Signed& signature) {
    Pairs all = query;
    all.insert(all.end(), signature.added.begin(), signature.added.end());
    return url_of(place, all);
  };
  if (is_s3()) {
    request.headers.emplace_back("Host", place.host);
    return with(presign_s3(request, credentials, settings_.region, now(), seconds));
  }
  if (!settings_.old_signature)
    return with(presign_oss4(request, credentials, settings_.region, now(), seconds));
  const Moment end = now() + std::chrono::seconds(seconds);
  const auto expires = std::chrono::duration_cast<std::chrono::seconds>(end.time_since_epoch()).count();
  return with(presign_oss1(request, credentials, static_cast<uint64_t>(expires)));
}

}  // namespace theta::cloud
