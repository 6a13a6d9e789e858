#pragma once

#include <chrono>
#include <memory>

#include "base/result.h"
#include "cloud/http_client.h"

namespace theta::cloud {

/// Whether an answer is worth keeping, or another try might bring a better one: 408, 429, 450 (the full queue
/// of PAI-EAS) and 5xx are of the moment.
bool is_final(int status);

/// Requests that may be done twice: when no answer has come after a while, the same request is sent once more
/// beside the first, the first final answer counts, and the other request is given up. One server that is
/// slow for a moment then slows nobody down. For any number of threads.
class HedgedClient {
 public:
  explicit HedgedClient(HttpLimits limits);
  ~HedgedClient();
  HedgedClient(const HedgedClient&) = delete;
  HedgedClient& operator=(const HedgedClient&) = delete;

  /// As HttpClient::send(). `patience`: until the second request; 0: there is none. `hedged` becomes true
  /// when it was sent.
  Result<HttpAnswer> send(const HttpRequest& request, std::chrono::milliseconds patience, bool& hedged);

 private:
  struct Lane;
  struct Lanes;
  const HttpLimits limits_;
  const std::unique_ptr<Lanes> lanes_;
};

}  // namespace theta::cloud
