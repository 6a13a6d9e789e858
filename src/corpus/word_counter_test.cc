#include "corpus/word_counter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/random.h"
#include "base/temporary_folder.h"

namespace theta::corpus {
namespace {

struct Counted {
  std::vector<std::string> vocabulary;
  std::vector<std::map<std::string, uint32_t>> documents;
  std::vector<std::vector<std::string>> tokens;

  bool operator==(const Counted&) const = default;
};

text::Tokenizer plain_tokenizer() {
  text::TokenizerOptions options;
  options.keep_stop_words = true;
  return text::Tokenizer::create(options).value();
}

Counted count(const std::vector<std::string>& texts, size_t threads, const VocabularyLimits& limits) {
  const TemporaryFolder folder;
  const text::Tokenizer tokenizer = plain_tokenizer();
  ThreadPool pool(threads);
  WordCounter counter = WordCounter::create(tokenizer, pool.size(), folder.path()).value();
  std::vector<CountedDocument> documents(texts.size());
  parallel_for(pool, texts.size(), 3, [&](size_t begin, size_t end, size_t worker) {
    for (size_t d = begin; d < end; ++d) EXPECT_TRUE(counter.count(worker, texts[d], documents[d]).ok());
  });
  counter.choose_vocabulary(limits, texts.size());
  Counted result;
  result.vocabulary = counter.vocabulary();
  WordCounter::WordOrder order;
  for (CountedDocument& document : documents) {
    counter.finish(document, order);
    BagOfWords bag;
    counter.append(document, bag);
    auto& words = result.documents.emplace_back();
    for (size_t i = 0; i < bag.words.size(); ++i) words[result.vocabulary[bag.words[i]]] = bag.counts[i];
    std::vector<uint32_t> ids;
    EXPECT_TRUE(counter.append_tokens(document, ids).ok());
    auto& tokens = result.tokens.emplace_back();
    for (const uint32_t id : ids) tokens.push_back(result.vocabulary[id]);
  }
  return result;
}

// The same, slowly and obviously.
Counted count_reference(const std::vector<std::string>& texts, const VocabularyLimits& limits) {
  const text::Tokenizer tokenizer = plain_tokenizer();
  text::Tokenizer::Scratch scratch;
  std::vector<std::vector<std::string>> all;
  std::map<std::string, uint32_t> frequency;
  for (const std::string& text : texts) {
    tokenizer.tokenize(text, scratch);
    all.emplace_back(scratch.tokens.begin(), scratch.tokens.end());
    for (const std::string& word : std::set<std::string>(all.back().begin(), all.back().end()))
      ++frequency[word];
  }
  std::vector<std::pair<int64_t, std::string>> order;
  for (const auto& [word, documents] : frequency) {
    if (documents < limits.least_documents) continue;
    if (documents > limits.greatest_share * static_cast<double>(texts.size())) continue;
    order.emplace_back(-int64_t{documents}, word);
  }
  std::sort(order.begin(), order.end());
  order.resize(std::min(order.size(), limits.largest_size));
  std::set<std::string> kept;
  for (const auto& [documents, word] : order) kept.insert(word);
  Counted result;
  result.vocabulary.assign(kept.begin(), kept.end());
  for (const auto& words : all) {
    auto& counts = result.documents.emplace_back();
    auto& tokens = result.tokens.emplace_back();
    for (const std::string& word : words) {
      if (!kept.contains(word)) continue;
      ++counts[word];
      tokens.push_back(word);
    }
  }
  return result;
}

std::vector<std::string> random_texts() {
  std::vector<std::string> texts;
  for (size_t d = 0; d < 60; ++d) {
    const CounterRandom random(5, d);
    std::string text;
    const size_t length = random.below(0, 40);
    for (size_t i = 1; i <= length; ++i) {
      const uint64_t word = random.below(2 * i, 1 + random.below(2 * i + 1, 60));
      text += "w" + std::string(1, static_cast<char>('a' + word % 26)) +
              std::string(1, static_cast<char>('a' + word / 26)) + " ";
    }
    texts.push_back(text);
  }
  return texts;
}

TEST(WordCounter, AgreesWithTheReference) {
  const std::vector<std::string> texts = random_texts();
  for (const VocabularyLimits& limits :
       {VocabularyLimits{1000, 1, 1.0}, VocabularyLimits{1000, 3, 0.4}, VocabularyLimits{10, 1, 1.0}}) {
    EXPECT_EQ(count(texts, 1, limits), count_reference(texts, limits)) << limits.largest_size;
  }
}

TEST(WordCounter, ThreadsDoNotChangeTheResult) {
  const std::vector<std::string> texts = random_texts();
  const VocabularyLimits limits{30, 2, 0.9};
  const Counted one = count(texts, 1, limits);
  EXPECT_EQ(one, count(texts, 2, limits));
  EXPECT_EQ(one, count(texts, 3, limits));
}

TEST(WordCounter, TokenFilesAreRemoved) {
  const TemporaryFolder folder;
  const text::Tokenizer tokenizer = plain_tokenizer();
  {
    WordCounter counter = WordCounter::create(tokenizer, 2, folder.path()).value();
    CountedDocument document;
    ASSERT_TRUE(counter.count(1, "some words", document).ok());
    counter.choose_vocabulary({10, 1, 1.0}, 1);
    std::vector<uint32_t> ids;
    ASSERT_TRUE(counter.append_tokens(document, ids).ok());
    EXPECT_EQ(ids.size(), 2u);
  }
  EXPECT_FALSE(file_exists(folder.file("tokens.0.part")));
  EXPECT_FALSE(file_exists(folder.file("tokens.1.part")));
}

}  // namespace
}  // namespace theta::corpus
