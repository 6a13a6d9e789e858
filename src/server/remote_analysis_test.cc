#include "server/remote_analysis.h"

#include <gtest/gtest.h>

namespace theta::server {
namespace {

using formats::Json;

// As it comes over the wire.
Json good(size_t index) {
  const std::string text = fmt::format(
      R"({{"index": {}, "topics": [{{"topic_id": 2, "name": "sea", "weight": 0.7}}], "weights": [0.3, 0.7],
           "topic_ids": [0, 2], "evidence": [{{"word": "ship", "topic_id": 2, "weight": 1.5}}],
           "oov_ratio": 0.25, "language": "en"}})",
      index);
  return formats::parse_json(text, "result").value();
}

Status checked(const Json& result) {
  return check_results(Json::array({result}), 1, {.top_k = 3, .explain = true});
}

TEST(RemoteAnalysisTest, TakesWhatTheContractSays) {
  EXPECT_TRUE(check_results(Json::array({good(0), good(1)}), 2, {}).ok());
  Json plain = good(0);
  plain.erase("evidence");
  EXPECT_TRUE(check_results(Json::array({plain}), 1, {.explain = false}).ok());
}

TEST(RemoteAnalysisTest, RefusesAnythingElse) {
  EXPECT_EQ(check_results(Json(), 1, {}).error().kind, ErrorKind::kRemote);
  EXPECT_FALSE(check_results(Json::array({good(0)}), 2, {}).ok());
  EXPECT_FALSE(check_results(Json::array({good(1)}), 1, {}).ok());
  EXPECT_FALSE(check_results(Json::array({good(0)}), 1, {.explain = false}).ok());
  const Json whole = good(0);
  for (const auto& [name, value] : whole.items()) {
    SCOPED_TRACE(name);
    Json result = good(0);
    result.erase(name);
    EXPECT_FALSE(checked(result).ok());
    for (const Json& other : {Json(), Json("text"), Json(-1), Json::array({nullptr}), Json::array({"x"})}) {
      result = good(0);
      result[name] = other;
      // A text is a language, and -1 a number: neither harms anybody.
      if ((name == "language" && other.is_string()) || (name == "oov_ratio" && other.is_number())) continue;
      EXPECT_FALSE(checked(result).ok()) << other.dump();
    }
  }
  Json more = good(0);
  more["script"] = "x";
  EXPECT_FALSE(checked(more).ok());
  Json uneven = good(0);
  uneven["weights"].push_back(0.1);
  EXPECT_FALSE(checked(uneven).ok());
}

}  // namespace
}  // namespace theta::server
