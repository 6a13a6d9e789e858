#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"

namespace theta::tasks {

struct ChildSettings {
  std::string program;
  std::vector<std::string> arguments;
  std::string folder;         ///< where it runs
  uint64_t memory_bytes = 0;  ///< RLIMIT_DATA; 0: none
  int niceness = 0;           ///< added to ours
};

/// A process group of a child of ours, which does not outlive this object, nor the thread that started it:
/// the kernel ends it with that thread. Of our environment it sees only what says where programs, libraries
/// and temporary files are, and how to reach the bucket of the store; none of our open files.
class Child {
 public:
  /// Returns when the program runs; its errors are those of finding and starting it.
  static Result<Child> start(const ChildSettings& settings);
  ~Child();
  Child(Child&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)),
        output_(std::move(other.output_)),
        errors_(std::move(other.errors_)) {}
  Child& operator=(Child&& other) noexcept = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// What it writes; reading never blocks.
  const Descriptor& output() const { return output_; }
  const Descriptor& errors() const { return errors_; }
  /// Sends a signal to the whole group.
  void signal(int number) const;
  /// The status (waitpid(2)) once it has ended. What is left of its group is killed then.
  std::optional<int> end();

 private:
  Child(pid_t pid, Descriptor output, Descriptor errors)
      : pid_(pid), output_(std::move(output)), errors_(std::move(errors)) {}

  pid_t pid_ = -1;  // -1 once it has been waited for
  Descriptor output_;
  Descriptor errors_;
};

}  // namespace theta::tasks
