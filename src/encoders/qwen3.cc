#include <cmath>

#include "encoders/packed_linear.h"
#include "encoders/row_kernels.h"
#include "encoders/transformer.h"

namespace theta::encoders {
namespace {

using math::Matrix;
using math::Precision;

struct Layer {
  std::vector<float> attention_norm;  ///< [H]
  std::vector<float> query_norm;      ///< [D]
  std::vector<float> key_norm;        ///< [D]
  std::vector<float> inner_norm;      ///< [H]
  PackedLinear qkv;                   ///< H -> (N + 2G) D
  PackedLinear out;                   ///< N D -> H
  PackedLinear gate_up;               ///< H -> 2F
  PackedLinear down;                  ///< F -> H
};

/// Qwen3: RMS norms before each part, normalised queries and keys, rotary positions, grouped heads, SwiGLU.
/// Source: Qwen Team, "Qwen3 Technical Report" (2025), section 2.
class Qwen3 : public Transformer {
 public:
  Qwen3(const EncoderConfig& config, WeightFiles weights) : config_(config), files_(std::move(weights)) {}

  Status load(ThreadPool& pool, Precision precision) {
    THETA_ASSIGN(const std::string prefix, prefix_of(files_, {"", "model."}, "embed_tokens.weight"));
    THETA_ASSIGN(embedding_,
                 files_.matrix(prefix + "embed_tokens.weight", config_.vocabulary, config_.hidden));
    THETA_ASSIGN(norm_, files_.vector(prefix + "norm.weight", config_.hidden));
    for (size_t l = 0; l < config_.layers; ++l) {
      THETA_ASSIGN(Layer layer, load_layer(pool, fmt::format("{}layers.{}.", prefix, l), precision));
      layers_.push_back(std::move(layer));
    }
    return {};
  }

  void forward(ThreadPool& pool, const TokenBatch& batch, Matrix<float>& states) override {
    const size_t tokens = batch.tokens.size();
    const size_t rows = whole_blocks(tokens);
    const size_t head_columns = config_.heads * config_.head_size;
    states.reshape(rows, config_.hidden);
    normed_.reshape(rows, config_.hidden);
    qkv_.reshape(rows, head_columns + 2 * config_.key_heads * config_.head_size);
    attended_.reshape(rows, head_columns);
    gate_up_.reshape(rows, 2 * config_.inner);
    inner_.reshape(rows, config_.inner);
    for_rows(pool, tokens, [&](size_t t) { embedding_.copy_row(batch.tokens[t], states.row(t)); });
    place_tokens(batch);
    for (const Layer& layer : layers_) {
      attention(pool, layer, batch, states);
      feed_forward(pool, layer, tokens, states);
    }
    for_rows(pool, tokens, [&](size_t t) { norm(states.row(t), norm_, states.row(t)); });
  }

 private:
  Result<PackedLinear> linear(ThreadPool& pool, const std::string& prefix,
                              const std::vector<std::string>& names, const std::vector<size_t>& outputs,
                              size_t inputs, Precision precision) const {
    std::vector<Weights> parts;
    for (size_t i = 0; i < names.size(); ++i) {
      THETA_ASSIGN(const Weights part, files_.matrix(prefix + names[i] + ".weight", outputs[i], inputs));
      parts.push_back(part);
    }
    return PackedLinear::pack(pool, parts, {}, precision);
  }

  Result<Layer> load_layer(ThreadPool& pool, const std::string& prefix, Precision precision) const {
    const size_t h = config_.hidden;
    const size_t q = config_.heads * config_.head_size;
    const size_t kv = config_.key_heads * config_.head_size;
    const size_t f = config_.inner;
    Layer layer;
    THETA_ASSIGN(layer.attention_norm, files_.vector(prefix + "input_layernorm.weight", h));
    THETA_ASSIGN(layer.query_norm, files_.vector(prefix + "self_attn.q_norm.weight", config_.head_size));
    THETA_ASSIGN(layer.key_norm, files_.vector(prefix + "self_attn.k_norm.weight", config_.head_size));
    THETA_ASSIGN(layer.inner_norm, files_.vector(prefix + "post_attention_layernorm.weight", h));
    THETA_ASSIGN(layer.qkv, linear(pool, prefix + "self_attn.", {"q_proj", "k_proj", "v_proj"}, {q, kv, kv},
                                   h, precision));
    THETA_ASSIGN(layer.out, linear(pool, prefix + "self_attn.", {"o_proj"}, {h}, q, precision));
    THETA_ASSIGN(layer.gate_up,
                 linear(pool, prefix + "mlp.", {"gate_proj", "up_proj"}, {f, f}, h, precision));
    THETA_ASSIGN(layer.down, linear(pool, prefix + "mlp.", {"down_proj"}, {h}, f, precision));
    return layer;
  }

  void norm(const float* in, const std::vector<float>& weight, float* out) const {
    rms_norm(in, weight.data(), static_cast<float>(config_.epsilon), out, weight.size());
  }

  /// The position of every token, and the angles of all positions that occur.
  void place_tokens(const TokenBatch& batch) {
    positions_.resize(batch.tokens.size());
    size_t longest = 0;
    for (size_t text = 0; text < batch.texts(); ++text) {
      const size_t begin = batch.offsets[text];
      for (size_t t = begin; t < batch.offsets[text + 1]; ++t) positions_[t] = t - begin;
      longest = std::max(longest, batch.offsets[text + 1] - begin);
    }
    const size_t half = config_.head_size / 2;
    for (size_t p = cosines_.size() / half; p < longest; ++p) {
      for (size_t i = 0; i < half; ++i) {
        const double angle = static_cast<double>(p) *
                             std::pow(config_.rope_base,
                                      -2.0 * static_cast<double>(i) / static_cast<double>(config_.head_size));
        cosines_.push_back(static_cast<float>(std::cos(angle)));
        sines_.push_back(static_cast<float>(std::sin(angle)));
      }
    }
  }

  void attention(ThreadPool& pool, const Layer& layer, const TokenBatch& batch, Matrix<float>& states) {
    const size_t tokens = batch.tokens.size();
    const size_t rows = states.rows();
    const size_t size = config_.head_size;
    const size_t half = size / 2;
    for_rows(pool, tokens, [&](size_t t) { norm(states.row(t), layer.attention_norm, normed_.row(t)); });
    layer.qkv.forward(pool, rows, normed_.data(), qkv_.data());
    for_rows(pool, tokens, [&](size_t t) {
      for (size_t head = 0; head < config_.heads + config_.key_heads; ++head) {
        float* const x = qkv_.row(t) + head * size;
        norm(x, head < config_.heads ? layer.query_norm : layer.key_norm, x);
        rotate_halves(x, cosines_.data() + positions_[t] * half, sines_.data() + positions_[t] * half, half);
      }
    });
    const float* const keys = qkv_.data() + config_.heads * size;
    attend(pool, batch.offsets,
           {qkv_.data(), keys, keys + config_.key_heads * size, qkv_.cols(), config_.heads, config_.key_heads,
            size, true},
           attended_.data());
    layer.out.forward(pool, rows, attended_.data(), normed_.data());
    for_rows(pool, tokens, [&](size_t t) { add_row(normed_.row(t), states.row(t), config_.hidden); });
  }

  void feed_forward(ThreadPool& pool, const Layer& layer, size_t tokens, Matrix<float>& states) {
    const size_t rows = states.rows();
    for_rows(pool, tokens, [&](size_t t) { norm(states.row(t), layer.inner_norm, normed_.row(t)); });
    layer.gate_up.forward(pool, rows, normed_.data(), gate_up_.data());
    for_rows(pool, tokens, [&](size_t t) {
      gated_silu(gate_up_.row(t), gate_up_.row(t) + config_.inner, inner_.row(t), config_.inner);
    });
    layer.down.forward(pool, rows, inner_.data(), normed_.data());
    for_rows(pool, tokens, [&](size_t t) { add_row(normed_.row(t), states.row(t), config_.hidden); });
  }

  EncoderConfig config_;
  WeightFiles files_;  ///< keeps the embedding mapped
  Weights embedding_;  ///< [vocabulary, H]
  std::vector<float> norm_;
  std::vector<Layer> layers_;

  // Buffers of a batch; rows of tokens, then padding.
  Matrix<float> normed_, qkv_, attended_, gate_up_, inner_;
  std::vector<size_t> positions_;
  std::vector<float> cosines_, sines_;  ///< [positions, D/2]
};

}  // namespace

Result<std::unique_ptr<Transformer>> make_qwen3(ThreadPool& pool, const EncoderConfig& config,
                                                WeightFiles weights, Precision precision) {
  auto model = std::make_unique<Qwen3>(config, std::move(weights));
  THETA_RETURN_IF_ERROR(model->load(pool, precision));
  return std::unique_ptr<Transformer>(std::move(model));
}

}  // namespace theta::encoders
