#include "cloud/hedged_client.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <vector>

#include "cloud/http_transfer.h"

namespace theta::cloud {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLongestPoll{1000};

}  // namespace

bool is_final(int status) {
  return status < 500 && status != 408 && status != 429 && status != 450;
}

// Handles for a request and its twin. The lane keeps their connections.
struct HedgedClient::Lane {
  CURLM* multi = ::curl_multi_init();
  std::array<CURL*, 2> curls = {::curl_easy_init(), ::curl_easy_init()};

  Lane() = default;
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;
  ~Lane() {
    for (CURL* const curl : curls) ::curl_easy_cleanup(curl);
    ::curl_multi_cleanup(multi);
  }
  bool ready() const { return multi != nullptr && curls[0] != nullptr && curls[1] != nullptr; }
};

struct HedgedClient::Lanes {
  std::mutex mutex;
  std::vector<std::unique_ptr<Lane>> idle;

  std::unique_ptr<Lane> take() {
    const std::lock_guard<std::mutex> lock(mutex);
    if (idle.empty()) return std::make_unique<Lane>();
    std::unique_ptr<Lane> lane = std::move(idle.back());
    idle.pop_back();
    return lane;
  }
  void give_back(std::unique_ptr<Lane> lane) {
    const std::lock_guard<std::mutex> lock(mutex);
    idle.push_back(std::move(lane));
  }
};

HedgedClient::HedgedClient(HttpLimits limits)
    : limits_(std::move(limits)), lanes_(std::make_unique<Lanes>()) {
  static const CURLcode kReady = ::curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(kReady);
}

HedgedClient::~HedgedClient() = default;

namespace {

// Up to two transfers on the handles of one lane.
class Race {
 public:
  Race(CURLM* multi, const std::array<CURL*, 2>& curls, const HttpRequest& request, const HttpLimits& limits)
      : multi_(multi), curls_(curls), request_(request), limits_(limits) {}
  ~Race() {
    for (size_t i = 0; i < curls_.size(); ++i) stop(i);
  }
  Race(const Race&) = delete;
  Race& operator=(const Race&) = delete;

  void start(size_t i) {
    transfers_[i].emplace(curls_[i], request_, limits_);
    running_[i] = ::curl_multi_add_handle(multi_, curls_[i]) == CURLM_OK;
  }
  bool running() const { return running_[0] || running_[1]; }
  bool started(size_t i) const { return transfers_[i].has_value(); }

  // Moves bytes until something happens, `longest` at most; the first final answer, as soon as there is one.
  std::optional<Result<HttpAnswer>> go_on(std::chrono::milliseconds longest) {
    int active = 0;
    ::curl_multi_perform(multi_, &active);
    int left = 0;
    while (CURLMsg* const message = ::curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const size_t i = message->easy_handle == curls_[0] ? 0 : 1;
      Result<HttpAnswer> answer = transfers_[i]->finish(message->data.result);
      stop(i);
      if (answer.ok() && is_final(answer.value().status)) return answer;
      // An answer of any kind tells more than that there was none.
      if (answer.ok() || !last_.has_value()) last_ = std::move(answer);
    }
    if (running()) ::curl_multi_poll(multi_, nullptr, 0, static_cast<int>(longest.count()), nullptr);
    return std::nullopt;
  }
  Result<HttpAnswer> take_last() {
    if (last_.has_value()) return *std::move(last_);
    return make_error(ErrorKind::kExhausted, "no memory for a connection");
  }

 private:
  void stop(size_t i) {
    if (!transfers_[i].has_value()) return;
    if (running_[i]) ::curl_multi_remove_handle(multi_, curls_[i]);
    running_[i] = false;
    ::curl_easy_reset(curls_[i]);
  }

  CURLM* const multi_;
  const std::array<CURL*, 2>& curls_;
  const HttpRequest& request_;
  const HttpLimits& limits_;
  std::array<std::optional<HttpTransfer>, 2> transfers_;
  std::array<bool, 2> running_ = {false, false};
  std::optional<Result<HttpAnswer>> last_;
};

}  // namespace

Result<HttpAnswer> HedgedClient::send(const HttpRequest& request, std::chrono::milliseconds patience,
                                      bool& hedged) {
  std::unique_ptr<Lane> lane = lanes_->take();
  if (!lane->ready()) return make_error(ErrorKind::kExhausted, "no memory for a connection");
  std::optional<Result<HttpAnswer>> won;
  {
    Race race(lane->multi, lane->curls, request, limits_);
    const Clock::time_point start = Clock::now();
    race.start(0);
    while (race.running() && !won.has_value()) {
      const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
      if (patience.count() > 0 && spent >= patience && !race.started(1)) {
        race.start(1);
        hedged = true;
      }
      const bool waits = patience.count() > 0 && !race.started(1);
      const std::chrono::milliseconds until_twin = std::max(patience - spent, std::chrono::milliseconds(1));
      won = race.go_on(waits ? std::min(until_twin, kLongestPoll) : kLongestPoll);
    }
    if (!won.has_value()) won = race.take_last();
  }
  lanes_->give_back(std::move(lane));
  return *std::move(won);
}

}  // namespace theta::cloud
