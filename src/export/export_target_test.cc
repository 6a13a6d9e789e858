#include "export/export_target.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta::exports {
namespace {

TEST(ExportTarget, AFolderAppearsAtPublish) {
  const TemporaryFolder folder;
  const std::string out = folder.file("out");
  auto target = ExportTarget::create(out + "/", TargetKind::kFolder, false);
  ASSERT_TRUE(target.ok());
  ASSERT_TRUE(write_file_atomic(join_path(target.value().path(), "a"), "1").ok());
  EXPECT_FALSE(file_exists(out));
  ASSERT_TRUE(target.value().publish().ok());
  EXPECT_EQ(read_file(out + "/a").value(), "1");
  EXPECT_FALSE(file_exists(out + ".partial"));
}

TEST(ExportTarget, WhatIsNotPublishedLeavesNothing) {
  const TemporaryFolder folder;
  const std::string out = folder.file("out");
  {
    auto target = ExportTarget::create(out, TargetKind::kFile, false);
    ASSERT_TRUE(target.ok());
    ASSERT_TRUE(write_file_atomic(target.value().path(), "1").ok());
  }
  EXPECT_FALSE(file_exists(out));
  EXPECT_FALSE(file_exists(out + ".partial"));
}

TEST(ExportTarget, RefusesWhatIsThere) {
  const TemporaryFolder folder;
  const std::string file = folder.file("file");
  ASSERT_TRUE(write_file_atomic(file, "old").ok());
  ASSERT_TRUE(make_folders(folder.file("full/inner")).ok());
  EXPECT_EQ(ExportTarget::create(file, TargetKind::kFile, false).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(ExportTarget::create(file, TargetKind::kFolder, true).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(ExportTarget::create(folder.file("full"), TargetKind::kFolder, false).error().kind,
            ErrorKind::kUsage);
  EXPECT_EQ(ExportTarget::create(folder.file("full"), TargetKind::kFile, true).error().kind,
            ErrorKind::kUsage);
  EXPECT_EQ(read_file(file).value(), "old");
  auto target = ExportTarget::create(file, TargetKind::kFile, true);
  ASSERT_TRUE(target.ok());
  ASSERT_TRUE(write_file_atomic(target.value().path(), "new").ok());
  ASSERT_TRUE(target.value().publish().ok());
  EXPECT_EQ(read_file(file).value(), "new");
}

TEST(ExportTarget, AnEmptyFolderIsFree) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_folders(folder.file("empty")).ok());
  auto target = ExportTarget::create(folder.file("empty"), TargetKind::kFolder, false);
  ASSERT_TRUE(target.ok());
  EXPECT_TRUE(target.value().publish().ok());
}

}  // namespace
}  // namespace theta::exports
