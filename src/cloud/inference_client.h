#pragma once

#include <atomic>
#include <cstdint>

#include "base/result.h"
#include "cloud/circuit_breaker.h"
#include "cloud/hedge_delay.h"
#include "cloud/hedged_client.h"
#include "cloud/inference_settings.h"
#include "formats/json.h"

namespace theta::cloud {

/// What a client has seen since its start.
struct InferenceStats {
  uint64_t answered = 0;
  uint64_t failed = 0;     ///< questions without an answer, after all tries
  uint64_t kept_back = 0;  ///< not sent, since the service had failed before
  uint64_t hedged = 0;     ///< sent a second time, since the answer was late
};

/// Asks a service for topics. A question that fails for reasons of the moment is sent again within the time
/// of the settings, one that is late is sent a second time beside, and a service that goes on failing is left
/// alone for a while. For any number of threads.
class InferenceClient {
 public:
  explicit InferenceClient(InferenceSettings settings);

  /// POST URL/analyze. The answer is an object; what it holds is for the caller to check. kNotFound: the
  /// service does not have the model. kTooMany: it has too much to do. kUnavailable: it does not answer, or
  /// has failed too often. kRemote: it refuses; the message tells its status, and never the token.
  Result<formats::Json> ask(const formats::Json& question);

  const InferenceSettings& settings() const { return settings_; }
  InferenceStats stats() const;

 private:
  Result<HttpAnswer> try_for_a_while(const HttpRequest& request);
  Result<HttpAnswer> try_once(const HttpRequest& request);

  const InferenceSettings settings_;
  HedgedClient client_;
  CircuitBreaker breaker_{{}};
  HedgeDelay delay_;
  std::atomic<uint64_t> answered_{0};
  std::atomic<uint64_t> failed_{0};
  std::atomic<uint64_t> kept_back_{0};
  std::atomic<uint64_t> hedged_{0};
};

}  // namespace theta::cloud
