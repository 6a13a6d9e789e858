#include "inference/model_shelf.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "inference/edited_folder.h"

namespace theta::inference {
namespace fs = std::filesystem;
namespace {

// A folder that says that it is a model; nothing of it can be opened.
void make_damaged(const std::string& folder) {
  ASSERT_TRUE(make_folders(folder).ok());
  ASSERT_TRUE(write_file_atomic(join_path(folder, "manifest.json"), "{}").ok());
}

TEST(ModelShelfTest, NamesCannotLeaveTheFolder) {
  const TemporaryFolder folder;
  make_damaged(folder.file("outside"));
  make_damaged(folder.file("root/tasks/a-B_1/model"));
  make_damaged(folder.file("root/.hidden"));
  const auto shelf = ModelShelf::open({folder.file("root")}, {}).value();
  EXPECT_EQ(shelf->get("tasks/a-B_1/model", std::nullopt).error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(shelf->get("tasks/none", std::nullopt).error().kind, ErrorKind::kNotFound);
  for (const std::string& name :
       {std::string("../outside"), std::string("tasks/../../outside"), folder.file("outside"),
        std::string("."), std::string(".hidden"), std::string("tasks/./a-B_1/model"), std::string("tasks//x"),
        std::string("tasks/a-B_1/model/"), std::string("tasks\\x"), std::string("a\0b", 3),
        std::string("a b"), std::string("a\n"), std::string(513, 'a'), std::string("%2e%2e/outside")}) {
    EXPECT_EQ(shelf->get(name, std::nullopt).error().kind, ErrorKind::kUsage) << name;
  }
  EXPECT_EQ(shelf->get("", std::nullopt).error().kind, ErrorKind::kUsage);  // there is no one model
  EXPECT_TRUE(shelf->list().empty());
}

TEST(ModelShelfTest, PlacesAreFoldersWithNamesOfTheirOwn) {
  const TemporaryFolder folder;
  make_damaged(folder.file("a/m"));
  make_damaged(folder.file("b/m"));
  EXPECT_EQ(ModelShelf::open({folder.file("none")}, {}).status().error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(ModelShelf::open({folder.file("a/m"), folder.file("b/m/")}, {}).status().error().kind,
            ErrorKind::kUsage);
  const auto shelf = ModelShelf::open({folder.file("a/m/"), folder.file("b")}, {}).value();
  EXPECT_EQ(shelf->open_named().error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(shelf->get("m", std::nullopt).error().kind, ErrorKind::kBadInput);
}

TEST(EditedFolderTest, ShowsTheFilesWithOtherEditsAndLeavesNothing) {
  const TemporaryFolder folder;
  make_damaged(folder.file("m"));
  ASSERT_TRUE(write_file_atomic(folder.file("m/edits.jsonl"), "own\n").ok());
  std::string path;
  {
    const EditedFolder edited = EditedFolder::make(folder.file("m"), "others\n").value();
    path = edited.path();
    EXPECT_EQ(read_file(join_path(path, "manifest.json")).value(), "{}");
    EXPECT_EQ(read_file(join_path(path, "edits.jsonl")).value(), "others\n");
    const EditedFolder without = EditedFolder::make(folder.file("m"), "").value();
    EXPECT_FALSE(file_exists(join_path(without.path(), "edits.jsonl")));
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(read_file(folder.file("m/edits.jsonl")).value(), "own\n");
  EXPECT_EQ(EditedFolder::make(folder.file("none"), "").status().error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace theta::inference
