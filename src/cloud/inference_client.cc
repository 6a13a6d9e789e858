#include "cloud/inference_client.h"

#include <random>
#include <thread>

namespace theta::cloud {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr int kTries = 3;
constexpr milliseconds kFirstPause{100};
constexpr size_t kMostOfAnswer = size_t{64} << 20;
constexpr size_t kLargestHedged = size_t{64} << 10;  // bytes of a question that may be sent twice

// Anything up to the longest pause of this try: clients that failed together do not return together.
milliseconds pause_before(int next) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const milliseconds most = kFirstPause * (1 << next);
  return milliseconds(std::uniform_int_distribution<int64_t>(most.count() / 2, most.count())(random));
}

// A full service is a healthy one.
bool is_failure(const Result<HttpAnswer>& answer) {
  return !answer.ok() || answer.value().status >= 500 || answer.value().status == 408;
}

Error error_of(const HttpAnswer& answer) {
  switch (answer.status) {
    case 401:
    case 403:
      return make_error(ErrorKind::kRemote, "the inference service refuses EAS_TOKEN ({})", answer.status);
    case 404: {
      // Ours tells that it has no such model; a gateway that knows no such service tells something else.
      const Result<formats::Json> body = formats::parse_json(answer.body, "answer");
      const bool ours = body.ok() && body.value().is_object() && body.value().contains("request_id") &&
                        body.value().value("code", formats::Json()) == formats::Json("not_found");
      if (ours) return not_found("the inference service does not have the model");
      return make_error(ErrorKind::kRemote, "EAS_ENDPOINT: there is no such service (404)");
    }
    case 429:
    case 450:
      return make_error(ErrorKind::kTooMany, "the inference service has too much to do ({})", answer.status);
    case 408:
    case 500:
    case 502:
    case 503:
    case 504:
      return make_error(ErrorKind::kUnavailable, "the inference service answers {}", answer.status);
    default:
      return make_error(ErrorKind::kRemote, "the inference service answers {}", answer.status);
  }
}

HttpLimits limits_of(const InferenceSettings& settings) {
  return {.connect = milliseconds(2000), .silence = settings.patience, .whole = settings.patience};
}

}  // namespace

InferenceClient::InferenceClient(InferenceSettings settings)
    : settings_(std::move(settings)), client_(limits_of(settings_)) {}

Result<HttpAnswer> InferenceClient::try_once(const HttpRequest& request) {
  const milliseconds delay = request.body.size() > kLargestHedged ? milliseconds(0) : delay_.next();
  bool hedged = false;
  const Clock::time_point start = Clock::now();
  Result<HttpAnswer> answer = client_.send(request, delay, hedged);
  if (hedged) {
    delay_.hedged();
    ++hedged_;
  }
  if (answer.ok() && answer.value().status == 200)
    delay_.answered(std::chrono::duration_cast<milliseconds>(Clock::now() - start));
  if (is_failure(answer)) {
    breaker_.failed(Clock::now());
  } else {
    breaker_.succeeded();
  }
  return answer;
}

Result<HttpAnswer> InferenceClient::try_for_a_while(const HttpRequest& request) {
  const Clock::time_point end = Clock::now() + settings_.patience;
  for (int attempt = 1;; ++attempt) {
    Result<HttpAnswer> answer = try_once(request);
    const bool passing =
        answer.ok() ? !is_final(answer.value().status) : answer.error().kind == ErrorKind::kUnavailable;
    const milliseconds pause = pause_before(attempt);
    if (!passing || attempt == kTries || Clock::now() + pause >= end) return answer;
    std::this_thread::sleep_for(pause);
    if (!breaker_.may_try(Clock::now())) return answer;
  }
}

Result<formats::Json> InferenceClient::ask(const formats::Json& question) {
  if (!breaker_.may_try(Clock::now())) {
    ++kept_back_;
    return make_error(ErrorKind::kUnavailable, "the inference service has failed several times in a row");
  }
  const std::string body = formats::json_line(question);
  HttpRequest request{
      .method = "POST",
      .url = settings_.url + "/analyze",
      .headers = {{"Content-Type", "application/json"}, {"User-Agent", "THETA/" THETA_VERSION}},
      .body = body,
      .most = kMostOfAnswer};
  if (!settings_.token.empty()) request.headers.emplace_back("Authorization", settings_.token.reveal());
  const Result<HttpAnswer> answer = try_for_a_while(request);
  if (!answer.ok() || answer.value().status != 200) {
    ++failed_;
    if (answer.ok()) return error_of(answer.value());
    return make_error(answer.error().kind, "inference service: {}", answer.error().message);
  }
  Result<formats::Json> value = formats::parse_json(answer.value().body, "answer");
  if (!value.ok() || !value.value().is_object()) {
    ++failed_;
    return make_error(ErrorKind::kRemote, "the inference service answers what is no JSON object");
  }
  ++answered_;
  return value;
}

InferenceStats InferenceClient::stats() const {
  return {answered_.load(), failed_.load(), kept_back_.load(), hedged_.load()};
}

}  // namespace theta::cloud
