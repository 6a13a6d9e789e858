#include "engine/topic_watch.h"

#include <gtest/gtest.h>

namespace theta::engine {
namespace {

TEST(TopicWatch, TellsTheMostProbableWordsOfEachTopic) {
  const std::vector<std::string> vocabulary = {"moon", "goal", "oven", "court"};
  math::Matrix<float> word_topic(4, 8);  // padded: columns behind the second are no topics
  const std::vector<std::vector<float>> p = {{0.1F, 0.4F}, {0.5F, 0.2F}, {0.2F, 0.2F}, {0.2F, 0.2F}};
  for (size_t v = 0; v < 4; ++v) {
    for (size_t k = 0; k < 2; ++k) word_topic(v, k) = p[v][k];
  }
  TopicWatch watch(10);
  const formats::Json seen = watch.look(3, word_topic, 2, vocabulary);
  EXPECT_EQ(seen.at("epoch"), 3);
  ASSERT_EQ(seen.at("topics").size(), 2U);
  const formats::Json first = {"goal", "oven", "court", "moon"};  // equals in the order of the vocabulary
  const formats::Json second = {"moon", "goal", "oven", "court"};
  EXPECT_EQ(seen.at("topics")[0], (formats::Json{{"topic_id", 0}, {"words", first}}));
  EXPECT_EQ(seen.at("topics")[1].at("words"), second);
}

TEST(TopicWatch, LooksAtOnceAndThenRests) {
  TopicWatch watch(600);
  EXPECT_TRUE(watch.is_due(1));
  watch.look(1, math::Matrix<float>(1, 8), 1, {"word"});
  EXPECT_FALSE(watch.is_due(10)) << "60 looks in 600 epochs are one in ten";
  EXPECT_TRUE(watch.is_due(11));
  watch.note_cost({});
  EXPECT_FALSE(watch.is_due(600)) << "two seconds lie between two looks";
}

}  // namespace
}  // namespace theta::engine
