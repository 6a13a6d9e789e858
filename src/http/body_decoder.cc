#include "http/body_decoder.h"

#include <utility>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/assert.h"

namespace theta::http {

namespace beast = boost::beast;
namespace asio = boost::asio;

/// Beast's parser with nothing behind it: header fields are ours already, the body goes to a string.
class BodyDecoder::Parser final : public beast::http::basic_parser<true> {
 public:
  std::string* body = nullptr;

 private:
  using View = beast::string_view;
  using Code = beast::error_code;

  void on_request_impl(beast::http::verb, View, View, int, Code& code) override { code = {}; }
  void on_response_impl(int, View, int, Code& code) override { code = {}; }
  void on_field_impl(beast::http::field, View, View, Code& code) override { code = {}; }
  void on_header_impl(Code& code) override { code = {}; }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, Code& code) override { code = {}; }
  std::size_t on_body_impl(View piece, Code& code) override {
    code = {};
    body->append(piece.data(), piece.size());
    return piece.size();
  }
  void on_chunk_header_impl(std::uint64_t, View, Code& code) override { code = {}; }
  std::size_t on_chunk_body_impl(std::uint64_t, View piece, Code& code) override {
    code = {};
    body->append(piece.data(), piece.size());
    return piece.size();
  }
  void on_finish_impl(Code& code) override { code = {}; }
};

BodyDecoder::BodyDecoder() : parser_(std::make_unique<Parser>()) {}
BodyDecoder::~BodyDecoder() = default;

std::optional<Refusal> BodyDecoder::start(const Head& head, std::string_view head_text) {
  // Limits are held by the caller, per route. (1.74 takes "none" for a limit below every length.)
  parser_->body_limit(UINT64_MAX);
  parser_->header_limit(static_cast<std::uint32_t>(head_text.size() + 1));
  beast::error_code code;
  const std::size_t used = parser_->put(asio::const_buffer(head_text.data(), head_text.size()), code);
  const bool read = !code && used == head_text.size() && parser_->is_header_done();
  if (!read) return Refusal{400, "the head of the request is malformed"};
  const uint64_t length = parser_->content_length() ? *parser_->content_length() : 0;
  const bool agreed = parser_->chunked() == head.chunked && length == head.content_length.value_or(0) &&
                      parser_->is_done() == !head.has_body();
  if (!agreed) return Refusal{400, "the framing of the request is ambiguous"};
  chunked_ = head.chunked;
  return std::nullopt;
}

bool BodyDecoder::done() const {
  return parser_->is_done();
}

std::optional<Refusal> BodyDecoder::decode(std::string_view bytes, size_t& consumed, std::string& body) {
  consumed = 0;
  if (chunked_) {
    if (const std::optional<Refusal> refusal = guard_.scan(bytes)) return refusal;
    bytes = bytes.substr(0, guard_.accepted());
    guard_.take_accepted();
  }
  parser_->body = &body;
  while (!bytes.empty() && !parser_->is_done()) {
    beast::error_code code;
    const std::size_t used = parser_->put(asio::const_buffer(bytes.data(), bytes.size()), code);
    if (code) return Refusal{400, "the body of the request is malformed"};
    if (used == 0) return Refusal{400, "the framing of the body is ambiguous"};
    bytes.remove_prefix(used);
    consumed += used;
  }
  if (chunked_ && (!bytes.empty() || guard_.done() != parser_->is_done())) {
    return Refusal{400, "the framing of the body is ambiguous"};
  }
  return std::nullopt;
}

}  // namespace theta::http
