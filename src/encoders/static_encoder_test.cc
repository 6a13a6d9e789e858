#include "encoders/static_encoder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "base/files.h"
#include "base/random.h"
#include "base/temporary_folder.h"

namespace theta::encoders {
namespace {

constexpr size_t kWords = 200;
constexpr size_t kSize = 20;

embed::WordVectors some_words() {
  embed::WordVectors words;
  words.vectors = math::Matrix<float>(kWords, kSize);
  const CounterRandom random(1, 1);
  for (size_t w = 0; w < kWords; ++w) {
    words.words.push_back("w" + std::to_string(w));
    for (size_t c = 0; c < kSize; ++c) words.vectors(w, c) = 0.5F + random.uniform(w * kSize + c);
  }
  return words;
}

std::vector<std::vector<uint32_t>> some_documents() {
  const CounterRandom random(2, 1);
  std::vector<std::vector<uint32_t>> documents(300);
  for (size_t d = 0; d < documents.size(); ++d) {
    for (uint64_t i = 0; i < 5 + d % 9; ++i) {
      documents[d].push_back(static_cast<uint32_t>(random.below(d * 100 + i, kWords)));
    }
  }
  return documents;
}

std::vector<uint64_t> some_counts() {
  std::vector<uint64_t> counts(kWords);
  for (size_t w = 0; w < kWords; ++w) counts[w] = 1000 / (w + 1);
  return counts;
}

std::unique_ptr<StaticEncoder> some_encoder(size_t directions) {
  ThreadPool pool(2);
  return StaticEncoder::make(pool, some_words(), some_counts(), some_documents(),
                             {.common_directions = directions})
      .value();
}

TEST(StaticEncoder, WeighsRareWordsMore) {
  const auto encoder = some_encoder(0);
  ThreadPool pool(1);
  const auto found = encoder->encode(pool, {" w0\tw7  unknown w7"}, nullptr).value();
  const embed::WordVectors words = some_words();
  double total = 0;
  for (const uint64_t count : some_counts()) total += static_cast<double>(count);
  const double first = 1e-3 / (1e-3 + 1000 / total);
  const double second = 1e-3 / (1e-3 + 125 / total);
  std::vector<double> sum(kSize);
  double squares = 0;
  for (size_t c = 0; c < kSize; ++c) {
    sum[c] = first * static_cast<double>(words.vectors(0, c)) +
             2 * second * static_cast<double>(words.vectors(7, c));
    squares += sum[c] * sum[c];
  }
  for (size_t c = 0; c < kSize; ++c) {
    EXPECT_NEAR(static_cast<double>(found(0, c)), sum[c] / std::sqrt(squares), 1e-6);
  }
}

TEST(StaticEncoder, TakesOutWhatDocumentsShare) {
  // All vectors lie around (1, ..., 1): with that direction gone, documents point everywhere.
  const auto mean_cosine = [](size_t directions) {
    const auto encoder = some_encoder(directions);
    std::vector<float> sum(kSize), one(kSize);
    for (const auto& document : some_documents()) {
      encoder->encode_words(document.data(), document.size(), one.data());
      for (size_t c = 0; c < kSize; ++c) sum[c] += one[c] / 300;
    }
    float squares = 0;
    for (const float value : sum) squares += value * value;
    return squares;
  };
  EXPECT_GT(mean_cosine(0), 0.8F);
  EXPECT_LT(mean_cosine(1), 0.1F);
}

TEST(StaticEncoder, IsTheSameOnceSavedAndOpened) {
  const TemporaryFolder folder;
  const auto encoder = some_encoder(2);
  ASSERT_TRUE(encoder->save(folder.path()).ok());
  const auto opened = StaticEncoder::open(folder.path());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  ThreadPool one(1);
  ThreadPool three(3);
  const std::vector<std::string_view> texts = {"w1 w2", "", "nothing", "w199 w3 w3"};
  const auto before = encoder->encode(one, texts, nullptr).value();
  const auto after = opened.value()->encode(three, texts, nullptr).value();
  EXPECT_EQ(std::memcmp(before.data(), after.data(), before.size() * sizeof(float)), 0);
  EXPECT_EQ(after(1, 0), 0.0F);
}

TEST(StaticEncoder, RefusesFoldersThatAreNotWhole) {
  const TemporaryFolder folder;
  EXPECT_EQ(StaticEncoder::open(folder.path()).error().kind, ErrorKind::kNotFound);
  ASSERT_TRUE(some_encoder(1)->save(folder.path()).ok());
  ASSERT_TRUE(write_file_atomic(folder.file("words.txt"), "a\nb\n").ok());
  EXPECT_EQ(StaticEncoder::open(folder.path()).error().message,
            folder.path() + "/words.txt: 2 words where encoder.json says 200");
  ASSERT_TRUE(write_file_atomic(folder.file("encoder.json"), R"({"encoder": "static", "version": 9})").ok());
  EXPECT_EQ(StaticEncoder::open(folder.path()).error().kind, ErrorKind::kUnsupported);
  ASSERT_TRUE(write_file_atomic(folder.file("encoder.json"), "[1]").ok());
  EXPECT_EQ(StaticEncoder::open(folder.path()).error().kind, ErrorKind::kBadInput);
}

}  // namespace
}  // namespace theta::encoders
