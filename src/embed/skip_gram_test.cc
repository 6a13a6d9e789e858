#include "embed/skip_gram.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>

#include "base/random.h"
#include "embed/noise_table.h"
#include "embed/skip_gram_kernel.h"
#include "embed/skip_gram_reference.h"

namespace theta::embed {
namespace {

std::vector<double> random_row(size_t size, uint64_t stream) {
  std::vector<double> row(size);
  for (size_t i = 0; i < size; ++i) row[i] = CounterRandom(7, stream).uniform_double(i) - 0.5;
  return row;
}

// A step with learning rate r moves every value by -r times its derivative.
TEST(SkipGramStep, MovesAgainstTheGradientOfTheLoss) {
  constexpr size_t kWidth = 32;
  constexpr size_t kContexts = 3;
  constexpr size_t kRows = 8;
  std::vector<double> centre = random_row(kWidth, 100);
  std::vector<std::vector<double>> outputs;
  for (size_t r = 0; r < kRows; ++r) outputs.push_back(random_row(kWidth, r));
  std::vector<float> x(centre.begin(), centre.end());
  std::vector<float> y;
  for (const auto& row : outputs) y.insert(y.end(), row.begin(), row.end());
  std::vector<uint32_t> rows(kRows);
  std::iota(rows.begin(), rows.end(), 0u);
  std::vector<float> scratch(kWidth);
  constexpr float kRate = 0.5F;
  skip_gram_step(x.data(), y.data(), kWidth, rows.data(), kContexts, kRows, kRate, scratch.data());

  const auto derivative = [&](double& value) {
    constexpr double kStep = 1e-5;
    const double at = value;
    value = at + kStep;
    const double above = skip_gram_loss(centre, outputs, kContexts);
    value = at - kStep;
    const double below = skip_gram_loss(centre, outputs, kContexts);
    value = at;
    return (above - below) / (2 * kStep);
  };
  for (size_t i = 0; i < kWidth; ++i) EXPECT_NEAR(x[i], centre[i] - kRate * derivative(centre[i]), 2e-6);
  for (size_t r = 0; r < kRows; ++r) {
    for (size_t i = 0; i < kWidth; ++i) {
      EXPECT_NEAR(y[r * kWidth + i], outputs[r][i] - kRate * derivative(outputs[r][i]), 2e-6)
          << r << " " << i;
    }
  }
}

TEST(NoiseTable, DrawsByFrequencyToTheThreeQuarters) {
  const std::vector<uint64_t> frequency = {1, 16, 81, 0, 256};
  const NoiseTable table({0, 1, 2, 4}, frequency);
  std::vector<double> drawn(5);
  constexpr size_t kDraws = 200000;
  const CounterRandom random(1, 1);
  for (size_t i = 0; i < kDraws; ++i) {
    const auto bits = random.block(i);
    ++drawn[table.draw(bits[0], bits[1])];
  }
  const double total = 1 + 8 + 27 + 64;
  const std::vector<double> expected = {1 / total, 8 / total, 27 / total, 0, 64 / total};
  for (size_t v = 0; v < 5; ++v) EXPECT_NEAR(drawn[v] / kDraws, expected[v], 0.005) << v;
}

// Documents of words of one theme out of four; word v belongs to theme v % 4.
struct Themes {
  std::vector<uint64_t> offsets = {0};
  std::vector<uint32_t> words;

  explicit Themes(size_t documents) {
    for (size_t d = 0; d < documents; ++d) {
      const CounterRandom random(3, d);
      for (size_t i = 0; i < 30; ++i) {
        words.push_back(static_cast<uint32_t>(4 * random.below(i, 10) + d % 4));
      }
      offsets.push_back(words.size());
    }
  }
};

SkipGramOptions small_options() {
  SkipGramOptions options;
  options.embedding_size = 20;
  options.subsample = 0;
  return options;
}

math::Matrix<float> learn(const Themes& themes, size_t threads, const SkipGramOptions& options) {
  ThreadPool pool(threads);
  return train_skip_gram(pool, themes.offsets, themes.words, 40, options).value();
}

double cosine(const math::Matrix<float>& m, size_t a, size_t b) {
  double ab = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < m.cols(); ++i) {
    ab += double{m(a, i)} * double{m(b, i)};
    aa += double{m(a, i)} * double{m(a, i)};
    bb += double{m(b, i)} * double{m(b, i)};
  }
  return ab / std::sqrt(aa * bb);
}

TEST(SkipGram, WordsOfOneThemeBecomeNeighbours) {
  const math::Matrix<float> vectors = learn(Themes(2000), 2, small_options());
  for (size_t v = 0; v < 40; ++v) {
    size_t nearest = v == 0 ? 1 : 0;
    for (size_t w = 0; w < 40; ++w) {
      if (w != v && cosine(vectors, v, w) > cosine(vectors, v, nearest)) nearest = w;
    }
    EXPECT_EQ(nearest % 4, v % 4) << "word " << v;
  }
}

TEST(SkipGram, SameBytesForAnyNumberOfThreads) {
  const Themes themes(1500);
  SkipGramOptions options = small_options();
  options.subsample = 1e-2;
  const math::Matrix<float> one = learn(themes, 1, options);
  for (const size_t threads : {2u, 3u}) {
    const math::Matrix<float> other = learn(themes, threads, options);
    ASSERT_EQ(one.size(), other.size());
    EXPECT_EQ(0, std::memcmp(one.data(), other.data(), one.size() * sizeof(float))) << threads;
  }
}

TEST(SkipGram, AnotherSeedGivesOtherVectors) {
  const Themes themes(100);
  SkipGramOptions options = small_options();
  const math::Matrix<float> one = learn(themes, 1, options);
  options.seed = 2;
  const math::Matrix<float> other = learn(themes, 1, options);
  EXPECT_NE(0, std::memcmp(one.data(), other.data(), one.size() * sizeof(float)));
}

TEST(SkipGram, DocumentsOfOneWordTeachNothingAndHarmNothing) {
  ThreadPool pool(1);
  const std::vector<uint64_t> offsets = {0, 1, 1, 2};
  const std::vector<uint32_t> words = {0, 1};
  const auto vectors = train_skip_gram(pool, offsets, words, 3, small_options());
  ASSERT_TRUE(vectors.ok());
  for (const float value : vectors.value().values()) EXPECT_LE(std::abs(value), 0.5F / 20);
}

TEST(SkipGram, NoWordsIsAnError) {
  ThreadPool pool(1);
  const std::vector<uint64_t> offsets = {0};
  EXPECT_EQ(train_skip_gram(pool, offsets, {}, 3, small_options()).error().kind, ErrorKind::kBadInput);
}

TEST(SkipGram, StopsOnRequest) {
  ThreadPool pool(1);
  const Themes themes(100);
  StopFlag stop;
  stop.request();
  const auto result =
      train_skip_gram(pool, themes.offsets, themes.words, 40, small_options(), nullptr, &stop);
  EXPECT_EQ(result.error().kind, ErrorKind::kCancelled);
}

}  // namespace
}  // namespace theta::embed
