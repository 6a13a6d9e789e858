#include "accounts/login_delays.h"

#include <algorithm>
#include <charconv>

#include "base/clock.h"
#include "base/hash.h"

namespace theta::accounts {
namespace {

using std::chrono::milliseconds;

constexpr uint64_t kMostDoublings = 20;

// Accounts and addresses come from outside and may have any length.
std::string key_of(std::string_view kind, std::string_view name) {
  return fmt::format("login:{}:{}", kind, sha256_hex(name).substr(0, 32));
}

}  // namespace

LoginDelays::Subject LoginDelays::account_subject(std::string_view account) const {
  return {key_of("account", account), rules_.free_of_account, rules_.longest_of_account};
}

LoginDelays::Subject LoginDelays::address_subject(std::string_view address) const {
  return {key_of("address", address), rules_.free_of_address, rules_.longest_of_address};
}

milliseconds LoginDelays::left(const Subject& subject) {
  Result<std::optional<std::string>> held = cache_.get(subject.key + ":wait");
  if (!held.ok()) held = fallback_.get(subject.key + ":wait");
  if (!held.ok() || !held.value()) return milliseconds(0);
  const std::string& text = *held.value();
  int64_t end = 0;
  std::from_chars(text.data(), text.data() + text.size(), end);
  // The entry goes by itself; after a jump of the clock the time it tells is off, but not beyond the longest.
  return std::clamp(milliseconds(end - unix_milliseconds()), milliseconds(1), subject.longest);
}

void LoginDelays::count(const Subject& subject) {
  Result<cache::Cache::Count> count = cache_.add(subject.key, 1, rules_.memory);
  cache::Cache* holder = &cache_;
  if (!count.ok()) {
    holder = &fallback_;
    count = fallback_.add(subject.key, 1, rules_.memory);
  }
  if (!count.ok() || count.value().value <= subject.free) return;
  const uint64_t doublings = std::min(count.value().value - subject.free - 1, kMostDoublings);
  const milliseconds delay = std::min(rules_.first * (int64_t{1} << doublings), subject.longest);
  // Without an entry the next try waits for nothing: better than a login that does not work.
  static_cast<void>(
      holder->set(subject.key + ":wait", std::to_string(unix_milliseconds() + delay.count()), delay));
}

Status LoginDelays::check(std::string_view account, std::string_view address) {
  const milliseconds wait = std::max(left(account_subject(account)), left(address_subject(address)));
  if (wait.count() == 0) return {};
  const auto seconds = static_cast<int>((wait.count() + 999) / 1000);
  return Error{ErrorKind::kTooMany, fmt::format("too many logins have failed; try again in {} s", seconds),
               seconds};
}

void LoginDelays::note_failure(std::string_view account, std::string_view address) {
  count(account_subject(account));
  count(address_subject(address));
}

void LoginDelays::note_success(std::string_view account) {
  const Subject subject = account_subject(account);
  for (cache::Cache* const cache : {&cache_, static_cast<cache::Cache*>(&fallback_)}) {
    static_cast<void>(cache->remove(subject.key));
    static_cast<void>(cache->remove(subject.key + ":wait"));
  }
}

}  // namespace theta::accounts
