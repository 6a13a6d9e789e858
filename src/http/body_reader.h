#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace theta::http {

/// The body of a request, pulled by the handler from its own thread. Each call may wait for the client; what
/// the handler does not pull stays in the client's socket.
class BodyReader {
 public:
  virtual ~BodyReader() = default;

  /// The next piece (at most 128 KiB on streaming routes); empty at the end. Valid until the next call.
  /// kBadInput: the client went away, was too slow or broke the framing; kExhausted: over the route's limit;
  /// kCancelled: the server stops.
  virtual Result<std::string_view> next() = 0;

  /// All of it; kExhausted when there are more than `limit` bytes.
  Result<std::string> read_all(uint64_t limit);
  /// Writes all of it to an open file, from its present position; returns the bytes written. `name` is for
  /// messages.
  Result<uint64_t> to_file(int descriptor, const std::string& name);
};

/// A body that is there already.
class StringBody final : public BodyReader {
 public:
  explicit StringBody(std::string text = {}) : text_(std::move(text)) {}
  Result<std::string_view> next() override;

 private:
  std::string text_;
  bool given_ = false;
};

}  // namespace theta::http
