#include "encoders/transformer_encoder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <functional>

#include "base/files.h"
#include "base/folders.h"
#include "base/random.h"
#include "base/temporary_folder.h"
#include "encoders/tiny_model_reference.h"

namespace theta::encoders {
namespace {

using Texts = std::vector<std::string_view>;

Result<std::unique_ptr<TransformerEncoder>> open(const std::string& folder,
                                                 const TransformerOptions& options = {}) {
  ThreadPool pool(1);
  return TransformerEncoder::open(pool, folder, options);
}

math::Matrix<float> vectors(TransformerEncoder& encoder, const Texts& texts) {
  ThreadPool pool(2);
  return encoder.encode(pool, texts, nullptr).value();
}

TEST(TransformerEncoder, GivesEachTextTheSameVectorInAnyBatch) {
  TemporaryFolder folder;
  make_tiny_qwen3(folder.path());
  const auto encoder = open(folder.path(), {.batch_tokens = 8}).value();
  const Texts texts = {"abc", "", "x y z", "a much longer text of a few words", "abc"};
  const auto together = vectors(*encoder, texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto single = vectors(*encoder, {texts[i]});
    EXPECT_EQ(std::memcmp(single.data(), together.row(i), 48 * sizeof(float)), 0) << texts[i];
  }
}

TEST(TransformerEncoder, CutsVectorsAndNormalisesThemAnew) {
  TemporaryFolder folder;
  make_tiny_qwen3(folder.path());
  const auto whole = vectors(*open(folder.path()).value(), {"a b c"});
  const auto cut = vectors(*open(folder.path(), {.dimension = 16}).value(), {"a b c"});
  ASSERT_EQ(cut.cols(), 16U);
  float length = 0;
  for (size_t c = 0; c < 16; ++c) length += whole(0, c) * whole(0, c);
  for (size_t c = 0; c < 16; ++c) EXPECT_NEAR(cut(0, c), whole(0, c) / std::sqrt(length), 1e-6F);
}

TEST(TransformerEncoder, PutsThePromptInFront) {
  TemporaryFolder folder;
  make_tiny_qwen3(folder.path());
  const auto with = vectors(*open(folder.path(), {.prompt = "query"}).value(), {"a b"});
  const auto spelled = vectors(*open(folder.path()).value(), {"find a b"});
  EXPECT_EQ(std::memcmp(with.data(), spelled.data(), 48 * sizeof(float)), 0);
  const auto wrong = open(folder.path(), {.prompt = "qury"});
  EXPECT_EQ(wrong.error().message, "the encoder has no prompt \"qury\"; did you mean \"query\"?");
}

TEST(TransformerEncoder, TakesTheMeanOfTokensWhereNothingIsSaid) {
  TemporaryFolder folder;
  make_tiny_bert(folder.path());
  const auto encoder = open(folder.path()).value();
  ThreadPool pool(1);
  auto model = make_transformer(pool, read_encoder_config(folder.path()).value(),
                                WeightFiles::open(folder.path()).value(), math::Precision::kFloat32)
                   .value();
  math::Matrix<float> states;
  TokenBatch batch;
  batch.tokens = {1, 3, 4, 2};  // [CLS] a b [SEP]
  batch.offsets = {0, 4};
  model->forward(pool, batch, states);
  const auto found = vectors(*encoder, {"a b"});
  for (size_t c = 0; c < 36; ++c) {
    EXPECT_NEAR(found(0, c), (states(0, c) + states(1, c) + states(2, c) + states(3, c)) / 4, 1e-6F);
  }
}

struct BadFolder {
  const char* file;
  std::function<void(std::string&)> change;  ///< of the file's text; empty: the file is removed
  const char* message;                       ///< part of it
};

void replace(std::string& text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
}
std::function<void(std::string&)> swap(std::string from, std::string to) {
  return [=](std::string& text) { replace(text, from, to); };
}

TEST(TransformerEncoder, SaysWhatIsWrongWithAFolderInOneSentence) {
  const std::vector<BadFolder> cases = {
      {"config.json", nullptr, "config.json"},
      {"config.json", swap("{", "["), "config.json"},
      {"config.json", swap("\"qwen3\"", "\"gpt_neox\""), "the architecture \"gpt_neox\" is not known"},
      {"config.json", swap("\"hidden_size\":48", "\"hidden_size\":-1"), "hidden_size must be a whole number"},
      {"config.json", swap("\"hidden_size\":48", "\"hidden_size\":64"), "word_embedding_dimension"},
      {"config.json", swap("\"num_key_value_heads\":2", "\"num_key_value_heads\":3"), "must divide"},
      {"config.json", swap("\"silu\"", "\"relu\""), "the activation relu is not known"},
      {"config.json", swap("\"rope_scaling\":null", "\"rope_scaling\":{\"factor\":4}"), "rope_scaling"},
      {"config.json", swap("\"num_hidden_layers\":2", "\"num_hidden_layers\":3"),
       "tensor layers.2.input_layernorm.weight is missing"},
      {"config.json", swap("\"intermediate_size\":104", "\"intermediate_size\":100"),
       "has the shape [104, 48] where config.json asks for [100, 48]"},
      {"config.json", swap("\"vocab_size\":40", "\"vocab_size\":20"),
       "has 29 tokens where config.json allows 20"},
      {"modules.json", swap("models.Normalize", "models.Dense"), "Dense is not known"},
      {"modules.json", swap("\"1_Pooling\"", "\"../1_Pooling\""), "lies elsewhere"},
      {"1_Pooling/config.json", swap("mean_tokens\": false", "mean_tokens\": true"), "is not known"},
      {"1_Pooling/config.json", nullptr, "1_Pooling/config.json"},
      {"tokenizer.json", nullptr, "tokenizer.json"},
      {"model.safetensors", nullptr, "neither model.safetensors nor"},
      {"model.safetensors", [](std::string& text) { text.resize(text.size() - 1); }, "do not fit"},
      {"model.safetensors", [](std::string& text) { text.resize(5); }, "too short"},
      {"model.safetensors", swap("\"F32\"", "\"I64\""), "do not fit"},
      {"model.safetensors", swap("\"F32\"", "\"Q17\""), "element type Q17"},
      {"model.safetensors", swap("embed_tokens.weight", "embed_tokens.wrong!"), "embed_tokens.weight"},
  };
  for (const BadFolder& bad : cases) {
    TemporaryFolder folder;
    make_tiny_qwen3(folder.path());
    const std::string path = join_path(folder.path(), bad.file);
    std::string text = read_file(path).value();
    if (bad.change == nullptr) {
      ASSERT_TRUE(remove_path(path).ok());
    } else {
      bad.change(text);
      ASSERT_TRUE(write_file_atomic(path, text).ok());
    }
    const auto encoder = open(folder.path());
    ASSERT_FALSE(encoder.ok()) << bad.message;
    EXPECT_NE(encoder.error().message.find(bad.message), std::string::npos) << encoder.error().message;
    EXPECT_EQ(encoder.error().message.find('\n'), std::string::npos);
  }
}

TEST(TransformerEncoder, ReadsShardsAndMissesNone) {
  TemporaryFolder folder;
  make_tiny_bert(folder.path());
  const std::string single = join_path(folder.path(), "model.safetensors");
  ASSERT_TRUE(replace_path(single, join_path(folder.path(), "model-1.safetensors")).ok());
  const std::string index = join_path(folder.path(), "model.safetensors.index.json");
  ASSERT_TRUE(
      write_file_atomic(index, R"({"weight_map": {"embeddings.LayerNorm.bias": "model-1.safetensors"}})")
          .ok());
  EXPECT_TRUE(open(folder.path()).ok());
  ASSERT_TRUE(write_file_atomic(index, R"({"weight_map": {"x": "model-1.safetensors"}})").ok());
  EXPECT_NE(open(folder.path()).error().message.find("tensor x is missing"), std::string::npos);
  ASSERT_TRUE(write_file_atomic(index, R"({"weight_map": {"x": "model-2.safetensors"}})").ok());
  EXPECT_NE(open(folder.path()).error().message.find("model-2.safetensors"), std::string::npos);
  ASSERT_TRUE(write_file_atomic(index, R"({"weight_map": {"x": "../model-1.safetensors"}})").ok());
  EXPECT_NE(open(folder.path()).error().message.find("lies elsewhere"), std::string::npos);
}

TEST(TransformerEncoder, SurvivesHeadersWithChangedBytes) {
  TemporaryFolder folder;
  make_tiny_bert(folder.path());
  const std::string path = join_path(folder.path(), "model.safetensors");
  const std::string good = read_file(path).value();
  uint64_t header = 0;
  std::memcpy(&header, good.data(), sizeof(header));
  const CounterRandom random(3, 1);
  for (uint64_t i = 0; i < 200; ++i) {
    std::string bad = good;
    for (uint64_t change = 0; change < 1 + i % 3; ++change) {
      bad[random.below(8 * i + 2 * change, 8 + header)] =
          static_cast<char>(random.below(8 * i + 2 * change + 1, 256));
    }
    ASSERT_TRUE(write_file_atomic(path, bad).ok());
    const auto encoder = open(folder.path());
    EXPECT_TRUE(encoder.ok() || !encoder.error().message.empty());
  }
}

}  // namespace
}  // namespace theta::encoders
