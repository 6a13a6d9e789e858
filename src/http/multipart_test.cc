#include "http/multipart.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/random.h"

namespace theta::http {
namespace {

/// Gives a text in pieces of `size` bytes.
class Pieces final : public BodyReader {
 public:
  Pieces(std::string text, size_t size) : text_(std::move(text)), size_(size) {}
  Result<std::string_view> next() override {
    const std::string_view piece = std::string_view(text_).substr(std::min(at_, text_.size()), size_);
    at_ += size_;
    return piece;
  }

 private:
  std::string text_;
  size_t size_;
  size_t at_ = 0;
};

const std::string kType = "multipart/form-data; boundary=XyZ";

std::string part(const std::string& disposition, const std::string& content) {
  return "--XyZ\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

/// "name/file/content;" of every part, or the message of the error.
std::string read_form(const std::string& text, size_t piece = 65536) {
  Pieces body(text, piece);
  auto form = MultipartReader::open(kType, body);
  if (!form.ok()) return form.error().message;
  std::string seen;
  for (;;) {
    const Result<bool> more = form.value().next_part();
    if (!more.ok()) return more.error().message;
    if (!more.value()) return seen;
    const Result<std::string> content = form.value().read_all(1000);
    if (!content.ok()) return content.error().message;
    seen += form.value().name() + "/" + form.value().file_name() + "/" + content.value() + ";";
  }
}

TEST(Multipart, ReadsFieldsAndFilesInPiecesOfAnySize) {
  const std::string text = part("name=\"a\"", "one") +
                           part("name=b; filename=\"报告 \\\"x\\\".csv\"", "x,y\r\n--Xy\r\n-") +
                           part("name=\"empty\"; filename=\"\"", "") + "--XyZ--\r\nepilogue";
  const std::string expected = "a//one;b/报告 \"x\".csv/x,y\r\n--Xy\r\n-;empty//;";
  for (size_t piece = 1; piece < 80; ++piece) EXPECT_EQ(read_form(text, piece), expected) << piece;
  EXPECT_EQ(read_form(text), expected);
}

TEST(Multipart, SkipsWhatIsNotRead) {
  Pieces body(part("name=a", std::string(5000, 'x')) + part("name=b", "y") + "--XyZ--", 100);
  auto form = MultipartReader::open(kType, body);
  ASSERT_TRUE(form.ok());
  ASSERT_TRUE(form.value().next_part().value());
  ASSERT_TRUE(form.value().next_part().value());
  EXPECT_EQ(form.value().name(), "b");
  EXPECT_EQ(form.value().read_all(10).value(), "y");
  EXPECT_FALSE(form.value().next_part().value());
  EXPECT_FALSE(form.value().next_part().value());
}

TEST(Multipart, BrokenFormsAreBadInputThatSaysWhere) {
  const std::string good = part("name=a", "one");
  EXPECT_EQ(read_form(""), "the form ends before its last boundary, in part 0");
  EXPECT_EQ(read_form(good), "the form ends before its last boundary, in part 1");
  EXPECT_EQ(read_form("preamble" + good), "the form does not start with its boundary");
  EXPECT_EQ(read_form("--XyZq\r\n"), "a boundary of the form does not end its line");
  EXPECT_EQ(read_form("--XyZ\r\nContent-Disposition: form-data; name=a\r\n"),
            "the form ends before its last boundary, in part 1");
  EXPECT_EQ(read_form("--XyZ\r\n\r\nx\r\n--XyZ--"), "part 1 of the form has no Content-Disposition");
  EXPECT_EQ(read_form("--XyZ\r\nno colon\r\n\r\n--XyZ--"),
            "part 1 of the form has a header field without a name");
  EXPECT_EQ(read_form(part("x=y", "") + "--XyZ--"), "part 1 of the form has no name");
  EXPECT_EQ(read_form(part("name=\"a\x01\"", "") + "--XyZ--"),
            "part 1 of the form has a name that is not plain UTF-8");
  EXPECT_EQ(read_form("--XyZ\r\nContent-Disposition: attachment; name=a\r\n\r\n"),
            "part 1 of the form is no form-data");
  EXPECT_EQ(read_form("--XyZ\r\nX: " + std::string(9000, 'x')),
            "part 1 of the form has a head of more than 8192 bytes");
  EXPECT_EQ(read_form(part("name=a", std::string(1001, 'x')) + "--XyZ--"),
            "the form's field a has more than 1000 bytes");
  std::string many;
  for (int i = 0; i < 101; ++i) many += good;
  EXPECT_EQ(read_form(many + "--XyZ--"), "the form has more than 100 parts");
}

TEST(Multipart, NeedsItsTypeAndBoundary) {
  StringBody body;
  for (const char* type : {"", "text/plain", "multipart/mixed; boundary=a", "multipart/form-data"}) {
    EXPECT_FALSE(MultipartReader::open(type, body).ok()) << type;
  }
  EXPECT_FALSE(MultipartReader::open("multipart/form-data; boundary=\"a\r\"", body).ok());
  EXPECT_FALSE(MultipartReader::open("multipart/form-data; boundary=" + std::string(71, 'a'), body).ok());
  EXPECT_TRUE(MultipartReader::open("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"", body).ok());
}

/// Random damage: ends with parts or an error, the same for any cut of the bytes.
TEST(Multipart, DamageIsToldTheSameForAnyCut) {
  const std::string seed =
      part("name=\"a\"", "one") + part("name=b; filename=c", "two\r\n--XyZ") + "--XyZ--\r\n";
  const CounterRandom random(5, 3);
  uint64_t draw = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = seed;
    const uint64_t edits = 1 + random.below(draw++, 3);
    for (uint64_t i = 0; i < edits; ++i) {
      const size_t at = random.below(draw++, text.size());
      const uint64_t kind = random.below(draw++, 3);
      if (kind == 0) text[at] = static_cast<char>(random.below(draw++, 256));
      if (kind == 1) text.insert(at, "\r\n--XyZ", random.below(draw++, 8));
      if (kind == 2) text.erase(at, 1 + random.below(draw++, 8));
    }
    ASSERT_EQ(read_form(text), read_form(text, 1 + random.below(draw++, 20))) << text;
  }
}

}  // namespace
}  // namespace theta::http
