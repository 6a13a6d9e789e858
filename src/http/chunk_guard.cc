#include "http/body_decoder.h"
#include "http/characters.h"

namespace theta::http {
namespace {

constexpr size_t kMostDigits = 15;     // of a chunk's size: below 2^60
constexpr size_t kLongestLine = 4096;  // chunk extension, or a line of the trailer
constexpr size_t kLongestTrailer = 8192;

Refusal bad(std::string_view why) {
  return {400, why};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower_case(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool is_text(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

}  // namespace

std::optional<Refusal> ChunkGuard::size_digit(char c) {
  const int value = hex_digit(c);
  if (value >= 0) {
    left_ = left_ * 16 + static_cast<uint64_t>(value);
    if (++digits_ > kMostDigits) return bad("the size of a chunk has too many digits");
    return std::nullopt;
  }
  if (digits_ == 0) return bad("the size of a chunk is missing");
  if (c == '\r') {
    state_ = State::kSizeEnd;
  } else if (c == ';') {
    state_ = State::kExtension;
  } else {
    return bad("the size of a chunk is not hexadecimal");
  }
  return std::nullopt;
}

std::optional<Refusal> ChunkGuard::end_of_size() {
  state_ = left_ > 0 ? State::kData : State::kTrailer;
  if (left_ > 0) accepted_ = seen_;
  digits_ = 0;
  line_ = 0;
  return std::nullopt;
}

std::optional<Refusal> ChunkGuard::trailer_byte(char c) {
  if (++trailer_ > kLongestTrailer) return Refusal{431, "the trailer of a chunked body is too long"};
  if (c == '\r') {
    if (line_ > 0 && !name_ended_) return bad("a trailer field has no colon");
    state_ = State::kTrailerEnd;
    return std::nullopt;
  }
  if (++line_ > kLongestLine) return Refusal{431, "the trailer of a chunked body is too long"};
  if (name_ended_)
    return is_text(c) ? std::nullopt : std::optional(bad("a trailer field holds a control character"));
  if (c == ':' && line_ > 1) {
    name_ended_ = true;
    return std::nullopt;
  }
  if (!is_token_char(c)) return bad("the name of a trailer field is not a token");
  return std::nullopt;
}

std::optional<Refusal> ChunkGuard::step(char c) {
  switch (state_) {
    case State::kSize:
      return size_digit(c);
    case State::kExtension:
      if (c == '\r') {
        state_ = State::kSizeEnd;
      } else if (!is_text(c) || ++line_ > kLongestLine) {
        return bad("the extension of a chunk is too long or holds a control character");
      }
      return std::nullopt;
    case State::kSizeEnd:
      return c == '\n' ? end_of_size() : bad("the size of a chunk does not end with CR LF");
    case State::kDataCr:
      state_ = State::kDataLf;
      return c == '\r' ? std::nullopt : std::optional(bad("the data of a chunk does not end with CR LF"));
    case State::kDataLf:
      state_ = State::kSize;
      return c == '\n' ? std::nullopt : std::optional(bad("the data of a chunk does not end with CR LF"));
    case State::kTrailer:
      return trailer_byte(c);
    case State::kTrailerEnd:
      if (c != '\n') return bad("a line of the trailer does not end with CR LF");
      state_ = line_ == 0 ? State::kDone : State::kTrailer;
      if (state_ == State::kDone) accepted_ = seen_;
      line_ = 0;
      name_ended_ = false;
      return std::nullopt;
    case State::kData:
    case State::kDone:
      break;
  }
  return std::nullopt;
}

std::optional<Refusal> ChunkGuard::scan(std::string_view bytes) {
  while (seen_ < bytes.size() && state_ != State::kDone) {
    if (state_ == State::kData) {
      const uint64_t count = std::min<uint64_t>(left_, bytes.size() - seen_);
      left_ -= count;
      seen_ += count;
      accepted_ = seen_;
      if (left_ == 0) state_ = State::kDataCr;
      continue;
    }
    const char c = bytes[seen_++];
    if (std::optional<Refusal> refusal = step(c)) return refusal;
  }
  return std::nullopt;
}

void ChunkGuard::take_accepted() {
  seen_ -= accepted_;
  accepted_ = 0;
}

}  // namespace theta::http
