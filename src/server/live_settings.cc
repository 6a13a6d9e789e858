#include "server/live_settings.h"

#include "database/settings.h"
#include "jobs/job_fields.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr std::chrono::seconds kOldest{5};
constexpr const char* kName = "server";  // of the row that holds them all

Status read_settings(const Json& json, std::string_view place, ServerSettings& settings) {
  jobs::JobFields fields(json, std::string(place), "the settings");
  fields.take("registration_open", settings.registration_open);
  const auto take = [&fields](const char* name, int64_t& target, double most) {
    uint64_t value = static_cast<uint64_t>(target);
    fields.take_between(name, value, 0, most);
    target = static_cast<int64_t>(value);
  };
  take("max_bytes", settings.max_bytes, 1e15);
  take("max_datasets", settings.max_datasets, 1e6);
  take("max_queued", settings.max_queued, 1e6);
  take("max_running", settings.max_running, 1e4);
  take("max_requests", settings.max_requests, 1e9);
  return fields.finish();
}

}  // namespace

Json settings_json(const ServerSettings& settings) {
  return {{"registration_open", settings.registration_open},
          {"max_bytes", settings.max_bytes},
          {"max_datasets", settings.max_datasets},
          {"max_queued", settings.max_queued},
          {"max_running", settings.max_running},
          {"max_requests", settings.max_requests}};
}

Result<ServerSettings> LiveSettings::load() {
  ServerSettings settings;
  THETA_ASSIGN(const auto stored, database::Settings(database_).get_for_admin(kName));
  if (!stored) return settings;
  THETA_ASSIGN(const Json json, formats::parse_json(*stored, "the settings"));
  THETA_RETURN_IF_ERROR(read_settings(json, "the settings", settings));
  return settings;
}

ServerSettings LiveSettings::get() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (loaded_ != Clock::time_point() && Clock::now() - loaded_ < kOldest) return settings_;
  }
  const Result<ServerSettings> read = load();
  const std::lock_guard<std::mutex> lock(mutex_);
  if (read.ok()) settings_ = read.value();
  loaded_ = Clock::now();
  return settings_;
}

ServerSettings LiveSettings::known() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return settings_;
}

Result<ServerSettings> LiveSettings::change(const Json& change) {
  THETA_ASSIGN(ServerSettings settings, load());
  THETA_RETURN_IF_ERROR(read_settings(change, "body", settings));
  THETA_RETURN_IF_ERROR(
      database::Settings(database_).set_for_admin(kName, formats::json_line(settings_json(settings))));
  const std::lock_guard<std::mutex> lock(mutex_);
  settings_ = settings;
  loaded_ = Clock::now();
  return settings;
}

}  // namespace theta::server
