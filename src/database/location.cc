#include "database/location.h"

namespace theta::database {
namespace {

/// Added to the URL where it says nothing of its own: a server that is gone must be noticed within seconds,
/// also when its machine vanished without a word.
constexpr std::pair<std::string_view, std::string_view> kDefaults[] = {
    {"connect_timeout", "3"},     {"tcp_user_timeout", "5000"}, {"keepalives_idle", "10"},
    {"keepalives_interval", "5"}, {"keepalives_count", "2"},    {"application_name", "theta"},
};

bool has_option(std::string_view query, std::string_view name) {
  for (size_t at = query.find(name); at != std::string_view::npos; at = query.find(name, at + 1)) {
    const bool starts = at == 0 || query[at - 1] == '&';
    if (starts && query.substr(at + name.size()).starts_with('=')) return true;
  }
  return false;
}

Result<Location> postgres_location(std::string_view text, size_t scheme_length) {
  Location location{.dialect = Dialect::kPostgres, .url = std::string(text), .shown = std::string(text)};
  const size_t authority_end = std::min(text.find_first_of("/?", scheme_length), text.size());
  const std::string_view authority = text.substr(scheme_length, authority_end - scheme_length);
  const size_t at = authority.rfind('@');
  const size_t colon = at == std::string_view::npos ? at : authority.substr(0, at).find(':');
  if (colon != std::string_view::npos) {
    location.password = authority.substr(colon + 1, at - colon - 1);
    location.shown.erase(scheme_length + colon, at - colon);
  }
  const size_t question = text.find('?', scheme_length);
  const std::string_view query =
      question == std::string_view::npos ? std::string_view() : text.substr(question + 1);
  if (has_option(query, "password")) {
    return usage_error("database URL: give the password before the @, not as an option");
  }
  char separator = question == std::string_view::npos ? '?' : '&';
  for (const auto& [name, value] : kDefaults) {
    if (has_option(query, name)) continue;
    location.url += fmt::format("{}{}={}", separator, name, value);
    separator = '&';
  }
  return location;
}

}  // namespace

Result<Location> parse_location(std::string_view text) {
  for (const std::string_view scheme : {"postgresql://", "postgres://"}) {
    if (text.starts_with(scheme)) return postgres_location(text, scheme.size());
  }
  constexpr std::string_view kSqlite = "sqlite://";
  std::string_view path = text;
  if (text.starts_with(kSqlite)) {
    path.remove_prefix(kSqlite.size());
  } else if (const size_t colon = text.find("://"); colon != std::string_view::npos) {
    return usage_error(
        "database URL: {}:// is not known; give postgresql://..., sqlite:///path or the path of a file",
        text.substr(0, colon));
  }
  if (path.empty()) return usage_error("database URL: names no file");
  // SOCI reads the path from between these.
  if (path.find('"') != std::string_view::npos)
    return usage_error("{}: the path of a database cannot hold a \"", path);
  return Location{.dialect = Dialect::kSqlite, .path = std::string(path), .shown = std::string(path)};
}

}  // namespace theta::database
