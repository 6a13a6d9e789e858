#include "corpus/duplicate_finder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "base/random.h"

namespace theta::corpus {
namespace {

using Words = std::vector<uint64_t>;

double exact_similarity(const Words& a, const Words& b) {
  std::vector<uint64_t> first;
  std::vector<uint64_t> second;
  shingles_of(a, first);
  shingles_of(b, second);
  return jaccard_similarity(first, second);
}

uint64_t word(uint64_t number) {
  return stream_id(17, number);
}

// Texts of 8 to 200 words, in families: the first is drawn anew, the others are its copies with from none to
// a third of the words replaced.
std::vector<Words> families(size_t count, size_t members) {
  std::vector<Words> texts;
  for (size_t family = 0; family < count; ++family) {
    const CounterRandom random(1, family);
    Words first(8 + random.below(0, 193));
    for (size_t i = 0; i < first.size(); ++i) first[i] = word(random.below(i + 1, 5000));
    texts.push_back(first);
    for (size_t member = 1; member < members; ++member) {
      const CounterRandom change(2, family * members + member);
      const double share = change.uniform_double(0) / 3;
      Words copy = first;
      for (size_t i = 0; i < copy.size(); ++i) {
        if (change.uniform_double(2 * i + 1) < share * share) copy[i] = word(change.below(2 * i + 2, 5000));
      }
      texts.push_back(copy);
    }
  }
  return texts;
}

std::vector<DuplicateFinder::Duplicate> find(const std::vector<Words>& texts) {
  DuplicateFinder finder;
  for (size_t i = 0; i < texts.size(); ++i) finder.add({i, 1}, texts[i]);
  return finder.find([&](uint32_t text, Words& words) { words = texts[text]; });
}

TEST(DuplicateFinder, FindsWhatComparingAllPairsFinds) {
  const std::vector<Words> texts = families(200, 6);
  std::vector<std::vector<uint64_t>> shingles(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) shingles_of(texts[i], shingles[i]);
  std::map<uint32_t, DuplicateFinder::Duplicate> found;
  for (const auto& duplicate : find(texts)) found[duplicate.text] = duplicate;
  size_t expected = 0;
  size_t hits = 0;
  for (uint32_t text = 0; text < texts.size(); ++text) {
    // The originals are those of the finder, so that one text missed does not count for those behind it.
    double best = 0;
    for (uint32_t other = 0; other < text; ++other) {
      if (!found.contains(other)) best = std::max(best, jaccard_similarity(shingles[text], shingles[other]));
    }
    const bool is_duplicate = best >= DuplicateFinder::kLeastSimilarity;
    expected += is_duplicate ? 1 : 0;
    hits += is_duplicate && found.contains(text) ? 1 : 0;
    EXPECT_TRUE(is_duplicate || !found.contains(text)) << text << " is like no other: " << best;
  }
  EXPECT_GT(expected, 250u);
  EXPECT_GE(static_cast<double>(hits), 0.99 * static_cast<double>(expected));
  for (const auto& [text, duplicate] : found) {
    EXPECT_LT(duplicate.original, text);
    EXPECT_FALSE(found.contains(duplicate.original));
    EXPECT_NEAR(static_cast<double>(duplicate.similarity),
                exact_similarity(texts[text], texts[duplicate.original]), 1e-6);
  }
}

TEST(DuplicateFinder, TheSameTextIsExact) {
  DuplicateFinder finder;
  std::string buffer;
  const std::vector<std::string> texts = {"Good morning", "other", "good  MORNING\n", "other words",
                                          "Good morning!"};
  for (const std::string& text : texts) finder.add(text_key(text, buffer), Words{});
  const auto found = finder.find([](uint32_t, Words& words) { words.clear(); });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, 2u);
  EXPECT_EQ(found[0].original, 0u);
  EXPECT_TRUE(found[0].exact);
  EXPECT_EQ(found[0].similarity, 1.0F);
}

TEST(DuplicateFinder, WhatRepeatsADuplicateRepeatsItsOriginal) {
  Words first(60);
  for (size_t i = 0; i < first.size(); ++i) first[i] = word(i);
  Words near = first;
  near[30] = word(1000);
  DuplicateFinder finder;
  finder.add({1, 1}, first);
  finder.add({2, 1}, near);
  finder.add({2, 1}, near);
  const auto found = finder.find([&](uint32_t text, Words& words) { words = text == 0 ? first : near; });
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].original, 0u);
  EXPECT_EQ(found[1].similarity, found[0].similarity);
  EXPECT_FALSE(found[1].exact);
}

TEST(DuplicateFinder, FewWordsInCommonAreNoRepetition) {
  const Words few = {word(1), word(2), word(3), word(4), word(5), word(6), word(7)};
  EXPECT_TRUE(find({few, few}).empty());
}

TEST(DuplicateFinder, BoilerplateStaysLinear) {
  // A thousand texts that share half of their words: one bucket of each band must not hold them all.
  std::vector<Words> texts;
  for (size_t i = 0; i < 1000; ++i) {
    Words text;
    for (size_t j = 0; j < 60; ++j) text.push_back(word(j < 30 ? j : 1000 * (i + 1) + j));
    texts.push_back(text);
  }
  EXPECT_TRUE(find(texts).empty());
}

TEST(Sketch, EstimatesTheSimilarityOfTheShingles) {
  double error = 0;
  double squares = 0;
  constexpr size_t kPairs = 400;
  for (size_t pair = 0; pair < kPairs; ++pair) {
    const CounterRandom random(3, pair);
    Words a(400);
    for (size_t i = 0; i < a.size(); ++i) a[i] = word(random.below(i, 100000));
    Words b = a;
    const size_t changed = random.below(1000, 40);
    for (size_t i = 0; i < changed; ++i) b[i * 10] = word(200000 + i);
    const double difference = estimated_similarity(sketch_of(a), sketch_of(b)) - exact_similarity(a, b);
    error += difference / kPairs;
    squares += difference * difference / kPairs;
  }
  // 64 draws with a share p have a standard error of sqrt(p (1 - p) / 64), at most .0625.
  EXPECT_NEAR(error, 0, 3 * 0.0625 / 20);
  EXPECT_LT(std::sqrt(squares), 0.0625);
}

TEST(TextKey, ForgetsCaseOfAsciiAndBlanksOnly) {
  std::string buffer;
  const auto key = [&buffer](std::string_view text) { return text_key(text, buffer); };
  EXPECT_EQ(key(" A  b\tc\n"), key("a B C"));
  EXPECT_EQ(key(""), key(" \n"));
  EXPECT_NE(key("ab"), key("a b"));
  EXPECT_NE(key("ab."), key("ab"));
  EXPECT_NE(key("É"), key("é"));
  EXPECT_NE(key(std::string(1, '\0')), key(""));
}

// The same, byte by byte.
std::string folded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (blank && (result.empty() || result.back() == ' ')) continue;
    result += blank ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

// Eight bytes are looked at together where they allow it; their places must not matter.
TEST(TextKey, IsThatOfTheFoldedText) {
  const std::string signs = "aAzZ @[`{~ \n\t !09\x7f\xc3\xa9\x01";
  std::string buffer;
  for (uint64_t trial = 0; trial < 2000; ++trial) {
    const CounterRandom random(4, trial);
    std::string text;
    const uint64_t length = random.below(0, 40);
    for (uint64_t i = 1; i <= length; ++i) text += signs[random.below(i, signs.size())];
    ASSERT_EQ(text_key(text, buffer), text_key(folded(text), buffer)) << text;
    ASSERT_EQ(buffer.substr(0, folded(text).size()), folded(text));
  }
}

}  // namespace
}  // namespace theta::corpus
