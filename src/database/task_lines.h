#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "database/connection.h"
#include "database/database.h"
#include "database/task.h"

namespace theta::database {

/// Lines that a task leaves behind: changes of its state, events of its job (JSON), its log (text).
enum class Stream { kHistory, kEvents, kLog };
inline constexpr std::array<std::string_view, 3> kStreamNames = {"history", "events", "log"};
template <>
struct Stored<Stream> : StoredByName<Stream, kStreamNames> {};

/// So many of the last lines are kept.
inline constexpr std::array<int64_t, 3> kLinesKept = {500, 5000, 10000};
/// A longer line is refused.
inline constexpr size_t kLongestLine = size_t{64} << 10;

struct TaskLine {
  int64_t seq = 0;  ///< 1, 2, 3, ... in each stream of a task; the oldest may be gone
  int64_t at = 0;
  std::string body;

  static constexpr std::string_view kColumns = "seq, at, body";
  static auto fields(auto& self) { return std::tie(self.seq, self.at, self.body); }
};

/// Appends to a stream and drops what is more than kLinesKept; part of a larger transaction, which holds the
/// task's row.
Status append_lines(Connection& connection, const TaskId& task, Stream stream,
                    const std::vector<std::string>& bodies);

class TaskLines {
 public:
  explicit TaskLines(Database& database) : database_(database) {}

  /// In one transaction. kConflict when the lease is over, kBadInput for a line that is too long or not
  /// UTF-8.
  Status append(const Lease& lease, Stream stream, const std::vector<std::string>& bodies);
  /// Lines behind number `after`, the oldest first. kNotFound for a task that does not exist.
  Result<std::vector<TaskLine>> list(const UserId& owner, const TaskId& task, Stream stream, int64_t after,
                                     int64_t limit);

 private:
  Database& database_;
};

}  // namespace theta::database
