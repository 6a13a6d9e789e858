#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "http/body_reader.h"
#include "http/head.h"

namespace theta::http {

/// Hands a body from the coroutine that reads it to the handler that pulls it, one piece at a time.
class BodyChannel final : public BodyReader {
 public:
  /// `wake` tells the coroutine that wanted() has become true; any thread.
  explicit BodyChannel(std::function<void()> wake) : wake_(std::move(wake)) {}

  // The handler's side.
  Result<std::string_view> next() override;

  // The coroutine's side.
  bool wanted() const;
  /// Gives the next piece; empty: the body has ended.
  void deliver(std::string piece);
  /// No more will come. `refusal` with status 0: the client is gone.
  void fail(const Refusal& refusal);

 private:
  const std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable delivered_;
  std::string piece_;
  bool wanted_ = false;
  bool ended_ = false;
  std::optional<Error> error_;
};

}  // namespace theta::http
