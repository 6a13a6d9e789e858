#include "http/file_response.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "base/http_date.h"
#include "http/ranges.h"
#include "http/request_id.h"

namespace theta::http {
namespace {

constexpr size_t kPiece = size_t{256} << 10;
constexpr size_t kSmall = size_t{64} << 10;

/// A piece of an answer: words of ours, then bytes [begin, end) of the file.
struct Part {
  std::string text;
  ByteRange range;
};

Result<std::string> read_at(const FileSource& source, uint64_t begin, uint64_t end) {
  std::string piece(std::min<uint64_t>(end - begin, kPiece), '\0');
  for (;;) {
    const auto position = static_cast<off_t>(source.offset + begin);
    const ssize_t count = ::pread(source.descriptor->get(), piece.data(), piece.size(), position);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno_error(errno, "read", "the file of the answer");
    if (count == 0) return make_error(ErrorKind::kFailed, "the file of the answer became shorter");
    piece.resize(static_cast<size_t>(count));
    return piece;
  }
}

Response::Body body_of(FileSource source, std::vector<Part> parts) {
  struct State {
    FileSource source;
    std::vector<Part> parts;
    size_t part = 0;
  };
  StreamBody body;
  body.size = 0;
  for (const Part& part : parts) *body.size += part.text.size() + (part.range.end - part.range.begin);
  auto state = std::make_shared<State>(State{std::move(source), std::move(parts)});
  body.next = [state]() -> Result<std::string> {
    for (; state->part < state->parts.size(); ++state->part) {
      Part& part = state->parts[state->part];
      if (!part.text.empty()) return std::exchange(part.text, {});
      if (part.range.begin == part.range.end) continue;
      THETA_ASSIGN(std::string piece, read_at(state->source, part.range.begin, part.range.end));
      part.range.begin += piece.size();
      return piece;
    }
    return std::string();
  };
  // A small file is read at once: that saves going back to the pool for it.
  if (*body.size > kSmall) return body;
  std::string whole;
  for (;;) {
    const Result<std::string> piece = body.next();
    if (!piece.ok())
      return StreamBody{[error = piece.error()]() -> Result<std::string> { return error; }, body.size};
    if (piece.value().empty()) return whole;
    whole += piece.value();
  }
}

bool unchanged_since(const Request& request, std::string_view name, const FileSource& source) {
  const auto date = parse_http_date(request.header_or_empty(name));
  return date && source.modified != 0 && source.modified <= *date;
}

/// 304 or 412 when the preconditions (RFC 9110 section 13.2.2) end the matter, else 0.
int precondition_status(const Request& request, const FileSource& source) {
  if (const auto list = request.header("If-Match")) {
    if (!etag_listed(*list, source.etag, false)) return 412;
  } else if (request.header("If-Unmodified-Since")) {
    const auto date = parse_http_date(request.header_or_empty("If-Unmodified-Since"));
    if (date && source.modified > *date) return 412;
  }
  if (const auto list = request.header("If-None-Match")) {
    return !source.etag.empty() && etag_listed(*list, source.etag, true) ? 304 : 0;
  }
  return unchanged_since(request, "If-Modified-Since", source) ? 304 : 0;
}

bool range_applies(const Request& request, const FileSource& source) {
  const auto condition = request.header("If-Range");
  if (!condition) return true;
  if (condition->starts_with('"')) return *condition == source.etag;
  const auto date = parse_http_date(*condition);
  return date && source.modified != 0 && *date == source.modified;
}

Response partial(FileSource source, const std::vector<ByteRange>& ranges, Response response) {
  const auto content_range = [&](const ByteRange& range) {
    return fmt::format("bytes {}-{}/{}", range.begin, range.end - 1, source.size);
  };
  response.set_status(206);
  if (ranges.size() == 1) {
    response.set("Content-Range", content_range(ranges[0]));
    response.body() = body_of(std::move(source), {{"", ranges[0]}});
    return response;
  }
  const std::string boundary = make_request_id();
  std::vector<Part> parts;
  for (const ByteRange& range : ranges) {
    parts.push_back({fmt::format("\r\n--{}\r\nContent-Type: {}\r\nContent-Range: {}\r\n\r\n", boundary,
                                 source.type, content_range(range)),
                     range});
  }
  parts.push_back({fmt::format("\r\n--{}--\r\n", boundary), {}});
  response.set("Content-Type", "multipart/byteranges; boundary=" + boundary);
  response.body() = body_of(std::move(source), std::move(parts));
  return response;
}

}  // namespace

Result<FileSource> FileSource::open(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return errno_error(errno, "open", path);
  return from(std::move(file), path);
}

Result<FileSource> FileSource::from(Descriptor descriptor, const std::string& name) {
  struct stat info {};
  if (::fstat(descriptor.get(), &info) != 0) return errno_error(errno, "read", name);
  if (!S_ISREG(info.st_mode)) return not_found("{}: is not a regular file", name);
  FileSource source;
  source.descriptor = std::make_shared<const Descriptor>(std::move(descriptor));
  source.size = static_cast<uint64_t>(info.st_size);
  source.modified = info.st_mtim.tv_sec;
  source.etag = fmt::format("\"{:x}-{:x}-{:x}\"", info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size);
  return source;
}

Response file_response(const Request& request, FileSource source) {
  Response response(200);
  if (!source.etag.empty()) response.set("ETag", source.etag);
  if (source.modified != 0) response.set("Last-Modified", http_date(source.modified));
  if (const int status = precondition_status(request, source); status != 0) {
    response.set_status(status);
    return response;
  }
  response.set("Content-Type", source.type);
  response.set("Accept-Ranges", "bytes");
  const auto range = request.header("Range");
  if (range && request.method() == "GET" && range_applies(request, source)) {
    const RangeRequest wanted = parse_range(*range, source.size);
    if (wanted.kind == RangeRequest::Kind::kUnsatisfiable) {
      response.set_status(416);
      response.set("Content-Range", fmt::format("bytes */{}", source.size));
      return response;
    }
    if (wanted.kind == RangeRequest::Kind::kRanges)
      return partial(std::move(source), wanted.ranges, std::move(response));
  }
  const ByteRange whole{0, source.size};
  response.body() = body_of(std::move(source), {{"", whole}});
  return response;
}

}  // namespace theta::http
