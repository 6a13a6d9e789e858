#include "isolation/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/descriptor.h"

namespace theta::isolation {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Deadline in(milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

// Runs a shell line with a pipe for its output.
struct Shell {
  explicit Shell(const std::string& line) {
    std::array<int, 2> ends;
    EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    from = Descriptor(ends[0]);
    const Descriptor to(ends[1]);
    const Descriptor nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
    const std::array descriptors = {nothing.get(), to.get(), to.get()};
    process.emplace(ChildProcess::start("/bin/sh", {"-c", line}, descriptors).value());
  }
  std::string output(milliseconds time = seconds(10)) {
    std::string text(1 << 16, '\0');
    text.resize(read_until(from.get(), text.data(), text.size(), in(time)).value());
    return text;
  }
  Descriptor from;
  std::optional<ChildProcess> process;
};

bool exists(pid_t pid) {
  return ::kill(pid, 0) == 0 || errno != ESRCH;
}

TEST(ChildProcess, GetsItsDescriptorsAndNothingElse) {
  const Descriptor secret(::open("/etc/passwd", O_RDONLY));  // inherited by what asks for nothing better
  Shell shell("ls /proc/self/fd | wc -l; env");
  const std::string output = shell.output();
  // 0, 1, 2 and the folder that ls itself reads.
  EXPECT_EQ(output.substr(0, 2), "4\n") << output;
  EXPECT_EQ(output.find("HOME="), std::string::npos);
  EXPECT_TRUE(shell.process->wait(in(seconds(10))).well());
}

TEST(ChildProcess, EndingsAreTold) {
  Shell failing("exit 3");
  EXPECT_NE(failing.process->wait(in(seconds(10))).reason().find("exit code 3"), std::string::npos);
  Shell crashing("kill -SEGV $$");
  EXPECT_NE(crashing.process->wait(in(seconds(10))).reason().find("signal 11"), std::string::npos);
  Shell slow("kill -XCPU $$");
  EXPECT_NE(slow.process->wait(in(seconds(10))).reason().find("processor time"), std::string::npos);
}

TEST(ChildProcess, ThatIsLateIsKilled) {
  Shell sleeping("exec sleep 100");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(WTERMSIG(sleeping.process->wait(in(milliseconds(50))).wait_status), SIGKILL);
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(20));
}

TEST(ChildProcess, DiesWithItsObject) {
  pid_t pid = 0;
  {
    Shell sleeping("exec sleep 100");
    pid = sleeping.process->pid();
    EXPECT_TRUE(exists(pid));
  }
  EXPECT_FALSE(exists(pid));
}

TEST(ChildProcess, SilenceEndsAtTheDeadline) {
  Shell sleeping("exec sleep 100");
  char byte = 0;
  EXPECT_FALSE(read_until(sleeping.from.get(), &byte, 1, in(milliseconds(20))).ok());
}

TEST(ChildProcess, ProgramThatIsNotThereIsAnError) {
  EXPECT_FALSE(ChildProcess::start("/no/such/program", {}, {}).ok());
}

}  // namespace
}  // namespace theta::isolation
