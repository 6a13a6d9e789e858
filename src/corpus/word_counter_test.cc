#include "corpus/word_counter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
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

Counted count(const std::vector<std::string>& texts, size_t threads, const VocabularyLimits& limits,
              std::optional<PhraseOptions> phrases = std::nullopt) {
  const TemporaryFolder folder;
  const text::Tokenizer tokenizer = plain_tokenizer();
  ThreadPool pool(threads);
  WordCounter counter = WordCounter::create(tokenizer, pool.size(), folder.path(), phrases).value();
  std::vector<TokenSpan> documents(texts.size());
  parallel_for(pool, texts.size(), 3, [&](size_t begin, size_t end, size_t worker) {
    for (size_t d = begin; d < end; ++d) documents[d] = counter.add(worker, texts[d]).value();
  });
  EXPECT_TRUE(counter.finish().ok());
  counter.choose_vocabulary(pool, limits, documents);
  Counted result;
  result.vocabulary = counter.vocabulary();
  size_t non_zeros = 0;
  WordCounter::Counted counted;
  for (const TokenSpan& document : documents) {
    counter.read(document, counted);
    EXPECT_TRUE(std::is_sorted(counted.words.begin(), counted.words.end()));
    auto& words = result.documents.emplace_back();
    for (size_t i = 0; i < counted.words.size(); ++i)
      words[result.vocabulary[counted.words[i]]] = counted.counts[i];
    auto& tokens = result.tokens.emplace_back();
    for (const uint32_t id : counted.tokens) tokens.push_back(result.vocabulary[id]);
    non_zeros += counted.words.size();
  }
  EXPECT_EQ(counter.non_zeros(), non_zeros);
  return result;
}

// The same, slowly and obviously.
Counted count_reference(const std::vector<std::string>& texts, const VocabularyLimits& limits) {
  const text::Tokenizer tokenizer = plain_tokenizer();
  text::Tokenizer::Scratch scratch;
  std::vector<std::vector<std::string>> all;
  std::map<std::string, uint32_t> frequency;
  size_t with_words = 0;
  for (const std::string& text : texts) {
    tokenizer.tokenize(text, scratch);
    all.emplace_back(scratch.tokens.begin(), scratch.tokens.end());
    with_words += all.back().empty() ? 0 : 1;
    for (const std::string& word : std::set<std::string>(all.back().begin(), all.back().end()))
      ++frequency[word];
  }
  std::vector<std::pair<int64_t, std::string>> order;
  for (const auto& [word, documents] : frequency) {
    if (documents < limits.least_documents) continue;
    if (documents > limits.greatest_share * static_cast<double>(with_words)) continue;
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

// Long documents are counted another way than short ones.
TEST(WordCounter, LongDocumentsAgreeWithTheReference) {
  std::vector<std::string> texts = random_texts();
  std::string all;
  for (const std::string& text : texts) all += text;
  texts.push_back(all + all);
  const VocabularyLimits limits{1000, 1, 1.0};
  EXPECT_EQ(count(texts, 2, limits), count_reference(texts, limits));
}

TEST(WordCounter, DocumentsWhoseTokensAreTakenAwayDoNotCount) {
  const TemporaryFolder folder;
  const text::Tokenizer tokenizer = plain_tokenizer();
  ThreadPool pool(1);
  WordCounter counter = WordCounter::create(tokenizer, 1, folder.path(), std::nullopt).value();
  std::vector<TokenSpan> documents;
  for (const char* const text : {"ship sail", "ship harbour", "ship ship"})
    documents.push_back(counter.add(0, text).value());
  ASSERT_TRUE(counter.finish().ok());
  documents[1].count = 0;
  counter.choose_vocabulary(pool, {10, 1, 1.0}, documents);
  EXPECT_EQ(counter.vocabulary(), (std::vector<std::string>{"sail", "ship"}));
}

std::vector<std::string> texts_with_phrases() {
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) {
    const std::string number(1, static_cast<char>('a' + i % 26));
    texts.push_back("word" + number + " new york times word" + number + number + " new york, times word" +
                    number);
    texts.push_back("new, word" + number + ", york, peace, new, things" + number);
  }
  return texts;
}

TEST(WordCounter, PhrasesAreCountedAsWords) {
  const VocabularyLimits limits{1000, 3, 1.0};
  const Counted counted = count(texts_with_phrases(), 1, limits, PhraseOptions{0.3, 10, 2});
  // "new_york times" once in each text, "new york, times" once, where the comma keeps the paper away.
  EXPECT_EQ(counted.documents[0].at("new_york_times"), 1u);
  EXPECT_EQ(counted.documents[0].at("new_york"), 1u);
  EXPECT_EQ(counted.documents[0].at("times"), 1u);
  EXPECT_FALSE(counted.documents[0].contains("york"));
  EXPECT_EQ(counted.documents[1].at("york"), 1u);
  EXPECT_EQ(counted, count(texts_with_phrases(), 3, limits, PhraseOptions{0.3, 10, 2}));
}

TEST(WordCounter, WordsOfAPhraseTooRareForTheVocabularyStayApart) {
  std::vector<std::string> texts;
  for (int i = 0; i < 12; ++i) {
    // Often enough in all, but in two documents only.
    texts.push_back(i < 2 ? "red herring red herring red herring, a fish" : "a red, a fish, a herring");
  }
  const Counted counted = count(texts, 1, {1000, 3, 1.0}, PhraseOptions{0.1, 3, 2});
  EXPECT_EQ(counted.documents[0].at("red"), 3u);
  EXPECT_EQ(counted.documents[0].at("herring"), 3u);
}

TEST(WordCounter, NothingIsLeftInTheFolder) {
  const TemporaryFolder folder;
  const text::Tokenizer tokenizer = plain_tokenizer();
  WordCounter counter = WordCounter::create(tokenizer, 2, folder.path(), std::nullopt).value();
  ASSERT_TRUE(counter.add(1, "some words").ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace theta::corpus
