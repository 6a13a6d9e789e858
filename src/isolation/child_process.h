#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::isolation {

using Deadline = std::chrono::steady_clock::time_point;

/// How a child ended.
struct Ending {
  int wait_status = 0;  ///< of waitpid(2)
  struct rusage usage = {};

  bool well() const { return wait_status == 0; }
  /// For a person, as the end of a sentence: "was stopped after 20 s of processor time".
  std::string reason() const;
};

/// A child process that does not outlive this object: destroyed, it is killed. It has an empty environment
/// but for a UTF-8 locale, its own process group (Ctrl-C is for the parent to handle) and no descriptor but
/// the given.
class ChildProcess {
 public:
  /// Starts `program` (a path) with `arguments` (without the program's name). Descriptor i of the child is a
  /// copy of descriptors[i].
  static Result<ChildProcess> start(const std::string& program, const std::vector<std::string>& arguments,
                                    std::span<const int> descriptors);
  ~ChildProcess();
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept = delete;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  /// Waits for the end, at most until the deadline, then kills. Call once.
  Ending wait(Deadline deadline);
  void kill();

 private:
  explicit ChildProcess(pid_t pid) : pid_(pid) {}
  pid_t pid_ = -1;
};

/// The program that parses documents: theta-extract beside the running program, or the path in THETA_EXTRACT.
Result<std::string> extract_program();

/// Reads until `size` bytes are there, the other side has closed (fewer bytes) or the deadline has passed
/// (kExhausted).
Result<size_t> read_until(int fd, char* data, size_t size, Deadline deadline);

}  // namespace theta::isolation
