#include "server/limits.h"

#include <algorithm>

#include "database/dataset_files.h"
#include "database/datasets.h"
#include "database/models.h"

namespace theta::server {
namespace {

constexpr cache::RateLimit kUsers = {3000, std::chrono::minutes(1)};
constexpr cache::RateLimit kStrangers = {300, std::chrono::minutes(1)};
constexpr cache::RateLimit kRegistrations = {20, std::chrono::hours(1)};
constexpr int64_t kMostQueuedAlone = 1000;      // of the one user of a server without accounts
constexpr uint64_t kStep = uint64_t{16} << 20;  // bytes that are asked for at once

Status answer(const cache::RateLimiter::Decision& decision, std::string_view what) {
  if (decision.allowed) return {};
  const auto seconds = static_cast<int>((decision.retry_after.count() + 999) / 1000);
  return Error{ErrorKind::kTooMany, fmt::format("{}; try again in {} s", what, seconds),
               std::max(seconds, 1)};
}

}  // namespace

Limits::Limits(Services& services, LiveSettings& settings, bool accounts)
    : services_(services),
      settings_(settings),
      accounts_(accounts),
      users_(*services.cache, "user", kUsers),
      strangers_(*services.cache, "stranger", kStrangers),
      registrations_(*services.cache, "register", kRegistrations) {}

Status Limits::admit_request(const Caller& caller) {
  if (!accounts_) return {};
  const int64_t most = *of(caller).max_requests;
  return answer(users_.take(caller.user.text(), 1, static_cast<uint64_t>(most)),
                fmt::format("max_requests: more than {} requests a minute", most));
}

Status Limits::admit_stranger(std::string_view address) {
  if (!accounts_) return {};
  return answer(strangers_.take(address), "too many requests without a login");
}

Status Limits::admit_registration(std::string_view address) {
  return answer(registrations_.take(address), "too many accounts were made from this address");
}

Status Limits::admit_dataset(const Caller& caller) {
  const std::optional<int64_t> most = of(caller).max_datasets;
  if (!most) return {};
  THETA_ASSIGN(const auto listing, database::Datasets(*services_.database).list(caller.user, {.limit = 0}));
  if (listing.total < *most) return {};
  return bad_input("max_datasets: you have {} data sets and may have {}; delete one first", listing.total,
                   *most);
}

database::Quotas Limits::of(const Caller& caller) {
  if (!accounts_) return {.max_queued = kMostQueuedAlone};
  database::Quotas quotas = caller.quotas;
  const ServerSettings settings = settings_.get();
  const auto fill = [](std::optional<int64_t>& quota, int64_t setting) { quota = quota.value_or(setting); };
  fill(quotas.max_bytes, settings.max_bytes);
  fill(quotas.max_datasets, settings.max_datasets);
  fill(quotas.max_queued, settings.max_queued);
  fill(quotas.max_running, settings.max_running);
  fill(quotas.max_requests, settings.max_requests);
  return quotas;
}

Result<int64_t> Limits::stored_bytes(const database::UserId& user) {
  THETA_ASSIGN(const int64_t files, database::DatasetFiles(*services_.database).stored_bytes(user));
  THETA_ASSIGN(const int64_t models, database::Models(*services_.database).stored_bytes(user));
  return files + models;
}

Status Limits::admit_more(const Caller& caller) {
  const std::optional<int64_t> most = of(caller).max_bytes;
  if (!most) return {};
  THETA_ASSIGN(const int64_t stored, stored_bytes(caller.user));
  if (stored <= *most) return {};
  return bad_input("max_bytes: {} bytes are stored and you may have {}; delete files or models first", stored,
                   *most);
}

int64_t Limits::max_queued(const Caller& caller) {
  return *of(caller).max_queued;
}

Status Limits::Bytes::reserve(uint64_t count) {
  if (count <= static_cast<uint64_t>(reserved_)) return {};
  const std::optional<int64_t> most = limits_.of(caller_).max_bytes;
  if (!most) return {};
  // Each step reads the database again: other uploads have ended meanwhile.
  const uint64_t wanted = reserved_ == 0 ? count : std::max(count, static_cast<uint64_t>(reserved_) + kStep);
  const auto more = static_cast<int64_t>(wanted) - reserved_;
  {
    const std::lock_guard<std::mutex> lock(limits_.mutex_);
    limits_.on_their_way_[caller_.user] += more;
    reserved_ += more;
  }
  THETA_ASSIGN(const int64_t stored, limits_.stored_bytes(caller_.user));
  const std::lock_guard<std::mutex> lock(limits_.mutex_);
  int64_t& on_their_way = limits_.on_their_way_[caller_.user];
  const int64_t over = stored + on_their_way - *most;
  if (over <= 0) return {};
  // A step may reach beyond the quota where the bytes that are there do not: then it is made shorter.
  const int64_t spare = std::min(over, reserved_ - static_cast<int64_t>(count));
  on_their_way -= spare;
  reserved_ -= spare;
  if (over == spare) return {};
  return bad_input("max_bytes: there is no room for it: {} bytes are stored and you may have {}", stored,
                   *most);
}

Limits::Bytes::~Bytes() {
  if (reserved_ == 0) return;
  const std::lock_guard<std::mutex> lock(limits_.mutex_);
  const auto entry = limits_.on_their_way_.find(caller_.user);
  entry->second -= reserved_;
  if (entry->second == 0) limits_.on_their_way_.erase(entry);
}

}  // namespace theta::server
