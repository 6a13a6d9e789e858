#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace theta::http {

/// Why a request is not served: the status to answer and a sentence for a person.
struct Refusal {
  int status = 400;
  std::string_view why;  // a literal
};

struct HeadLimits {
  size_t request_line = size_t{8} << 10;
  size_t bytes = size_t{16} << 10;
  size_t fields = 100;
};

struct FieldView {
  std::string_view name;
  std::string_view value;  // without blanks at its ends
};

/// A request line and header fields, and what they say about the bytes that follow. All views point into the
/// text that was parsed.
struct Head {
  std::string_view method;
  std::string_view target;
  bool http_1_1 = true;
  std::vector<FieldView> fields;
  std::optional<uint64_t> content_length;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

/// Finds the end of a head in bytes that arrive in pieces, and refuses as early as possible what can no
/// longer become one: too long, a line that ends without CR LF, NUL, a method that is none. Each byte is
/// looked at once.
class HeadScanner {
 public:
  enum class State { kMore, kComplete, kRefused };

  explicit HeadScanner(const HeadLimits& limits) : limits_(limits) {}

  /// `bytes` starts at the request line and holds all that came since.
  State scan(std::string_view bytes);
  /// Bytes of the complete head, its empty line included.
  size_t size() const { return position_; }
  const Refusal& refusal() const { return refusal_; }

 private:
  State refuse(int status, std::string_view why);
  State end_of_line();

  HeadLimits limits_;
  Refusal refusal_;
  size_t position_ = 0;
  size_t line_start_ = 0;
  size_t lines_ = 0;
  bool method_ended_ = false;
};

/// Reads a complete head (up to and with its empty line), more strictly than RFC 9112 demands of a server:
/// what two parsers could read in two ways is refused (folded lines, blanks before a colon, several lengths,
/// a length beside a coding, any coding but chunked, several hosts). Beast, the parser behind, must come to
/// the same framing.
std::variant<Head, Refusal> parse_head(std::string_view text, const HeadLimits& limits);

}  // namespace theta::http
