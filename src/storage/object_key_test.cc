#include "storage/object_key.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace theta::storage {
namespace {

TEST(ObjectKey, TakesPathsOfIdsAndNamesInAnyLanguage) {
  for (const std::string& key :
       {std::string("a"), std::string("tasks/Zk3_-9/model/theta.npy"), std::string("datasets/1/评论 表.csv"),
        std::string("..a/b.."), std::string("a/.../b"), std::string(200, 'x'), std::string("𝔘/é")}) {
    EXPECT_TRUE(check_key(key).ok()) << key;
  }
}

TEST(ObjectKey, RefusesWhatCouldLeadElsewhere) {
  const std::vector<std::string> wrong = {"",
                                          "/",
                                          "/a",
                                          "a/",
                                          "a//b",
                                          ".",
                                          "..",
                                          "../a",
                                          "a/../b",
                                          "a/..",
                                          "./a",
                                          "a\\b",
                                          "a\nb",
                                          "a\x7f",
                                          "a.object",
                                          "a.object/b",
                                          ".object",
                                          std::string("a\0b", 3),
                                          "\xC0\xAFx",
                                          "\xED\xA0\x80",
                                          "\xF5\x80\x80\x80",
                                          "a\xE4\xB8",
                                          std::string(201, 'x'),
                                          std::string(1, '\x80')};
  for (const std::string& key : wrong) {
    const Status status = check_key(key);
    ASSERT_FALSE(status.ok()) << key;
    EXPECT_EQ(status.error().kind, ErrorKind::kBadInput);
  }
  std::string longest;
  for (int i = 0; i < 512; ++i) longest += "a/";
  EXPECT_FALSE(check_key(longest + "b").ok());
  longest.resize(1022);
  EXPECT_TRUE(check_key(longest + "b").ok());
}

TEST(ObjectKey, PrefixMayEndAnywhere) {
  for (const char* const prefix : {"", "a", "a/", "a/b", "tasks/.", "a/.."})
    EXPECT_TRUE(check_prefix(prefix).ok()) << prefix;
  for (const char* const prefix : {"/", "../", "a//", "a/./", "\x80"})
    EXPECT_FALSE(check_prefix(prefix).ok()) << prefix;
}

}  // namespace
}  // namespace theta::storage
