#include "server/object_answer.h"

#include <algorithm>

#include "http/ranges.h"
#include "server/answers.h"

namespace theta::server {
namespace {

constexpr uint64_t kPiece = uint64_t{256} << 10;

http::StreamBody body_of(std::shared_ptr<storage::ObjectReader> reader, http::ByteRange range) {
  http::StreamBody body;
  body.size = range.end - range.begin;
  body.next = [reader = std::move(reader), range]() mutable -> Result<std::string> {
    std::string piece(std::min(kPiece, range.end - range.begin), '\0');
    if (piece.empty()) return piece;
    THETA_ASSIGN(const size_t got, reader->read(range.begin, piece));
    if (got == 0) return make_error(ErrorKind::kFailed, "the object became shorter");
    piece.resize(got);
    range.begin += got;
    return piece;
  };
  return body;
}

}  // namespace

http::Response object_answer(const http::Request& request, std::shared_ptr<storage::ObjectReader> reader,
                             std::string_view name, std::string_view type, std::string_view etag) {
  const uint64_t size = reader->info().size;
  http::Response response(304);
  response.set("ETag", etag);
  response.set("Accept-Ranges", "bytes");
  if (http::etag_listed(request.header_or_empty("If-None-Match"), etag, true)) return response;
  const auto condition = request.header("If-Range");
  http::RangeRequest asked;
  if (!condition || *condition == etag) asked = http::parse_range(request.header_or_empty("Range"), size);
  if (asked.kind == http::RangeRequest::Kind::kUnsatisfiable) {
    http::Response refused =
        problem(416, "usage", fmt::format("Range: the file has {} bytes", size), request.id());
    refused.set("Content-Range", fmt::format("bytes */{}", size));
    return refused;
  }
  http::ByteRange range{0, size};
  // Several ranges at once are answered with the whole, as RFC 9110 section 14.2 allows.
  const bool is_part = asked.kind == http::RangeRequest::Kind::kRanges && asked.ranges.size() == 1;
  if (is_part) range = asked.ranges[0];
  response.set_status(is_part ? 206 : 200);
  if (is_part) response.set("Content-Range", fmt::format("bytes {}-{}/{}", range.begin, range.end - 1, size));
  response.set("Content-Type", type);
  response.attachment(name);
  response.body() = body_of(std::move(reader), range);
  return response;
}

}  // namespace theta::server
