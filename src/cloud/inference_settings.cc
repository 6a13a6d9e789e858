#include "cloud/inference_settings.h"

#include <charconv>
#include <cstdlib>

#include "base/files.h"
#include "base/trim.h"

namespace theta::cloud {
namespace {

constexpr const char* kUsualService = "theta_infer";
constexpr int kLongestPatience = 600;  // seconds

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : std::string(trimmed(value));
}

Result<std::string> service_url() {
  std::string url = variable("EAS_ENDPOINT");
  if (url.find("://") == std::string::npos) url = "https://" + url;
  if (!url.starts_with("https://") && !url.starts_with("http://"))
    return usage_error("EAS_ENDPOINT: starts neither with https:// nor with http://");
  const size_t host = url.find("://") + 3;
  while (url.size() > host && url.ends_with('/')) url.pop_back();
  if (host >= url.size() || url.find_first_of("?#@ ") != std::string::npos)
    return usage_error("EAS_ENDPOINT: is not the address of a service");
  const std::string service = variable("EAS_SERVICE");
  if (service.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
    return usage_error("EAS_SERVICE: the name of a service has a-z, 0-9 and _ alone");
  if (url.find('/', host) != std::string::npos) return url;  // it names the service itself
  return url + "/api/predict/" + (service.empty() ? kUsualService : service);
}

Result<Secret> token() {
  const std::string value = variable("EAS_TOKEN");
  const std::string file = variable("EAS_TOKEN_FILE");
  if (!value.empty() && !file.empty())
    return usage_error("EAS_TOKEN: is set, and EAS_TOKEN_FILE too; set one of them");
  if (file.empty()) return Secret(value);
  const Result<std::string> text = read_file(file);
  if (!text.ok()) return make_error(text.error().kind, "EAS_TOKEN_FILE: {}", text.error().message);
  return Secret(std::string(trimmed(text.value())));
}

Result<std::chrono::seconds> patience(std::chrono::seconds usual) {
  const std::string text = variable("EAS_TIMEOUT");
  if (text.empty()) return usual;
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || seconds < 1 || seconds > kLongestPatience)
    return usage_error("EAS_TIMEOUT: \"{}\" is no number of seconds from 1 to {}", text, kLongestPatience);
  return std::chrono::seconds(seconds);
}

}  // namespace

Result<std::optional<InferenceSettings>> inference_of_environment() {
  if (variable("EAS_ENDPOINT").empty()) return std::optional<InferenceSettings>();
  InferenceSettings settings;
  THETA_ASSIGN(settings.url, service_url());
  THETA_ASSIGN(settings.token, token());
  THETA_ASSIGN(settings.patience, patience(settings.patience));
  const std::string otherwise = variable("EAS_FALLBACK");
  if (!otherwise.empty() && otherwise != "local" && otherwise != "none")
    return usage_error("EAS_FALLBACK: \"{}\" is neither local nor none", otherwise);
  settings.local_otherwise = otherwise != "none";
  if (settings.token.reveal().find_first_of("\r\n") != std::string::npos)
    return usage_error("EAS_TOKEN: has more than one line");
  return std::optional(std::move(settings));
}

}  // namespace theta::cloud
