#include "isolation/extractor.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "isolation/pdf_text.h"

// A parser that misbehaves is stood in for by a script.
namespace theta::isolation {
namespace {

class ExtractorTest : public testing::Test {
 protected:
  void TearDown() override { ::unsetenv("THETA_EXTRACT"); }

  std::string write(const std::string& name, const std::string& bytes) {
    EXPECT_TRUE(write_file_atomic(folder_.file(name), bytes).ok());
    return folder_.file(name);
  }
  Descriptor open(const std::string& path) { return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)); }
  void parser_is(const std::string& script) {
    const std::string path = write("parser", "#!/bin/sh\n" + script + "\n");
    ::chmod(path.c_str(), 0700);
    ::setenv("THETA_EXTRACT", path.c_str(), 1);
  }
  std::string error_of_start() {
    const Descriptor document = open(write("a.zip", "PK"));
    const auto extractor = Extractor::start(document.get());
    return extractor.ok() ? "" : extractor.error().message;
  }

  TemporaryFolder folder_;
};

TEST_F(ExtractorTest, DamagedFileIsRefusedWithASentence) {
  EXPECT_NE(error_of_start().find("is damaged"), std::string::npos);
}

TEST_F(ExtractorTest, ParserThatCrashesIsAnError) {
  parser_is("kill -SEGV $$");
  EXPECT_NE(error_of_start().find("signal 11"), std::string::npos);
}

TEST_F(ExtractorTest, ParserThatEndsInTheMiddleOfAnAnswerIsAnError) {
  parser_is("printf 'l\\100\\000\\000\\000abc'; exit 7");
  EXPECT_NE(error_of_start().find("exit code 7"), std::string::npos);
}

TEST_F(ExtractorTest, AnswerThatLiesIsAnError) {
  parser_is("printf 'l\\004\\000\\000\\000abcd'; sleep 5");
  EXPECT_NE(error_of_start().find("makes no sense"), std::string::npos);
  parser_is("printf 'l\\377\\377\\377\\377'; exec sleep 5");
  EXPECT_NE(error_of_start(), "") << "an answer of 4 GiB";
}

TEST_F(ExtractorTest, MissingParserIsAnErrorThatNamesIt) {
  ::setenv("THETA_EXTRACT", "/no/such/theta-extract", 1);
  EXPECT_NE(error_of_start().find("/no/such/theta-extract"), std::string::npos);
}

TEST_F(ExtractorTest, ConfinedParserIsRefusedEveryCallThatReachesOutside) {
  const std::string program = extract_program().value();
  std::array<int, 2> ends;
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Descriptor from(ends[0]);
  Descriptor to(ends[1]);
  const Descriptor nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
  const std::array descriptors = {nothing.get(), to.get(), nothing.get()};
  ChildProcess process =
      ChildProcess::start(program, {"check", std::to_string(::getpid())}, descriptors).value();
  to.reset();
  std::string report(1 << 16, '\0');
  const Deadline deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  report.resize(read_until(from.get(), report.data(), report.size(), deadline).value());
  EXPECT_TRUE(process.wait(deadline).well()) << report;
  EXPECT_EQ(report.find("ALLOWED"), std::string::npos) << report;
  EXPECT_GE(std::count(report.begin(), report.end(), '\n'), 50) << report;
  for (const char* const call : {"socket",
                                 "connect",
                                 "open for writing",
                                 "openat",
                                 "execve",
                                 "fork",
                                 "clone",
                                 "ptrace",
                                 "kill",
                                 "mount",
                                 "unlink",
                                 "rename",
                                 "mkdir",
                                 "chmod",
                                 "setuid",
                                 "bpf",
                                 "perf_event_open",
                                 "io_uring_setup",
                                 "process_vm_readv",
                                 "unshare",
                                 "keyctl"}) {
    EXPECT_NE(("\n" + report).find(std::string("\n") + call + ": refused\n"), std::string::npos) << call;
  }
}

TEST_F(ExtractorTest, MissingPdftotextSaysWhatToInstall) {
  const Descriptor document = open(write("a.pdf", "%PDF-1.4"));
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", folder_.path().c_str(), 1);
  const auto text = pdf_text(document.get());
  ::setenv("PATH", path.c_str(), 1);
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(text.error().message.find("poppler-utils"), std::string::npos);
}

}  // namespace
}  // namespace theta::isolation
