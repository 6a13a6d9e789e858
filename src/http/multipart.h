#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/body_reader.h"

namespace theta::http {

struct MultipartLimits {
  size_t parts = 100;
  size_t head = size_t{8} << 10;  ///< bytes of the header fields of a part
};

/// Reads a multipart/form-data body (RFC 7578) part by part while it arrives; holds one piece of it in
/// memory.
///
///   THETA_ASSIGN(MultipartReader form, MultipartReader::open(request.header_or_empty("Content-Type"),
///   request.body())); for (;;) {
///     THETA_ASSIGN(const bool more, form.next_part());
///     if (!more) break;
///     ... form.name(), form.file_name(), form.read() until it is empty ...
///   }
///
/// What is not such a body, or is cut short, is a bad-input error that says where.
class MultipartReader {
 public:
  /// `body` must live longer. Errors: another media type, or no usable boundary.
  static Result<MultipartReader> open(std::string_view content_type, BodyReader& body,
                                      MultipartLimits limits = {});

  /// Goes to the next part, past what was not read of the present one. False after the last.
  Result<bool> next_part();
  /// The field's name in the form.
  const std::string& name() const { return name_; }
  /// The name that the client gave the file: a hint for people, no path. Empty for plain fields.
  const std::string& file_name() const { return file_name_; }
  const std::string& content_type() const { return content_type_; }
  /// The next piece of the part; empty at its end. Valid until the next call.
  Result<std::string_view> read();
  /// The whole of the part; kExhausted when it has more than `limit` bytes.
  Result<std::string> read_all(size_t limit);

 private:
  MultipartReader(std::string boundary, BodyReader& body, MultipartLimits limits);
  Status fill();
  Status skip_part();
  Status read_boundary_end();
  Status read_head();
  Status read_disposition(std::string_view value);
  std::string_view rest() const { return std::string_view(buffer_).substr(position_); }

  std::string delimiter_;  // CR LF, two hyphens, the boundary
  BodyReader* body_;
  MultipartLimits limits_;
  std::string buffer_;  // what came and is not used up yet, from position_
  size_t position_ = 0;
  size_t parts_ = 0;
  bool body_ended_ = false;
  bool in_part_ = true;  // what stands before the first boundary is read as a part and dropped
  bool finished_ = false;
  std::string name_;
  std::string file_name_;
  std::string content_type_;
};

/// The value of a parameter of a header value (`form-data; name="a"`), unquoted; empty when there is none.
std::string header_parameter(std::string_view value, std::string_view name);

}  // namespace theta::http
