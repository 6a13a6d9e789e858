#include "database/dialect.h"

#include <fmt/format.h>

namespace theta::database {

std::string in_dialect(std::string_view sql, Dialect dialect) {
  struct Word {
    std::string_view ours, sqlite, postgres;
  };
  constexpr Word kWords[] = {
      {"{int}", "integer", "bigint"},
      {"{real}", "real", "double precision"},
      {"{text}", "text", "text collate \"C\""},
      {"{serial}", "integer primary key autoincrement", "bigint generated always as identity primary key"},
      {"{table}", "strict", ""},
  };
  std::string text(sql);
  for (const Word& word : kWords) {
    const std::string_view theirs = dialect == Dialect::kSqlite ? word.sqlite : word.postgres;
    for (size_t at = text.find(word.ours); at != std::string::npos; at = text.find(word.ours, at)) {
      text.replace(at, word.ours.size(), theirs);
    }
  }
  return text;
}

std::string_view begin_sql(Dialect dialect) {
  return dialect == Dialect::kSqlite ? "begin immediate" : "begin";
}

// "No key": a row that is locked so may still be referred to by new rows of other tables.
std::string lock_rows(Dialect dialect, std::string_view table) {
  return dialect == Dialect::kSqlite ? std::string() : fmt::format(" for no key update of {}", table);
}
std::string lock_free_rows(Dialect dialect, std::string_view table) {
  return dialect == Dialect::kSqlite ? std::string()
                                     : fmt::format(" for no key update of {} skip locked", table);
}

}  // namespace theta::database
