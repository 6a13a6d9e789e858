#include "report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "report/assets.h"

namespace theta::report {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// K topics over three words; topic k prefers word k mod 3.
ReportInput small_input(size_t topics) {
  ReportInput input;
  input.title = "Small";
  input.vocabulary = {"one", "two", "three"};
  input.word_frequency = {50, 30, 20};
  input.beta = math::Matrix<float>(topics, 3);
  for (size_t k = 0; k < topics; ++k) {
    input.beta.row_span(k)[0] = input.beta.row_span(k)[1] = input.beta.row_span(k)[2] = 0.2F;
    input.beta(k, k % 3) = 0.6F;
    const auto number = static_cast<uint32_t>(k);
    input.topics.push_back({1.0 / static_cast<double>(topics), 0.1, 0.5, {}, number, "", {number}});
  }
  return input;
}

std::string between(const std::string& page, const std::string& open, const std::string& close) {
  const size_t begin = page.find(open) + open.size();
  return page.substr(begin, page.find(close, begin) - begin);
}

json data_of(const std::string& page) {
  return json::parse(between(page, "<script type=\"application/json\" id=\"data\">", "</script>"));
}

size_t count_of(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Report, WordsAndPassagesCannotLeaveTheDataBlock) {
  ReportInput input = small_input(2);
  const std::string nasty = "</script><script>alert(\"1\")</script><!-- ' & {{script}}";
  input.title = nasty;
  input.vocabulary[1] = nasty;
  input.topics[0].passages.push_back({7, nasty, nasty, nasty, nasty, 0.5});
  input.manifest = {{"seed", nasty}};
  const std::string page = render(input);
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_EQ(count_of(page, "</script>"), 2U);  // the data block and the script
  EXPECT_THAT(page, HasSubstr("<title>&lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)"));
  const json data = data_of(page);
  EXPECT_EQ(data["title"], nasty);
  EXPECT_EQ(data["words"][1], nasty);
  EXPECT_EQ(data["manifest"]["seed"], nasty);
  const json& passage = data["topics"][0]["passages"][0];
  EXPECT_EQ(passage["text"], nasty);
  EXPECT_EQ(passage["row"], 7);
}

TEST(Report, BrokenUtf8BecomesTheReplacementCharacter) {
  ReportInput input = small_input(1);
  input.vocabulary[0] = "a\xff";
  EXPECT_EQ(data_of(render(input))["words"][0], "a\xef\xbf\xbd");
}

TEST(Report, IsTheSameEveryTimeAndNeedsNothingFromOutside) {
  const std::string page = render(small_input(3));
  EXPECT_EQ(page, render(small_input(3)));
  for (const char* outside : {"src=", "href=", "@import", "url(", "fetch(", "{{title}}", "{{data}}"}) {
    EXPECT_THAT(page, Not(HasSubstr(outside)));
  }
}

TEST(Report, ScriptsHoldNothingThatEndsTheirBlock) {
  EXPECT_EQ(script_asset().find("</script"), std::string_view::npos);
  EXPECT_EQ(script_asset().find("<!--"), std::string_view::npos);
  EXPECT_EQ(style_asset().find("</style"), std::string_view::npos);
}

TEST(Report, MissingMeasuresManifestAndHistoryAreNull) {
  ReportInput input = small_input(2);
  input.topics[0].npmi = std::numeric_limits<double>::quiet_NaN();
  const json data = data_of(render(input));
  EXPECT_TRUE(data["metrics"].is_null());
  EXPECT_TRUE(data["manifest"].is_null());
  EXPECT_TRUE(data["history"].is_null());
  EXPECT_TRUE(data["topics"][0]["npmi"].is_null());
  EXPECT_DOUBLE_EQ(data["topics"][1]["npmi"].get<double>(), 0.1);
}

TEST(Report, OneTopicLiesAtTheOriginAndHoldsEveryUse) {
  const json data = data_of(render(small_input(1)));
  ASSERT_EQ(data["topics"].size(), 1U);
  EXPECT_EQ(data["topics"][0]["x"], 0);
  EXPECT_EQ(data["topics"][0]["y"], 0);
  EXPECT_EQ(data["topics"][0]["uses"], json({50.0, 30.0, 20.0}));
  EXPECT_EQ(data["where"][0], json({0, 100}));
}

TEST(Report, TwoTopicsShareTheUsesOfAWordByTheirProbability) {
  const json data = data_of(render(small_input(2)));
  ASSERT_EQ(data["topics"].size(), 2U);
  EXPECT_EQ(data["where"][0], json({0, 75, 1, 25}));
  EXPECT_EQ(data["topics"][0]["uses"][0], 37.5);
  EXPECT_EQ(data["topics"][1]["uses"][0], 12.5);
  EXPECT_EQ(data["tokens"], 100);
  EXPECT_NEAR(data["topics"][0]["x"].get<double>(), -data["topics"][1]["x"].get<double>(), 1e-9);
  EXPECT_NEAR(data["topics"][0]["y"].get<double>(), 0, 1e-6);
}

}  // namespace
}  // namespace theta::report
