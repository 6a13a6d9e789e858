#include "cloud/moments.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <ctime>

#include "base/http_date.h"

namespace theta::cloud {
namespace {

std::tm parts_of(Moment moment) {
  const std::time_t seconds =
      std::chrono::duration_cast<std::chrono::seconds>(moment.time_since_epoch()).count();
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return parts;
}

}  // namespace

std::string compact_date(Moment moment) {
  const std::tm t = parts_of(moment);
  return fmt::format("{:04}{:02}{:02}", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}

std::string compact_time(Moment moment) {
  const std::tm t = parts_of(moment);
  return fmt::format("{}T{:02}{:02}{:02}Z", compact_date(moment), t.tm_hour, t.tm_min, t.tm_sec);
}

std::string iso_time(Moment moment) {
  const std::tm t = parts_of(moment);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday,
                     t.tm_hour, t.tm_min, t.tm_sec);
}

std::string http_time(Moment moment) {
  return http_date(std::chrono::system_clock::to_time_t(moment));
}

std::optional<Moment> parse_http_time(const std::string& text) {
  const std::time_t seconds = ::curl_getdate(text.c_str(), nullptr);
  if (seconds == -1) return std::nullopt;
  return std::chrono::system_clock::from_time_t(seconds);
}

std::optional<Moment> parse_iso_time(const std::string& text) {
  std::tm parts{};
  if (::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts) == nullptr) return std::nullopt;
  return std::chrono::system_clock::from_time_t(::timegm(&parts));
}

}  // namespace theta::cloud
