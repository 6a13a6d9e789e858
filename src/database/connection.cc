#include "database/connection.h"

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <thread>

#include "base/descriptor.h"
#include "database/failure.h"

namespace theta::database {
namespace {

/// Where SOCI reads a parameter from, or writes a column to.
struct Slot {
  long long integer = 0;
  double real = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;
};

/// SOCI wants names (":p1") where our SQL has question marks.
std::string with_names(std::string_view sql) {
  std::string named;
  int count = 0;
  for (const char character : sql) {
    if (character == '?') {
      named += fmt::format(":p{}", ++count);
    } else {
      named += character;
    }
  }
  return named;
}

void bind(soci::statement& statement, const Value& value, Slot& slot) {
  if (const int64_t* integer = std::get_if<int64_t>(&value)) {
    slot.integer = *integer;
    statement.exchange(soci::use(slot.integer, slot.indicator));
  } else if (const double* real = std::get_if<double>(&value)) {
    slot.real = *real;
    statement.exchange(soci::use(slot.real, slot.indicator));
  } else {
    if (const std::string* text = std::get_if<std::string>(&value)) {
      slot.text = *text;
    } else {
      slot.indicator = soci::i_null;
    }
    statement.exchange(soci::use(slot.text, slot.indicator));
  }
}

void define(soci::statement& statement, ValueKind kind, Slot& slot) {
  switch (kind) {
    case ValueKind::kInteger:
      statement.exchange(soci::into(slot.integer, slot.indicator));
      break;
    case ValueKind::kReal:
      statement.exchange(soci::into(slot.real, slot.indicator));
      break;
    case ValueKind::kText:
      statement.exchange(soci::into(slot.text, slot.indicator));
      break;
  }
}

Value read(ValueKind kind, const Slot& slot) {
  if (slot.indicator == soci::i_null) return Value();
  switch (kind) {
    case ValueKind::kInteger:
      return int64_t{slot.integer};
    case ValueKind::kReal:
      return slot.real;
    case ValueKind::kText:
      break;
  }
  return slot.text;
}

Status check_text(const std::vector<Value>& values) {
  for (const Value& value : values) {
    const std::string* text = std::get_if<std::string>(&value);
    if (text != nullptr && !is_storable_text(*text)) {
      return bad_input("database: a text is not UTF-8, or holds a NUL character");
    }
  }
  return Status();
}

/// A new database is for its owner's eyes: it holds password hashes. SQLite gives its other files the same
/// mode.
Status create_private(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file.valid()) return errno_error(errno, "open the database", path);
  return Status();
}

/// Write-ahead logging is a property of the file. The switch needs the file for itself for a moment and does
/// not wait for it, so two starters must try again.
void use_write_ahead_log(soci::session& session) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  for (;;) {
    try {
      std::string mode;
      session << "pragma journal_mode = wal", soci::into(mode);
      if (mode == "wal") return;
      throw soci::soci_error("the file system does not support write-ahead logging (mode " + mode + ")");
    } catch (const soci::sqlite3_soci_error&) {
      if (std::chrono::steady_clock::now() > give_up) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
}

/// Called by SQLite while another process writes; zero gives up. SQLite's own handler sleeps longer and
/// longer, and then never meets the moment between two writes of a busy process.
int wait_for_other_writer(void*, int times_before) {
  constexpr int kMostTimes = 5000;  // milliseconds, at least
  if (times_before >= kMostTimes) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return 1;
}

void prepare_session(soci::session& session, Dialect dialect) {
  if (dialect == Dialect::kSqlite) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    sqlite_api::sqlite3_busy_handler(backend->conn_, &wait_for_other_writer, nullptr);
    use_write_ahead_log(session);
    session << "pragma synchronous = full";
    session << "pragma foreign_keys = on";
    return;
  }
  // No wait is without end. Notices ("relation exists already") would go to stderr.
  session << "set statement_timeout = 30000; set lock_timeout = 5000; "
             "set idle_in_transaction_session_timeout = 10000; set client_min_messages = warning";
}

}  // namespace

struct Connection::State {
  Location location;
  std::unique_ptr<soci::session> session;
  Trouble trouble = Trouble::kNone;

  /// Turns what SOCI threw into an error, and keeps what it means for the connection.
  Error note(const std::exception& thrown) {
    Failure failure = describe_failure(thrown, *session, location);
    trouble = std::max(trouble, failure.trouble);
    return std::move(failure.error);
  }
};

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::~Connection() = default;

Result<std::unique_ptr<Connection>> Connection::open(const Location& location) {
  auto state = std::make_unique<State>();
  state->location = location;
  state->session = std::make_unique<soci::session>();
  try {
    if (location.dialect == Dialect::kSqlite) {
      THETA_RETURN_IF_ERROR(create_private(location.path));
      state->session->open(soci::sqlite3, fmt::format("dbname=\"{}\"", location.path));
    } else {
      state->session->open(soci::postgresql, location.url);
    }
    prepare_session(*state->session, location.dialect);
  } catch (const std::exception& thrown) {
    return connect_error(thrown, *state->session, location);
  }
  return std::unique_ptr<Connection>(new Connection(std::move(state)));
}

Dialect Connection::dialect() const {
  return state_->location.dialect;
}
Trouble Connection::trouble() const {
  return state_->trouble;
}
void Connection::clear_trouble() {
  state_->trouble = Trouble::kNone;
}

Result<int64_t> Connection::run(std::string_view sql, const std::vector<Value>& values) {
  THETA_RETURN_IF_ERROR(check_text(values));
  std::deque<Slot> slots(values.size());
  soci::statement statement(*state_->session);
  try {
    for (size_t i = 0; i < values.size(); ++i) bind(statement, values[i], slots[i]);
    statement.alloc();
    statement.prepare(with_names(sql), soci::details::st_one_time_query);
    statement.define_and_bind();
    statement.execute(true);
    return int64_t{statement.get_affected_rows()};
  } catch (const std::exception& thrown) {
    return state_->note(thrown);
  }
}

Status Connection::fetch(std::string_view sql, const std::vector<Value>& values,
                         std::span<const ValueKind> kinds,
                         const std::function<bool(std::vector<Value>&)>& take) {
  THETA_RETURN_IF_ERROR(check_text(values));
  std::deque<Slot> parameters(values.size());
  std::deque<Slot> columns(kinds.size());
  std::vector<Value> row(kinds.size());
  soci::statement statement(*state_->session);
  try {
    for (size_t i = 0; i < kinds.size(); ++i) define(statement, kinds[i], columns[i]);
    for (size_t i = 0; i < values.size(); ++i) bind(statement, values[i], parameters[i]);
    statement.alloc();
    statement.prepare(with_names(sql), soci::details::st_one_time_query);
    statement.define_and_bind();
    statement.execute(false);
    while (statement.fetch()) {
      for (size_t i = 0; i < kinds.size(); ++i) row[i] = read(kinds[i], columns[i]);
      if (!take(row)) {
        return make_error(ErrorKind::kFailed, "database: a row holds a value that cannot stand there: {}",
                          sql);
      }
    }
  } catch (const std::exception& thrown) {
    return state_->note(thrown);
  }
  return Status();
}

}  // namespace theta::database
