#include "encoders/transformer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "base/temporary_folder.h"
#include "encoders/encoder_reference.h"
#include "encoders/tiny_model_reference.h"

namespace theta::encoders {
namespace {

struct Model {
  const char* name;
  void (*make)(const std::string&);
};

class TransformerTest : public testing::TestWithParam<Model> {
 protected:
  void SetUp() override {
    GetParam().make(folder_.path());
    config_ = read_encoder_config(folder_.path()).value();
  }
  std::unique_ptr<Transformer> open(ThreadPool& pool,
                                    math::Precision precision = math::Precision::kFloat32) const {
    auto made = make_transformer(pool, config_, WeightFiles::open(folder_.path()).value(), precision);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message);
    return std::move(made).value();
  }

  TemporaryFolder folder_;
  EncoderConfig config_;
};

std::vector<uint32_t> some_tokens(size_t count, uint32_t seed) {
  std::vector<uint32_t> tokens(count);
  for (size_t i = 0; i < count; ++i) tokens[i] = static_cast<uint32_t>((i * 7 + seed * 13 + i * i) % 40);
  return tokens;
}

TokenBatch batch_of(const std::vector<std::vector<uint32_t>>& texts) {
  TokenBatch batch;
  for (const auto& text : texts) {
    batch.tokens.insert(batch.tokens.end(), text.begin(), text.end());
    batch.offsets.push_back(batch.tokens.size());
  }
  return batch;
}

// Lengths around the blocks of rows (64), queries (64) and keys (256).
const std::vector<size_t> kLengths = {1, 2, 17, 63, 64, 65, 130, 300, 520};

std::vector<std::vector<uint32_t>> some_texts() {
  std::vector<std::vector<uint32_t>> texts;
  for (const size_t length : kLengths)
    texts.push_back(some_tokens(length, static_cast<uint32_t>(texts.size())));
  return texts;
}

TEST_P(TransformerTest, EqualsTheReference) {
  ThreadPool pool(2);
  const auto model = open(pool);
  const WeightFiles weights = WeightFiles::open(folder_.path()).value();
  const auto texts = some_texts();
  const TokenBatch batch = batch_of(texts);
  math::Matrix<float> states;
  model->forward(pool, batch, states);
  for (size_t text = 0; text < texts.size(); ++text) {
    const auto expected = reference_states(config_, weights, texts[text]);
    for (size_t t = 0; t < expected.size(); ++t) {
      for (size_t c = 0; c < config_.hidden; ++c) {
        ASSERT_NEAR(static_cast<double>(states(batch.offsets[text] + t, c)), expected[t][c], 1e-5)
            << "text of " << expected.size() << " tokens, token " << t << ", value " << c;
      }
    }
  }
}

TEST_P(TransformerTest, BitsDependNeitherOnTheBatchNorOnTheThreads) {
  for (const math::Precision precision : {math::Precision::kFloat32, math::Precision::kBfloat16}) {
    ThreadPool pool(3);
    ThreadPool alone(1);
    const auto model = open(pool, precision);
    const auto texts = some_texts();
    const TokenBatch batch = batch_of(texts);
    math::Matrix<float> together;
    model->forward(pool, batch, together);
    for (size_t text = 0; text < texts.size(); ++text) {
      math::Matrix<float> single;
      model->forward(alone, batch_of({texts[text]}), single);
      ASSERT_EQ(std::memcmp(single.data(), together.row(batch.offsets[text]),
                            texts[text].size() * config_.hidden * sizeof(float)),
                0)
          << "text of " << texts[text].size() << " tokens";
    }
  }
}

TEST_P(TransformerTest, Bfloat16StaysNear) {
  ThreadPool pool(1);
  const TokenBatch batch = batch_of(some_texts());
  math::Matrix<float> exact;
  math::Matrix<float> rounded;
  open(pool)->forward(pool, batch, exact);
  open(pool, math::Precision::kBfloat16)->forward(pool, batch, rounded);
  for (size_t t = 0; t < batch.tokens.size(); ++t) {
    double ab = 0, aa = 0, bb = 0;
    for (size_t c = 0; c < config_.hidden; ++c) {
      const double a = exact(t, c), b = rounded(t, c);
      ab += a * b, aa += a * a, bb += b * b;
    }
    ASSERT_GT(ab / std::sqrt(aa * bb), 0.99);
  }
}

INSTANTIATE_TEST_SUITE_P(All, TransformerTest,
                         testing::Values(Model{"qwen3", make_tiny_qwen3}, Model{"bert", make_tiny_bert}),
                         [](const auto& model) { return std::string(model.param.name); });

}  // namespace
}  // namespace theta::encoders
