#include "database/id.h"

#include <gtest/gtest.h>

#include <set>
#include <type_traits>

namespace theta::database {
namespace {

TEST(Id, TextIsBase64UrlOfTheBits) {
  EXPECT_EQ(id_text(IdBits{}), "AAAAAAAAAAAAAAAAAAAAAA");
  IdBits bits;
  bits.fill(0xFF);
  EXPECT_EQ(id_text(bits), "_____________________w");
  for (size_t i = 0; i < bits.size(); ++i) bits[i] = static_cast<uint8_t>(i);
  EXPECT_EQ(id_text(bits), "AAECAwQFBgcICQoLDA0ODw");
}

TEST(Id, ComesBackFromItsText) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const UserId id = UserId::random();
    EXPECT_EQ(id.text().size(), kIdLength);
    EXPECT_EQ(UserId::parse(id.text()), id);
    seen.insert(id.text());
  }
  EXPECT_EQ(seen.size(), 1000u);
}

TEST(Id, HasOneSpellingOnly) {
  const std::string good = "AAECAwQFBgcICQoLDA0ODw";
  ASSERT_TRUE(TaskId::parse(good).has_value());
  const std::string bads[] = {"",
                              good + "=",
                              good + "A",
                              good.substr(1),
                              "AAECAwQFBgcICQoLDA0ODx",  // a bit behind the end
                              "AAECAwQFBgcICQoLDA0OD+",
                              "AAECAwQFBgcICQoLDA0OD ",
                              "AAECAwQFBgcICQoLDA0OD\n",
                              "AAECAwQFBgcICQoL主A0O",
                              "../../../../etc/passwd"};
  for (const std::string& bad : bads) {
    EXPECT_FALSE(TaskId::parse(bad).has_value()) << bad;
  }
}

TEST(Id, KindsDoNotMix) {
  EXPECT_FALSE((std::is_convertible_v<UserId, TaskId>));
  EXPECT_FALSE((std::is_convertible_v<std::string, TaskId>));
  EXPECT_FALSE((std::is_constructible_v<ModelId, DatasetId>));
}

}  // namespace
}  // namespace theta::database
