#include "base/append_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <optional>
#include <thread>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta {
namespace {

constexpr std::chrono::milliseconds kShort(30);

TEST(AppendFile, WritesWhereItIsTold) {
  const TemporaryFolder folder;
  const std::string path = folder.file("log");
  {
    AppendFile file = AppendFile::lock(path, kShort).value();
    ASSERT_TRUE(file.append_at(0, "one\n").ok());
    ASSERT_TRUE(file.append_at(4, "two\nhal").ok());
    ASSERT_TRUE(file.append_at(8, "three\n").ok());  // over the half line
  }
  EXPECT_EQ(read_file(path).value(), "one\ntwo\nthree\n");
  ASSERT_TRUE(AppendFile::lock(path, kShort).value().append_at(4, "2\n").ok());
  EXPECT_EQ(read_file(path).value(), "one\n2\n");
}

TEST(AppendFile, SecondWriterWaitsAndThenGivesUp) {
  const TemporaryFolder folder;
  const std::string path = folder.file("log");
  std::optional<AppendFile> first(AppendFile::lock(path, kShort).value());
  const auto refused = AppendFile::lock(path, kShort);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kConflict);
  std::thread other([&path] { EXPECT_TRUE(AppendFile::lock(path, std::chrono::seconds(60)).ok()); });
  std::this_thread::sleep_for(kShort);
  first.reset();
  other.join();
}

TEST(AppendFile, WriteThatFailsLeavesTheFileAsItWas) {
  const TemporaryFolder folder;
  const std::string path = folder.file("log");
  AppendFile file = AppendFile::lock(path, kShort).value();
  ASSERT_TRUE(file.append_at(0, "one\n").ok());
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before = {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small = {6, before.rlim_max};  // stands in for a full disk: two bytes still fit
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const Status full = file.append_at(4, "two\n");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(full.error().kind, ErrorKind::kExhausted);
  EXPECT_EQ(read_file(path).value(), "one\n");
}

TEST(AppendFile, MissingFolderIsNotFound) {
  const TemporaryFolder folder;
  EXPECT_EQ(AppendFile::lock(folder.file("none/log"), kShort).error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace theta
