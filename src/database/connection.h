#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "database/location.h"
#include "database/stored.h"

namespace theta::database {

/// What the failure of a statement means for the connection it ran on.
enum class Trouble {
  kNone,
  kFailed,  ///< a statement failed, and with it the transaction around it
  kRepeat,  ///< the same, to break a deadlock; the transaction may be run again
  kLost,    ///< the server is gone; the connection is of no more use
};

/// One session with the database, used by one thread at a time.
///
/// Parameters stand as `?` in the SQL, which holds no other question mark. Rows come back as structs with two
/// members: `kColumns`, their column names, and `fields(self)`, a tie of the members in the same order:
///
///   struct Note {
///     TaskId task;
///     std::optional<std::string> text;
///     static constexpr std::string_view kColumns = "task, text";
///     static auto fields(auto& self) { return std::tie(self.task, self.text); }
///   };
///
/// Errors: kConflict for a value that must be unique and is not, kNotFound for a reference to a row that does
/// not exist, kBadInput for an empty or forbidden value, kExhausted for a full disk, kUnavailable for a
/// database that cannot answer now.
class Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(const Location& location);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Dialect dialect() const;

  /// The worst that happened since the last clear_trouble().
  Trouble trouble() const;
  void clear_trouble();

  /// Runs a statement; the number of rows it changed.
  template <typename... Args>
  Result<int64_t> change(std::string_view sql, const Args&... args) {
    return run(sql, std::vector<Value>{Stored<Args>::to_value(args)...});
  }

  /// All rows of a query. A row is a struct as above.
  template <typename Row, typename... Args>
  Result<std::vector<Row>> select(std::string_view sql, const Args&... args) {
    using Fields = decltype(Row::fields(std::declval<Row&>()));
    const auto kinds = kinds_of(static_cast<Fields*>(nullptr));
    std::vector<Row> rows;
    const auto take = [&rows](std::vector<Value>& values) {
      auto fields = Row::fields(rows.emplace_back());
      return fill(values, fields, std::make_index_sequence<std::tuple_size_v<Fields>>());
    };
    THETA_RETURN_IF_ERROR(fetch(sql, std::vector<Value>{Stored<Args>::to_value(args)...}, kinds, take));
    return rows;
  }

  /// The first row, if there is one.
  template <typename Row, typename... Args>
  Result<std::optional<Row>> first(std::string_view sql, const Args&... args) {
    THETA_ASSIGN(std::vector<Row> rows, select<Row>(sql, args...));
    if (rows.empty()) return std::optional<Row>();
    return std::optional<Row>(std::move(rows.front()));
  }

  /// A query of one row and column: a count, say.
  template <typename T, typename... Args>
  Result<T> single(std::string_view sql, const Args&... args) {
    THETA_ASSIGN(std::optional<Single<T>> row, first<Single<T>>(sql, args...));
    if (!row) return make_error(ErrorKind::kFailed, "database: a query gave no row: {}", sql);
    return std::move(row->value);
  }

  /// insert into `table`, one column for each field.
  template <typename Row>
  Status insert(std::string_view table, const Row& row) {
    std::vector<Value> values;
    std::apply([&values](const auto&... field) { (values.push_back(to_stored(field)), ...); },
               Row::fields(row));
    std::string marks = "?";
    for (size_t i = 1; i < values.size(); ++i) marks += ", ?";
    return run(fmt::format("insert into {} ({}) values ({})", table, Row::kColumns, marks), values).status();
  }

 private:
  template <typename T>
  struct Single {
    T value{};
    static auto fields(auto& self) { return std::tie(self.value); }
  };

  template <typename T>
  static Value to_stored(const T& value) {
    return Stored<T>::to_value(value);
  }
  template <typename... Fields>
  static std::vector<ValueKind> kinds_of(std::tuple<Fields&...>*) {
    return {Stored<Fields>::kKind...};
  }
  template <typename Fields, size_t... kIndex>
  static bool fill(std::vector<Value>& values, Fields& fields, std::index_sequence<kIndex...>) {
    return (Stored<std::remove_reference_t<std::tuple_element_t<kIndex, Fields>>>::from_value(
                values[kIndex], std::get<kIndex>(fields)) &&
            ...);
  }

  struct State;  // hides SOCI
  explicit Connection(std::unique_ptr<State> state);
  Result<int64_t> run(std::string_view sql, const std::vector<Value>& values);
  /// `take` gets the values of each row, and is false for values it cannot use.
  Status fetch(std::string_view sql, const std::vector<Value>& values, std::span<const ValueKind> kinds,
               const std::function<bool(std::vector<Value>&)>& take);

  std::unique_ptr<State> state_;
};

}  // namespace theta::database
