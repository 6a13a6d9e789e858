#include "accounts/accounts.h"

#include <algorithm>

#include "accounts/password_hash.h"
#include "accounts/password_rules.h"
#include "accounts/tokens.h"
#include "base/clock.h"
#include "base/lower_case.h"
#include "database/audit.h"
#include "database/stored.h"

namespace theta::accounts {
namespace {

using database::Authenticated;

constexpr size_t kLongestEmail = 254;
constexpr size_t kLongestAgent = 200;
constexpr size_t kShownOfKey = 12;            // characters: the prefix and six more
constexpr int64_t kTouchSessionMs = 600'000;  // between two notes that a session is in use
constexpr int64_t kTouchKeyMs = 60'000;
constexpr int64_t kDayMs = int64_t{24} * 3600 * 1000;

// What a password is compared with where there is no account: a login that fails takes the same time then.
// The hash is that of a random password nobody kept.
constexpr const char* kNobodysHash =
    "$argon2id$v=19$m=19456,t=2,p=1$x4Csy4xocfR/UXh2DceEIg$/g71j7f/12DJRBG/dNHKv0O/pkdA0H82L9VEmsBsFkM";

Error not_logged_in(std::string_view message) {
  return make_error(ErrorKind::kNotLoggedIn, "{}", message);
}

std::string storable_start(std::string_view text, size_t most) {
  std::string start(text.substr(0, most));
  std::replace_if(
      start.begin(), start.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return start;
}

}  // namespace

Status check_email(std::string_view email, std::string_view field) {
  const size_t at = email.find('@');
  const bool shape = at != std::string_view::npos && at > 0 && at + 1 < email.size() &&
                     email.find('@', at + 1) == std::string_view::npos && email.size() <= kLongestEmail;
  const bool blank = std::any_of(email.begin(), email.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F;
  });
  if (!shape || blank || !database::is_storable_text(email))
    return bad_input("{}: must be an email address: a name, @, and a host", field);
  return {};
}

Accounts::Accounts(database::Database& database, cache::Cache& cache, DelayRules rules)
    : database_(database), delays_(cache, rules) {}

Result<std::string> Accounts::hash(const Secret& password) {
  THETA_ASSIGN(const Turnstile::Pass pass, turnstile_.enter());
  return hash_password(password);
}

Result<bool> Accounts::matches(const std::optional<std::string>& stored, const Secret& password) {
  THETA_ASSIGN(const Turnstile::Pass pass, turnstile_.enter());
  const bool same = verify_password(stored.value_or(kNobodysHash), password);
  return same && stored.has_value();
}

// What was done stays done when it cannot be noted.
void Accounts::audit(const std::optional<database::UserId>& actor, std::string_view action,
                     std::string_view subject, const Client& client) {
  static_cast<void>(database::Audit(database_).append(actor, action, subject, client.address, "{}"));
}

Result<database::User> Accounts::add(std::string_view email, std::string_view name, const Secret& password,
                                     database::Role role) {
  THETA_RETURN_IF_ERROR(check_email(email, "email"));
  THETA_RETURN_IF_ERROR(check_password(password, email, "password"));
  THETA_ASSIGN(const std::string hashed, hash(password));
  const Result<database::User> user = database::Users(database_).add(email, name, hashed, role);
  if (!user.ok() && user.error().kind == ErrorKind::kConflict)
    return make_error(ErrorKind::kConflict, "email: there is an account of this email already");
  return user;
}

Result<Login> Accounts::log_in(std::string_view email, const Secret& password, const Client& client) {
  const std::string account = lower_case(email);
  THETA_RETURN_IF_ERROR(delays_.check(account, client.address));
  Result<database::User> found = database::Users(database_).find_by_email(account);
  if (!found.ok() && found.error().kind != ErrorKind::kNotFound && found.error().kind != ErrorKind::kBadInput)
    return found.error();
  const std::optional<std::string> stored = found.ok() ? found.value().password_hash : std::nullopt;
  THETA_ASSIGN(const bool right, matches(stored, password));
  if (!right) {
    delays_.note_failure(account, client.address);
    audit(std::nullopt, "login.failed", found.ok() ? found.value().id.text() : "", client);
    return not_logged_in("the email or the password is wrong");
  }
  const database::User& user = found.value();
  if (user.disabled) return make_error(ErrorKind::kForbidden, "the account is disabled; ask an admin");
  delays_.note_success(account);
  Secret token = new_token();
  THETA_ASSIGN(database::Session session,
               database::Sessions(database_).add(user.id, token_hash(token),
                                                 storable_start(client.agent, kLongestAgent), client.address,
                                                 kSessionMs));
  audit(user.id, "login", session.id.text(), client);
  return Login{user, std::move(session), std::move(token)};
}

Status Accounts::change_password(const database::User& user, const Secret& present, const Secret& next,
                                 const std::optional<database::SessionId>& kept, const Client& client) {
  THETA_RETURN_IF_ERROR(check_password(next, user.email, "new_password"));
  THETA_RETURN_IF_ERROR(delays_.check(user.email, client.address));
  THETA_ASSIGN(const bool right, matches(user.password_hash, present));
  if (!right) {
    delays_.note_failure(user.email, client.address);
    return bad_input("password: is not the present one");
  }
  THETA_ASSIGN(const std::string hashed, hash(next));
  THETA_RETURN_IF_ERROR(database::Users(database_).set_password(user.id, hashed, kept));
  audit(user.id, "password.change", user.id.text(), client);
  return {};
}

Status Accounts::reset_password(const database::User& user, const Secret& next) {
  THETA_RETURN_IF_ERROR(check_password(next, user.email, "password"));
  THETA_ASSIGN(const std::string hashed, hash(next));
  THETA_RETURN_IF_ERROR(database::Users(database_).set_password(user.id, hashed, std::nullopt));
  delays_.note_success(user.email);
  return {};
}

Result<bool> Accounts::set_first_password(const database::UserId& user, const Secret& password) {
  THETA_ASSIGN(const std::string hashed, hash(password));
  return database::Users(database_).set_first_password(user, hashed);
}

Result<Authenticated<database::Session>> Accounts::find_session(const Secret& token) {
  database::Sessions sessions(database_);
  Result<Authenticated<database::Session>> found = sessions.find_by_token(token_hash(token));
  if (!found.ok() && found.error().kind == ErrorKind::kNotFound)
    return not_logged_in("the session has ended; log in again");
  if (!found.ok()) return found;
  const database::Session& session = found.value().credential;
  const int64_t now = unix_milliseconds();
  const int64_t life = std::min(kSessionMs, session.created + kLongestSessionMs - now);
  // A session that ends at this moment is no error of the request.
  if (now - session.seen > kTouchSessionMs && life > 0)
    static_cast<void>(sessions.touch(session.owner, session.id, life));
  return found;
}

Status Accounts::log_out(const database::UserId& user, const database::SessionId& session,
                         const Client& client) {
  const Status removed = database::Sessions(database_).remove(user, session);
  // Somebody logged out twice at the same time.
  if (!removed.ok() && removed.error().kind != ErrorKind::kNotFound) return removed;
  audit(user, "logout", session.text(), client);
  return {};
}

Result<NewKey> Accounts::make_key(const database::UserId& user, std::string_view name, const Scopes& scopes,
                                  int64_t lifetime_days, const Client& client) {
  database::ApiKeys keys(database_);
  THETA_ASSIGN(const auto there, keys.list(user, {.limit = 0}));
  if (there.total >= kMostKeys)
    return make_error(ErrorKind::kTooMany, "you have {} keys; delete those that are not needed", kMostKeys);
  Secret text = new_token(kKeyPrefix);
  std::string names;
  for (const std::string& scope : scope_names(scopes)) {
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", scope);
  }
  const database::NewApiKey key = {.name = std::string(name),
                                   .prefix = text.reveal().substr(0, kShownOfKey),
                                   .key_hash = token_hash(text),
                                   .scopes_json = fmt::format("[{}]", names),
                                   .lifetime_ms = lifetime_days * kDayMs};
  THETA_ASSIGN(database::ApiKey row, keys.add(user, key));
  audit(user, "key.create", row.id.text(), client);
  return NewKey{std::move(row), std::move(text)};
}

Result<Authenticated<database::ApiKey>> Accounts::find_key(const Secret& key) {
  database::ApiKeys keys(database_);
  Result<Authenticated<database::ApiKey>> found = keys.find_by_key(token_hash(key));
  if (!found.ok() && found.error().kind == ErrorKind::kNotFound)
    return not_logged_in("the API key is none, or has expired");
  if (!found.ok()) return found;
  const database::ApiKey& row = found.value().credential;
  if (unix_milliseconds() - row.used.value_or(0) > kTouchKeyMs)
    static_cast<void>(keys.touch(row.owner, row.id));
  return found;
}

}  // namespace theta::accounts
