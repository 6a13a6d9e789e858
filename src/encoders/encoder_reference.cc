#include "encoders/encoder_reference.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace theta::encoders {
namespace {

using Row = std::vector<double>;
using Rows = std::vector<Row>;

class Reference {
 public:
  Reference(const EncoderConfig& config, const WeightFiles& weights) : config_(config), weights_(weights) {}

  Row vector(const std::string& name, size_t size) const {
    const std::vector<float> values = weights_.vector(name, size).value();
    return Row(values.begin(), values.end());
  }
  Rows matrix(const std::string& name, size_t rows, size_t cols) const {
    const Weights weights = weights_.matrix(name, rows, cols).value();
    Rows result(rows);
    std::vector<float> row(cols);
    for (size_t r = 0; r < rows; ++r) {
      weights.copy_row(r, row.data());
      result[r].assign(row.begin(), row.end());
    }
    return result;
  }

  /// x W' (+ b).
  Rows linear(const Rows& x, const std::string& name, size_t outputs, bool has_bias) const {
    const Rows w = matrix(name + ".weight", outputs, x[0].size());
    const Row bias = has_bias ? vector(name + ".bias", outputs) : Row(outputs, 0.0);
    Rows y;
    for (const Row& row : x) {
      Row out = bias;
      for (size_t o = 0; o < outputs; ++o) {
        for (size_t i = 0; i < row.size(); ++i) out[o] += row[i] * w[o][i];
      }
      y.push_back(std::move(out));
    }
    return y;
  }

  /// values[begin, begin + weight.size()) normalised by their root mean square.
  void rms(Row& values, size_t begin, const Row& weight) const {
    double squares = 0;
    for (size_t i = 0; i < weight.size(); ++i) squares += values[begin + i] * values[begin + i];
    const double root = std::sqrt(squares / static_cast<double>(weight.size()) + config_.epsilon);
    for (size_t i = 0; i < weight.size(); ++i) values[begin + i] *= weight[i] / root;
  }

  void layer_norm(Rows& x, const std::string& name) const {
    const Row weight = vector(name + ".weight", config_.hidden);
    const Row bias = vector(name + ".bias", config_.hidden);
    for (Row& row : x) {
      const auto n = static_cast<double>(row.size());
      double mean = 0;
      double variance = 0;
      for (const double v : row) mean += v / n;
      for (const double v : row) variance += (v - mean) * (v - mean) / n;
      for (size_t i = 0; i < row.size(); ++i) {
        row[i] = (row[i] - mean) / std::sqrt(variance + config_.epsilon) * weight[i] + bias[i];
      }
    }
  }

  Rows attention(const Rows& q, const Rows& k, const Rows& v, bool causal) const {
    const size_t d = config_.head_size;
    const size_t shared = config_.heads / config_.key_heads;
    Rows out(q.size(), Row(config_.heads * d, 0.0));
    for (size_t head = 0; head < config_.heads; ++head) {
      const size_t from = head / shared * d;
      for (size_t i = 0; i < q.size(); ++i) {
        const size_t seen = causal ? i + 1 : k.size();
        Row weight(seen, 0.0);
        double sum = 0;
        for (size_t j = 0; j < seen; ++j) {
          for (size_t c = 0; c < d; ++c) weight[j] += q[i][head * d + c] * k[j][from + c];
          weight[j] = std::exp(weight[j] / std::sqrt(static_cast<double>(d)));
          sum += weight[j];
        }
        for (size_t j = 0; j < seen; ++j) {
          for (size_t c = 0; c < d; ++c) out[i][head * d + c] += weight[j] / sum * v[j][from + c];
        }
      }
    }
    return out;
  }

  static void add(Rows& x, const Rows& y) {
    for (size_t r = 0; r < x.size(); ++r) {
      for (size_t i = 0; i < x[r].size(); ++i) x[r][i] += y[r][i];
    }
  }

  Rows rms_rows(Rows x, const std::string& name) const {
    const Row weight = vector(name, config_.hidden);
    for (Row& row : x) rms(row, 0, weight);
    return x;
  }

  void rotate(Row& row, size_t begin, size_t position) const {
    const size_t half = config_.head_size / 2;
    for (size_t i = 0; i < half; ++i) {
      const double angle = static_cast<double>(position) /
                           std::pow(config_.rope_base, static_cast<double>(i) / static_cast<double>(half));
      const double a = row[begin + i];
      const double b = row[begin + half + i];
      row[begin + i] = a * std::cos(angle) - b * std::sin(angle);
      row[begin + half + i] = b * std::cos(angle) + a * std::sin(angle);
    }
  }

  /// Normalises each head of each token and turns it to its position.
  void place(Rows& x, size_t heads, const std::string& name) const {
    const Row weight = vector(name, config_.head_size);
    for (size_t t = 0; t < x.size(); ++t) {
      for (size_t head = 0; head < heads; ++head) {
        rms(x[t], head * config_.head_size, weight);
        rotate(x[t], head * config_.head_size, t);
      }
    }
  }

  Rows embedded(const std::string& name, const std::vector<uint32_t>& tokens) const {
    const Rows table = matrix(name, config_.vocabulary, config_.hidden);
    Rows x;
    for (const uint32_t token : tokens) x.push_back(table[token]);
    return x;
  }

  Rows qwen3(const std::vector<uint32_t>& tokens) const {
    Rows x = embedded("embed_tokens.weight", tokens);
    const size_t keys = config_.key_heads * config_.head_size;
    for (size_t l = 0; l < config_.layers; ++l) {
      const std::string at = "layers." + std::to_string(l) + ".";
      const Rows normed = rms_rows(x, at + "input_layernorm.weight");
      Rows q = linear(normed, at + "self_attn.q_proj", config_.heads * config_.head_size, false);
      Rows k = linear(normed, at + "self_attn.k_proj", keys, false);
      const Rows v = linear(normed, at + "self_attn.v_proj", keys, false);
      place(q, config_.heads, at + "self_attn.q_norm.weight");
      place(k, config_.key_heads, at + "self_attn.k_norm.weight");
      add(x, linear(attention(q, k, v, true), at + "self_attn.o_proj", config_.hidden, false));
      const Rows before = rms_rows(x, at + "post_attention_layernorm.weight");
      Rows gate = linear(before, at + "mlp.gate_proj", config_.inner, false);
      const Rows up = linear(before, at + "mlp.up_proj", config_.inner, false);
      for (size_t t = 0; t < gate.size(); ++t) {
        for (size_t i = 0; i < gate[t].size(); ++i) gate[t][i] *= up[t][i] / (1 + std::exp(-gate[t][i]));
      }
      add(x, linear(gate, at + "mlp.down_proj", config_.hidden, false));
    }
    return rms_rows(x, "norm.weight");
  }

  double activated(double x) const {
    if (config_.activation == Activation::kGelu) return x / 2 * (1 + std::erf(x / std::sqrt(2.0)));
    return x / 2 * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
  }

  Rows bert(const std::vector<uint32_t>& tokens) const {
    const size_t h = config_.hidden;
    Rows x = embedded("embeddings.word_embeddings.weight", tokens);
    const Rows positions = matrix("embeddings.position_embeddings.weight", config_.most_positions, h);
    const Rows types = matrix("embeddings.token_type_embeddings.weight", config_.types, h);
    for (size_t t = 0; t < x.size(); ++t) {
      for (size_t i = 0; i < h; ++i) x[t][i] += positions[config_.first_position + t][i] + types[0][i];
    }
    layer_norm(x, "embeddings.LayerNorm");
    for (size_t l = 0; l < config_.layers; ++l) {
      const std::string at = "encoder.layer." + std::to_string(l) + ".";
      const std::string self = at + "attention.self.";
      const Rows attended = attention(linear(x, self + "query", h, true), linear(x, self + "key", h, true),
                                      linear(x, self + "value", h, true), false);
      add(x, linear(attended, at + "attention.output.dense", h, true));
      layer_norm(x, at + "attention.output.LayerNorm");
      Rows inner = linear(x, at + "intermediate.dense", config_.inner, true);
      for (Row& row : inner) {
        for (double& value : row) value = activated(value);
      }
      add(x, linear(inner, at + "output.dense", h, true));
      layer_norm(x, at + "output.LayerNorm");
    }
    return x;
  }

 private:
  const EncoderConfig& config_;
  const WeightFiles& weights_;
};

}  // namespace

std::vector<std::vector<double>> reference_states(const EncoderConfig& config, const WeightFiles& weights,
                                                  const std::vector<uint32_t>& tokens) {
  const Reference reference(config, weights);
  return config.architecture == Architecture::kQwen3 ? reference.qwen3(tokens) : reference.bert(tokens);
}

}  // namespace theta::encoders
