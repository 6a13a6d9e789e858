#include "encoders/packed_linear.h"
#include "encoders/row_kernels.h"
#include "encoders/transformer.h"

namespace theta::encoders {
namespace {

using math::Matrix;
using math::Precision;

struct Norm {
  std::vector<float> weight;
  std::vector<float> bias;
};

struct Layer {
  PackedLinear qkv;  ///< H -> 3H
  PackedLinear out;  ///< H -> H
  Norm attention_norm;
  PackedLinear up;    ///< H -> F
  PackedLinear down;  ///< F -> H
  Norm inner_norm;
};

/// BERT: learned positions, norms behind each part, GELU. Source: Devlin et al. 2019, section 3.
class Bert : public Transformer {
 public:
  Bert(const EncoderConfig& config, WeightFiles weights) : config_(config), files_(std::move(weights)) {}

  Status load(ThreadPool& pool, Precision precision) {
    const std::string words = "embeddings.word_embeddings.weight";
    THETA_ASSIGN(const std::string prefix, prefix_of(files_, {"", "bert.", "roberta."}, words));
    const std::string front = prefix + "embeddings.";
    const size_t h = config_.hidden;
    THETA_ASSIGN(words_, files_.matrix(prefix + words, config_.vocabulary, h));
    THETA_ASSIGN(positions_, files_.matrix(front + "position_embeddings.weight", config_.most_positions, h));
    THETA_ASSIGN(const Weights types,
                 files_.matrix(front + "token_type_embeddings.weight", config_.types, h));
    type_.resize(h);
    types.copy_row(0, type_.data());
    THETA_ASSIGN(norm_, load_norm(front + "LayerNorm", h));
    for (size_t l = 0; l < config_.layers; ++l) {
      THETA_ASSIGN(Layer layer, load_layer(pool, fmt::format("{}encoder.layer.{}.", prefix, l), precision));
      layers_.push_back(std::move(layer));
    }
    return {};
  }

  void forward(ThreadPool& pool, const TokenBatch& batch, Matrix<float>& states) override {
    const size_t rows = whole_blocks(batch.tokens.size());
    const size_t h = config_.hidden;
    states.reshape(rows, h);
    qkv_.reshape(rows, 3 * h);
    attended_.reshape(rows, h);
    inner_.reshape(rows, config_.inner);
    added_.reshape(rows, h);
    embed(pool, batch, states);
    for (const Layer& layer : layers_) run_layer(pool, layer, batch, states);
  }

 private:
  Result<Norm> load_norm(const std::string& name, size_t size) const {
    Norm norm;
    THETA_ASSIGN(norm.weight, files_.vector(name + ".weight", size));
    THETA_ASSIGN(norm.bias, files_.vector(name + ".bias", size));
    return norm;
  }

  Result<PackedLinear> linear(ThreadPool& pool, const std::vector<std::string>& names, size_t outputs,
                              size_t inputs, Precision precision) const {
    std::vector<Weights> parts;
    std::vector<float> bias;
    for (const std::string& name : names) {
      THETA_ASSIGN(const Weights part, files_.matrix(name + ".weight", outputs, inputs));
      THETA_ASSIGN(const std::vector<float> values, files_.vector(name + ".bias", outputs));
      parts.push_back(part);
      bias.insert(bias.end(), values.begin(), values.end());
    }
    return PackedLinear::pack(pool, parts, bias, precision);
  }

  Result<Layer> load_layer(ThreadPool& pool, const std::string& prefix, Precision precision) const {
    const size_t h = config_.hidden;
    const std::string self = prefix + "attention.self.";
    Layer layer;
    THETA_ASSIGN(layer.qkv, linear(pool, {self + "query", self + "key", self + "value"}, h, h, precision));
    THETA_ASSIGN(layer.out, linear(pool, {prefix + "attention.output.dense"}, h, h, precision));
    THETA_ASSIGN(layer.attention_norm, load_norm(prefix + "attention.output.LayerNorm", h));
    THETA_ASSIGN(layer.up, linear(pool, {prefix + "intermediate.dense"}, config_.inner, h, precision));
    THETA_ASSIGN(layer.down, linear(pool, {prefix + "output.dense"}, h, config_.inner, precision));
    THETA_ASSIGN(layer.inner_norm, load_norm(prefix + "output.LayerNorm", h));
    return layer;
  }

  void normalise(const Norm& norm, float* row) const {
    layer_norm(row, norm.weight.data(), norm.bias.data(), static_cast<float>(config_.epsilon), row,
               config_.hidden);
  }

  void embed(ThreadPool& pool, const TokenBatch& batch, Matrix<float>& states) {
    const size_t h = config_.hidden;
    std::vector<size_t> place(batch.tokens.size());
    for (size_t text = 0; text < batch.texts(); ++text) {
      const size_t begin = batch.offsets[text];
      for (size_t t = begin; t < batch.offsets[text + 1]; ++t) place[t] = config_.first_position + t - begin;
    }
    for_rows(pool, batch.tokens.size(), [&](size_t t) {
      words_.copy_row(batch.tokens[t], states.row(t));
      positions_.copy_row(place[t], added_.row(t));
      add_row(added_.row(t), states.row(t), h);
      add_row(type_.data(), states.row(t), h);
      normalise(norm_, states.row(t));
    });
  }

  /// states <- norm(states + added).
  void add_and_normalise(ThreadPool& pool, const Norm& norm, size_t tokens, Matrix<float>& states) {
    for_rows(pool, tokens, [&](size_t t) {
      add_row(added_.row(t), states.row(t), config_.hidden);
      normalise(norm, states.row(t));
    });
  }

  void run_layer(ThreadPool& pool, const Layer& layer, const TokenBatch& batch, Matrix<float>& states) {
    const size_t tokens = batch.tokens.size();
    const size_t rows = states.rows();
    const size_t h = config_.hidden;
    layer.qkv.forward(pool, rows, states.data(), qkv_.data());
    attend(pool, batch.offsets,
           {qkv_.data(), qkv_.data() + h, qkv_.data() + 2 * h, 3 * h, config_.heads, config_.heads,
            config_.head_size, false},
           attended_.data());
    layer.out.forward(pool, rows, attended_.data(), added_.data());
    add_and_normalise(pool, layer.attention_norm, tokens, states);
    layer.up.forward(pool, rows, states.data(), inner_.data());
    for_rows(pool, tokens, [&](size_t t) {
      config_.activation == Activation::kGelu ? gelu(inner_.row(t), config_.inner)
                                              : gelu_tanh(inner_.row(t), config_.inner);
    });
    layer.down.forward(pool, rows, inner_.data(), added_.data());
    add_and_normalise(pool, layer.inner_norm, tokens, states);
  }

  EncoderConfig config_;
  WeightFiles files_;  ///< keeps the embeddings mapped
  Weights words_;      ///< [vocabulary, H]
  Weights positions_;  ///< [positions, H]
  std::vector<float> type_;
  Norm norm_;
  std::vector<Layer> layers_;
  Matrix<float> qkv_, attended_, inner_, added_;  ///< of a batch; rows of tokens, then padding
};

}  // namespace

Result<std::unique_ptr<Transformer>> make_bert(ThreadPool& pool, const EncoderConfig& config,
                                               WeightFiles weights, Precision precision) {
  auto model = std::make_unique<Bert>(config, std::move(weights));
  THETA_RETURN_IF_ERROR(model->load(pool, precision));
  return std::unique_ptr<Transformer>(std::move(model));
}

}  // namespace theta::encoders
