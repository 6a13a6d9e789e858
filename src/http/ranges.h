#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace theta::http {

/// Bytes [begin, end) of a representation.
struct ByteRange {
  uint64_t begin = 0;
  uint64_t end = 0;
  bool operator==(const ByteRange&) const = default;
};

/// What a Range header asks of a representation of `size` bytes.
struct RangeRequest {
  enum class Kind {
    kWhole,          ///< no range that counts: answer the whole, 200
    kRanges,         ///< answer `ranges`, 206
    kUnsatisfiable,  ///< nothing of it is there: 416
  };
  Kind kind = Kind::kWhole;
  std::vector<ByteRange> ranges;  ///< each inside [0, size), not empty, in the order of the header
};

/// Reads `bytes=0-99,200-,-50`. What is malformed, in another unit, more than 16 ranges, or together more
/// than the whole counts as no Range header, as RFC 9110 section 14.2 allows.
RangeRequest parse_range(std::string_view header, uint64_t size);

/// The Content-Range of a piece of an upload: `bytes 0-99/1000`, `bytes 0-99/*`, or `bytes */1000`, which
/// asks how much is there.
struct ContentRange {
  std::optional<ByteRange> range;
  std::optional<uint64_t> total;
};
std::optional<ContentRange> parse_content_range(std::string_view header);

/// Whether an If-None-Match or If-Match list names `etag` (quotes included). `weak`: W/"x" matches "x".
bool etag_listed(std::string_view list, std::string_view etag, bool weak);

}  // namespace theta::http
