#include "http/characters.h"
#include "http/head.h"

namespace theta::http {

HeadScanner::State HeadScanner::refuse(int status, std::string_view why) {
  refusal_ = {status, why};
  return State::kRefused;
}

// Called with position_ past the LF of a line.
HeadScanner::State HeadScanner::end_of_line() {
  const bool empty = position_ - line_start_ == 2;
  if (lines_ == 0 && empty) return refuse(400, "the request line is empty");
  if (lines_ == 0 && !method_ended_) return refuse(400, "the request line has no target");
  ++lines_;
  line_start_ = position_;
  if (empty) return State::kComplete;
  // The request line is the first.
  if (lines_ > limits_.fields + 1) return refuse(431, "the request has too many header fields");
  return State::kMore;
}

HeadScanner::State HeadScanner::scan(std::string_view bytes) {
  while (position_ < bytes.size()) {
    const char c = bytes[position_];
    const char before = position_ > line_start_ ? bytes[position_ - 1] : '\0';
    ++position_;
    if (lines_ == 0 && position_ > limits_.request_line) return refuse(414, "the request line is too long");
    if (position_ > limits_.bytes) return refuse(431, "the head of the request is too long");
    if (c == '\0') return refuse(400, "a NUL byte in the head");
    if (c == '\n') {
      if (before != '\r') return refuse(400, "a line of the head ends with LF alone");
      const State state = end_of_line();
      if (state != State::kMore) return state;
    } else if (before == '\r') {
      return refuse(400, "a CR inside a line of the head");
    } else if (lines_ == 0 && !method_ended_ && c != '\r') {
      method_ended_ = c == ' ' && position_ > 1;
      if (!method_ended_ && !is_token_char(c)) return refuse(400, "the request starts with no method");
    }
  }
  return State::kMore;
}

}  // namespace theta::http
