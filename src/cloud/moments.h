#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace theta::cloud {

using Moment = std::chrono::system_clock::time_point;

std::string compact_time(Moment moment);  ///< "20231216T162057Z", UTC
std::string compact_date(Moment moment);  ///< "20231216"
std::string iso_time(Moment moment);      ///< "2023-12-16T16:20:57Z"
std::string http_time(Moment moment);     ///< "Sat, 16 Dec 2023 16:20:57 GMT"

std::optional<Moment> parse_http_time(const std::string& text);
std::optional<Moment> parse_iso_time(const std::string& text);  ///< "2023-12-16T16:20:57[.000]Z"

}  // namespace theta::cloud
