#include "corpus/phrases.h"

#include <gtest/gtest.h>

#include <cmath>

#include "corpus/phrase_learner.h"
#include "corpus/text_phrases.h"

namespace theta::corpus {
namespace {

constexpr uint32_t kGap = 0x80000000u;

std::vector<uint32_t> joined(const PhraseJoiner& joiner, std::vector<uint32_t> words) {
  joiner.join(words, kGap);
  return words;
}

TEST(PhraseJoiner, JoinsFromLeftToRightAndNotOverGaps) {
  PhraseJoiner joiner;
  joiner.begin_pass();
  joiner.add(1, 2, 12);
  joiner.add(2, 3, 23);
  using Words = std::vector<uint32_t>;
  EXPECT_EQ(joined(joiner, {}), Words{});
  EXPECT_EQ(joined(joiner, {1}), Words{1});
  EXPECT_EQ(joined(joiner, {1, 2, 3, 1, 2}), (Words{12, 3, 12}));
  EXPECT_EQ(joined(joiner, {1, 1, 2}), (Words{1, 12}));
  EXPECT_EQ(joined(joiner, {1 | kGap, 2 | kGap, 3}), (Words{1 | kGap, 23 | kGap}));
}

TEST(PhraseJoiner, ASecondPassJoinsWhatTheFirstMade) {
  PhraseJoiner joiner;
  joiner.begin_pass();
  joiner.add(1, 2, 12);
  joiner.begin_pass();
  joiner.add(12, 3, 123);
  joiner.add(12, 12, 1212);
  using Words = std::vector<uint32_t>;
  EXPECT_EQ(joined(joiner, {1, 2, 3, 1, 2, 1, 2}), (Words{123, 1212}));
  EXPECT_EQ(joined(joiner, {1, 2, 3 | kGap}), (Words{12, 3 | kGap}));
}

TEST(JoinedWord, HasNoSignBetweenHanCharacters) {
  EXPECT_EQ(joined_word("new", "york"), "new_york");
  EXPECT_EQ(joined_word("new_york", "times"), "new_york_times");
  EXPECT_EQ(joined_word("人工", "智能"), "人工智能");
  EXPECT_EQ(joined_word("t恤", "衫"), "t恤衫");
  EXPECT_EQ(joined_word("纯棉", "t恤"), "纯棉_t恤");
  EXPECT_EQ(joined_word("été", "à"), "été_à");
}

TEST(PhrasesJson, GoesThereAndBack) {
  const Phrases phrases = {{{{"new", "york"}, {"人工", "智能"}}, {{"new_york", "times"}}}};
  const Phrases back = phrases_of(formats::parse_json(formats::json_line(phrases_json(phrases)), "").value());
  EXPECT_EQ(back.passes, phrases.passes);
  EXPECT_TRUE(phrases_json({}).is_null());
  EXPECT_TRUE(phrases_of(formats::Json()).passes.empty());
  EXPECT_TRUE(phrases_of({{"passes", {{{"one"}}}}}).passes.empty());
}

TEST(Npmi, IsOneForWordsThatOnlyComeTogether) {
  EXPECT_NEAR(npmi(50, 50, 50, 1000), 1.0, 1e-12);
  EXPECT_NEAR(npmi(100, 100, 10, 1000), 0.0, 1e-12);  // as often as by chance
  EXPECT_LT(npmi(500, 500, 1, 1000), -0.7);
  EXPECT_NEAR(npmi(40, 80, 20, 2000), std::log(0.01 / (0.02 * 0.04)) / -std::log(0.01), 1e-12);
}

std::vector<std::string> tokens(std::string_view text, const Phrases& list) {
  const TextPhrases phrases(list);
  const text::Tokenizer tokenizer = text::Tokenizer::create({}).value();
  text::Tokenizer::Scratch scratch;
  std::vector<uint32_t> buffer;
  tokenizer.tokenize(text, scratch);
  phrases.join(scratch, buffer);
  return {scratch.tokens.begin(), scratch.tokens.end()};
}

TEST(TextPhrases, JoinTheWordsOfOneText) {
  const Phrases phrases = {{{{"new", "york"}}, {{"new_york", "times"}}}};
  using Words = std::vector<std::string>;
  EXPECT_EQ(tokens("The New York Times is read in New York, times change", phrases),
            (Words{"new_york_times", "read", "new_york", "times", "change"}));
  EXPECT_EQ(tokens("New car in York", phrases), (Words{"new", "car", "york"}));
  EXPECT_EQ(tokens("New York", {}), (Words{"new", "york"}));
}

}  // namespace
}  // namespace theta::corpus
