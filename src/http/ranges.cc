#include "http/ranges.h"

#include <algorithm>
#include <charconv>

#include "base/trim.h"
#include "http/characters.h"

namespace theta::http {
namespace {

constexpr size_t kMostRanges = 16;

std::optional<uint64_t> number(std::string_view digits) {
  uint64_t value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (code != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

/// "first-last", "first-" or "-count", cut to the size; an empty range when nothing of it is there.
std::optional<ByteRange> read_range(std::string_view text, uint64_t size) {
  const size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view first_text = text.substr(0, dash);
  const std::string_view last_text = text.substr(dash + 1);
  const auto first = number(first_text);
  const auto last = number(last_text);
  if (first_text.empty()) {
    if (!last) return std::nullopt;
    return ByteRange{size - std::min(*last, size), size};
  }
  if (!first || (!last && !last_text.empty()) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) return ByteRange{size, size};
  return ByteRange{*first, last && *last < size - 1 ? *last + 1 : size};
}

std::string_view without_weakness(std::string_view etag) {
  return etag.substr(0, 2) == "W/" ? etag.substr(2) : etag;
}

}  // namespace

RangeRequest parse_range(std::string_view header, uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  RangeRequest request;
  if (!same_ignoring_case(header.substr(0, kUnit.size()), kUnit)) return request;
  header.remove_prefix(kUnit.size());
  size_t asked = 0;
  uint64_t bytes = 0;
  for (std::string_view text = next_element(header); !text.empty(); text = next_element(header)) {
    const std::optional<ByteRange> range = read_range(text, size);
    if (!range || ++asked > kMostRanges) return {};
    if (range->begin == range->end) continue;
    bytes += range->end - range->begin;
    request.ranges.push_back(*range);
  }
  if (asked == 0 || bytes > size) return {};
  request.kind = request.ranges.empty() ? RangeRequest::Kind::kUnsatisfiable : RangeRequest::Kind::kRanges;
  return request;
}

std::optional<ContentRange> parse_content_range(std::string_view header) {
  constexpr std::string_view kUnit = "bytes ";
  if (!same_ignoring_case(header.substr(0, kUnit.size()), kUnit)) return std::nullopt;
  header = trimmed(header.substr(kUnit.size()), " \t");
  const size_t slash = header.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  ContentRange result;
  const std::string_view total = header.substr(slash + 1);
  if (total != "*" && !(result.total = number(total))) return std::nullopt;
  const std::string_view range = header.substr(0, slash);
  if (range == "*") return result.total ? std::optional(result) : std::nullopt;
  const size_t dash = range.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = number(range.substr(0, dash));
  const auto last = number(range.substr(dash + 1));
  if (!first || !last || *last < *first || *last == UINT64_MAX) return std::nullopt;
  if (result.total && *last >= *result.total) return std::nullopt;
  result.range = ByteRange{*first, *last + 1};
  return result;
}

bool etag_listed(std::string_view list, std::string_view etag, bool weak) {
  if (trimmed(list, " \t") == "*") return true;
  for (std::string_view item = next_element(list); !item.empty(); item = next_element(list)) {
    if (weak ? without_weakness(item) == without_weakness(etag) : item == etag && item.substr(0, 2) != "W/") {
      return true;
    }
  }
  return false;
}

}  // namespace theta::http
