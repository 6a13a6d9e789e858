#include "encoders/tiny_model_reference.h"

#include <deque>
#include <vector>

#include "base/assert.h"
#include "base/files.h"
#include "base/random.h"
#include "formats/json.h"
#include "formats/safetensors.h"

namespace theta::encoders {
namespace {

using formats::Json;

/// Random tensors of one file.
class Tensors {
 public:
  void add(const std::string& name, std::vector<size_t> shape, double scale, double centre = 0) {
    size_t count = 1;
    for (const size_t dimension : shape) count *= dimension;
    const CounterRandom random(7, ++stream_);
    std::vector<float>& values = values_.emplace_back(count);
    for (size_t i = 0; i < count; ++i) {
      values[i] = static_cast<float>(centre + scale * (2 * random.uniform_double(i) - 1));
    }
    sources_.push_back({name, formats::ElementType::kFloat32, std::move(shape), as_bytes(values)});
  }
  void norm(const std::string& name, size_t size, bool has_bias) {
    add(name + ".weight", {size}, 0.3, 1);
    if (has_bias) add(name + ".bias", {size}, 0.3);
  }
  void linear(const std::string& name, size_t outputs, size_t inputs, bool has_bias) {
    add(name + ".weight", {outputs, inputs}, 0.3);
    if (has_bias) add(name + ".bias", {outputs}, 0.3);
  }
  void write(const std::string& path) const {
    THETA_ASSERT(formats::write_safetensors(path, sources_, {}).ok());
  }

 private:
  uint64_t stream_ = 0;
  std::deque<std::vector<float>> values_;  // in a deque they do not move
  std::vector<formats::TensorSource> sources_;
};

void write_text(const std::string& folder, const std::string& name, const std::string& text) {
  THETA_ASSERT(make_folders(folder).ok() && write_file_atomic(join_path(folder, name), text).ok());
}

constexpr size_t kVocabulary = 40;

void write_tokenizer(const std::string& folder) {
  Json vocab = {{"[UNK]", 0}, {"[CLS]", 1}, {"[SEP]", 2}};
  for (char letter = 'a'; letter <= 'z'; ++letter) vocab[std::string(1, letter)] = 3 + letter - 'a';
  const Json json = {
      {"normalizer", {{"type", "Lowercase"}}},
      {"pre_tokenizer", {{"type", "WhitespaceSplit"}}},
      {"post_processor", {{"type", "BertProcessing"}, {"cls", {"[CLS]", 1}}, {"sep", {"[SEP]", 2}}}},
      {"model", {{"type", "WordPiece"}, {"unk_token", "[UNK]"}, {"vocab", vocab}}}};
  write_text(folder, "tokenizer.json", json.dump());
}

}  // namespace

void make_tiny_qwen3(const std::string& folder) {
  constexpr size_t kHidden = 48, kHeads = 4, kKeyHeads = 2, kSize = 24, kInner = 104, kLayers = 2;
  const Json config = {{"model_type", "qwen3"},
                       {"vocab_size", kVocabulary},
                       {"hidden_size", kHidden},
                       {"num_hidden_layers", kLayers},
                       {"num_attention_heads", kHeads},
                       {"num_key_value_heads", kKeyHeads},
                       {"head_dim", kSize},
                       {"intermediate_size", kInner},
                       {"max_position_embeddings", 4096},
                       {"rms_norm_eps", 1e-6},
                       {"rope_theta", 1000000},
                       {"hidden_act", "silu"},
                       {"attention_bias", false},
                       {"rope_scaling", nullptr}};
  write_text(folder, "config.json", config.dump());
  write_tokenizer(folder);
  const std::string module = "sentence_transformers.models.";
  const Json modules = {{{"idx", 0}, {"name", "0"}, {"path", ""}, {"type", module + "Transformer"}},
                        {{"idx", 1}, {"name", "1"}, {"path", "1_Pooling"}, {"type", module + "Pooling"}},
                        {{"idx", 2}, {"name", "2"}, {"path", "2_Normalize"}, {"type", module + "Normalize"}}};
  write_text(folder, "modules.json", modules.dump());
  write_text(
      join_path(folder, "1_Pooling"), "config.json",
      R"({"word_embedding_dimension": 48, "pooling_mode_lasttoken": true, "pooling_mode_mean_tokens": false})");
  write_text(folder, "config_sentence_transformers.json",
             R"({"prompts": {"query": "find ", "document": ""}, "default_prompt_name": null})");
  Tensors tensors;
  tensors.add("embed_tokens.weight", {kVocabulary, kHidden}, 1);
  tensors.norm("norm", kHidden, false);
  for (size_t l = 0; l < kLayers; ++l) {
    const std::string at = fmt::format("layers.{}.", l);
    tensors.norm(at + "input_layernorm", kHidden, false);
    tensors.norm(at + "post_attention_layernorm", kHidden, false);
    tensors.norm(at + "self_attn.q_norm", kSize, false);
    tensors.norm(at + "self_attn.k_norm", kSize, false);
    tensors.linear(at + "self_attn.q_proj", kHeads * kSize, kHidden, false);
    tensors.linear(at + "self_attn.k_proj", kKeyHeads * kSize, kHidden, false);
    tensors.linear(at + "self_attn.v_proj", kKeyHeads * kSize, kHidden, false);
    tensors.linear(at + "self_attn.o_proj", kHidden, kHeads * kSize, false);
    tensors.linear(at + "mlp.gate_proj", kInner, kHidden, false);
    tensors.linear(at + "mlp.up_proj", kInner, kHidden, false);
    tensors.linear(at + "mlp.down_proj", kHidden, kInner, false);
  }
  tensors.write(join_path(folder, "model.safetensors"));
}

void make_tiny_bert(const std::string& folder) {
  constexpr size_t kHidden = 36, kInner = 72, kLayers = 2, kPositions = 600;
  const Json config = {{"model_type", "bert"},
                       {"vocab_size", kVocabulary},
                       {"hidden_size", kHidden},
                       {"num_hidden_layers", kLayers},
                       {"num_attention_heads", 3},
                       {"intermediate_size", kInner},
                       {"max_position_embeddings", kPositions},
                       {"type_vocab_size", 2},
                       {"layer_norm_eps", 1e-12},
                       {"hidden_act", "gelu"}};
  write_text(folder, "config.json", config.dump());
  write_tokenizer(folder);
  Tensors tensors;
  tensors.add("embeddings.word_embeddings.weight", {kVocabulary, kHidden}, 1);
  tensors.add("embeddings.position_embeddings.weight", {kPositions, kHidden}, 0.5);
  tensors.add("embeddings.token_type_embeddings.weight", {2, kHidden}, 0.5);
  tensors.norm("embeddings.LayerNorm", kHidden, true);
  for (size_t l = 0; l < kLayers; ++l) {
    const std::string at = fmt::format("encoder.layer.{}.", l);
    for (const char* name : {"query", "key", "value"}) {
      tensors.linear(at + "attention.self." + name, kHidden, kHidden, true);
    }
    tensors.linear(at + "attention.output.dense", kHidden, kHidden, true);
    tensors.norm(at + "attention.output.LayerNorm", kHidden, true);
    tensors.linear(at + "intermediate.dense", kInner, kHidden, true);
    tensors.linear(at + "output.dense", kHidden, kInner, true);
    tensors.norm(at + "output.LayerNorm", kHidden, true);
  }
  tensors.write(join_path(folder, "model.safetensors"));
}

}  // namespace theta::encoders
