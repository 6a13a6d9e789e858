#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/head.h"

namespace theta::http {

/// Looks over the framing of a chunked body as it arrives, and finds how much of it may be decoded: whole
/// chunk headers and whatever there is of their data, the trailer only at once. Refuses early what is not
/// strictly framed.
class ChunkGuard {
 public:
  /// Looks at bytes not yet seen of `bytes`, which starts where the last accepted() ended.
  std::optional<Refusal> scan(std::string_view bytes);
  /// Bytes from the start that are vetted whole; take_accepted() forgets them.
  size_t accepted() const { return accepted_; }
  void take_accepted();
  bool done() const { return state_ == State::kDone; }

 private:
  enum class State { kSize, kExtension, kSizeEnd, kData, kDataCr, kDataLf, kTrailer, kTrailerEnd, kDone };
  std::optional<Refusal> step(char c);
  std::optional<Refusal> size_digit(char c);
  std::optional<Refusal> end_of_size();
  std::optional<Refusal> trailer_byte(char c);

  State state_ = State::kSize;
  uint64_t left_ = 0;        // of the chunk's data
  size_t digits_ = 0;        // of the size
  size_t line_ = 0;          // bytes of an extension, or of the trailer's line
  size_t trailer_ = 0;       // bytes of the trailer
  bool name_ended_ = false;  // of the trailer's field
  size_t seen_ = 0;
  size_t accepted_ = 0;
};

/// Decodes the body of one request. Beast reads head and body a second time beside our own checks; where the
/// two differ about the framing, the request is refused.
class BodyDecoder {
 public:
  BodyDecoder();
  ~BodyDecoder();

  /// Shows Beast the head. Refuses when it sees another framing than `head`.
  std::optional<Refusal> start(const Head& head, std::string_view head_text);
  bool done() const;

  /// Decodes from the front of `bytes`; appends to `body`. `consumed` is how many bytes it has done with:
  /// what is left must come again with more behind it.
  std::optional<Refusal> decode(std::string_view bytes, size_t& consumed, std::string& body);

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
  ChunkGuard guard_;
  bool chunked_ = false;
};

}  // namespace theta::http
