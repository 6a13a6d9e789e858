#include <algorithm>
#include <chrono>

#include "cache/redis_address.h"
#include "cache/redis_connection.h"
#include "cli/doctor.h"
#include "cli/service_options.h"
#include "database/connection.h"
#include "database/location.h"

namespace theta::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kSlow{20};  // of a question that needs no work
constexpr double kMostLag = 10;    // seconds that a copy may be behind
constexpr int kQuestions = 5;

// The median time of a few questions.
template <typename Ask>
Result<milliseconds> answer_time(const Ask& ask) {
  std::vector<milliseconds> times;
  for (int i = 0; i < kQuestions; ++i) {
    const auto start = steady_clock::now();
    THETA_RETURN_IF_ERROR(ask());
    times.push_back(std::chrono::duration_cast<milliseconds>(steady_clock::now() - start));
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

Finding with_time(std::string detail, milliseconds time, const char* who) {
  Finding finding{Health::kOk, fmt::format("{}; it answers in {} ms", detail, time.count()), ""};
  if (time <= kSlow) return finding;
  finding.health = Health::kWarning;
  finding.remedy = fmt::format("keep {} near this machine, or look for what keeps it busy", who);
  return finding;
}

Result<Finding> look_at_postgres(database::Connection& connection, const std::string& shown) {
  THETA_ASSIGN(const int64_t standby,
               connection.single<int64_t>("select case when pg_is_in_recovery() then 1 else 0 end"));
  if (standby != 0)
    return Finding{Health::kFailed, shown + ": is a copy that can only be read",
                   "name the primary in DATABASE_URL"};
  THETA_ASSIGN(const double lag,
               connection.single<double>("select coalesce(max(extract(epoch from replay_lag)), 0)::float8 "
                                         "from pg_stat_replication"));
  THETA_ASSIGN(const milliseconds time,
               answer_time([&connection] { return connection.single<int64_t>("select 1").status(); }));
  Finding finding = with_time(shown, time, "the database");
  if (lag > kMostLag) {
    finding.health = Health::kWarning;
    finding.detail += fmt::format(", and a copy of it is {:.0f} s behind", lag);
    finding.remedy = "look at the copy's machine and network; after a failure it would lack the last changes";
  }
  return finding;
}

Result<Finding> look_at_database(const std::string& url) {
  THETA_ASSIGN(const database::Location location, database::parse_location(url));
  if (location.dialect == database::Dialect::kSqlite)
    return Finding{Health::kOk, location.shown + ": a file of SQLite", ""};
  THETA_ASSIGN(const auto connection, database::Connection::open(location));
  return look_at_postgres(*connection, location.shown);
}

// "name:value" of the lines of INFO.
std::string info_line(const std::string& text, const std::string& name) {
  const size_t at = ("\n" + text).find("\n" + name + ":");
  if (at == std::string::npos) return {};
  const size_t start = at + name.size() + 1;
  return text.substr(start, text.find_first_of("\r\n", start) - start);
}

Result<Finding> look_at_redis(const std::string& url) {
  THETA_ASSIGN(const cache::RedisAddress address, cache::parse_redis_url(url));
  THETA_ASSIGN(auto connection, cache::RedisConnection::open(address, {}));
  THETA_ASSIGN(const milliseconds time,
               answer_time([&connection] { return connection.command({"PING"}).status(); }));
  THETA_ASSIGN(const cache::RedisReply info, connection.command({"INFO", "replication"}));
  if (info_line(info.text, "role") == "slave")
    return Finding{Health::kFailed, address.shown() + ": is a copy that can only be read",
                   "name the primary in REDIS_URL"};
  return with_time(address.shown(), time, "Redis");
}

Finding finding_of(const Result<Finding>& found, const char* variable) {
  if (found.ok()) return found.value();
  return {Health::kFailed, found.error().message,
          fmt::format("check {} and whether the server runs and may be reached from here", variable)};
}

}  // namespace

std::vector<Check> service_checks() {
  server::ServicesOptions options{.data = "."};
  const Status read = complete_places(options);
  if (!read.ok()) {
    return {{"services", [read] {
               return Finding{Health::kFailed, read.error().message, "correct the variable"};
             }}};
  }
  std::vector<Check> checks;
  if (!options.database_url.empty()) {
    checks.push_back({"database", [url = options.database_url] {
                        return finding_of(look_at_database(url.reveal()), "DATABASE_URL");
                      }});
  }
  if (!options.redis_url.empty()) {
    checks.push_back({"Redis", [url = options.redis_url] {
                        return finding_of(look_at_redis(url.reveal()), "REDIS_URL");
                      }});
  }
  return checks;
}

}  // namespace theta::cli
