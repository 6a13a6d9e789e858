#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/page.h"
#include "formats/json.h"
#include "http/request.h"

namespace theta::server {

/// Deeper nesting is refused.
inline constexpr size_t kDeepestJson = 64;

/// Whether arrays and objects of a JSON text are nested deeper than kDeepestJson.
bool is_too_deep(std::string_view text);

/// Whether a Content-Type is `wanted` (in lower case), whatever its parameters.
bool is_type(std::string_view type, std::string_view wanted);
/// Whether it is that of JSON.
bool is_json_type(std::string_view type);

/// A body that is at hand. kUsage for what is no JSON, kBadInput for one that is nested too deep.
Result<formats::Json> parse_json_body(std::string_view body);

/// The body of a request, as parse_json_body() reads it. `text` gets the body as it came, where it is given.
Result<formats::Json> read_json_body(http::Request& request, std::string* text = nullptr);

/// Refuses a query parameter that is none of `known`.
Status check_query(const http::Request& request, const std::vector<std::string>& known);
/// A query parameter as a whole number from `low` to `high`; `otherwise` when it is not given.
Result<int64_t> query_number(const http::Request& request, std::string_view name, int64_t otherwise,
                             int64_t low, int64_t high);
/// A query parameter as a share above 0 and up to 1; 0 when it is not given.
Result<double> query_share(const http::Request& request, std::string_view name);
/// A query parameter as whole numbers between commas, at most `most` of them; none when it is not given.
Result<std::vector<uint64_t>> query_numbers(const http::Request& request, std::string_view name, size_t most);
/// limit and offset of a list, and nothing else but `known`.
Result<database::Page> read_page(const http::Request& request, std::vector<std::string> known = {});

/// The revision that If-Match asks for ("3"); none without the field or with "*".
Result<std::optional<int64_t>> expected_revision(const http::Request& request);

/// An id out of the path or a field. kNotFound says that `what` does not exist: what is no id names nothing.
template <typename Id>
Result<Id> read_id(std::string_view text, std::string_view what) {
  const std::optional<Id> id = Id::parse(text);
  if (!id) return not_found("{} does not exist", what);
  return *id;
}

/// A name for people: 1 to 200 characters on one line.
Status check_name(std::string_view name, std::string_view field);

}  // namespace theta::server
