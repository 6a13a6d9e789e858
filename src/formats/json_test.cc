#include "formats/json.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace theta::formats {
namespace {

std::string written(std::string_view text) {
  std::string out = "before ";
  append_json_string(text, out);
  return out.substr(7);
}

TEST(ParseJson, SaysWhatIsWrongInOneSentence) {
  for (const std::string text : {"{", "[1,]", "1E4048", "\"\xff\"", ""}) {
    const Result<Json> parsed = parse_json(text, "here");
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_TRUE(parsed.error().message.starts_with("here: ")) << parsed.error().message;
  }
}

TEST(AppendJsonString, EscapesWhatJsonEscapes) {
  EXPECT_EQ(written(""), "\"\"");
  EXPECT_EQ(written("plain words, 主题 and é"), "\"plain words, 主题 and é\"");
  EXPECT_EQ(written("a\"b\\c\nd\re\tf\bg\fh"), R"("a\"b\\c\nd\re\tf\bg\fh")");
  EXPECT_EQ(written(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
}

// The place of a byte within its eight must not matter, nor what stands around it.
TEST(AppendJsonString, IsWhatTheLibraryWrites) {
  const std::vector<std::string> pieces = {"a",    "!", "\"",   "\\", "\n", "\x01",
                                           "\x1f", " ", "\x7f", "中", "é",  "😀"};
  for (uint64_t trial = 0; trial < 500; ++trial) {
    const CounterRandom random(3, trial);
    std::string text;
    const uint64_t length = random.below(0, 40);
    for (uint64_t i = 1; i <= length; ++i) text += pieces[random.below(i, pieces.size())];
    EXPECT_EQ(written(text), json_line(Json(text)));
  }
}

}  // namespace
}  // namespace theta::formats
