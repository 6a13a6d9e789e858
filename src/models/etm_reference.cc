#include "models/etm_reference.h"

#include <cmath>

#include "base/random.h"

namespace theta::models {
namespace {

using Dense = math::Matrix<double>;

double activate(const EtmConfig& config, double x) {
  return config.activation == Activation::kRelu ? (x > 0 ? x : 0.0) : std::log(1.0 + std::exp(x));
}

Dense dense_rows(const SparseRows<double>& rows, size_t columns) {
  Dense result(rows.rows(), columns);
  for (size_t r = 0; r < rows.rows(); ++r) {
    for (size_t i = 0; i < rows.row_size(r); ++i) result(r, rows.row_indices(r)[i]) = rows.row_values(r)[i];
  }
  return result;
}

Dense linear(const Dense& x, const Parameter<double>& weight, const Parameter<double>& bias) {
  Dense y(x.rows(), weight.value.cols());
  for (size_t r = 0; r < y.rows(); ++r) {
    for (size_t c = 0; c < y.cols(); ++c) {
      double sum = bias.value(0, c);
      for (size_t i = 0; i < x.cols(); ++i) sum += x(r, i) * weight.value(i, c);
      y(r, c) = sum;
    }
  }
  return y;
}

void drop(const EtmConfig& config, const StepSettings& settings, Dense& hidden) {
  if (config.dropout <= 0) return;
  const CounterRandom random(settings.seed, stream_id(5, settings.epoch, settings.step_in_epoch));
  for (size_t i = 0; i < hidden.size(); ++i) {
    const bool dropped = random.uniform(i) < static_cast<float>(config.dropout);
    hidden.data()[i] = dropped ? 0.0 : hidden.data()[i] / (1.0 - config.dropout);
  }
}

void normalise_columns(Dense& x) {
  for (size_t c = 0; c < x.cols(); ++c) {
    double mean = 0;
    double variance = 0;
    for (size_t r = 0; r < x.rows(); ++r) mean += x(r, c) / static_cast<double>(x.rows());
    for (size_t r = 0; r < x.rows(); ++r)
      variance += (x(r, c) - mean) * (x(r, c) - mean) / static_cast<double>(x.rows());
    for (size_t r = 0; r < x.rows(); ++r) x(r, c) = (x(r, c) - mean) / std::sqrt(variance + 1e-5);
  }
}

/// mu in columns [0, K), log-variance in [K, 2K).
Dense posterior(const Etm<double>& model, const Batch<double>& batch, const StepSettings& settings) {
  const EtmConfig& config = model.config();
  const Encoder<double>& encoder = model.encoder();
  Dense h =
      linear(dense_rows(batch.input, config.vocabulary_size), encoder.first_weight(), encoder.first_bias());
  for (double& x : h.values()) x = activate(config, x);
  h = linear(h, encoder.second_weight(), encoder.second_bias());
  for (double& x : h.values()) x = activate(config, x);
  drop(config, settings, h);
  Dense head = linear(h, encoder.head_weight(), encoder.head_bias());
  if (config.batch_norm) normalise_columns(head);
  const size_t k_count = config.num_topics;
  Dense result(head.rows(), 2 * k_count);
  for (size_t d = 0; d < head.rows(); ++d) {
    for (size_t k = 0; k < k_count; ++k) {
      result(d, k) = head(d, k) * (config.batch_norm ? config.batch_norm_scale : 1.0);
      result(d, k_count + k) = head(d, math::padded(k_count) + k);
    }
  }
  return result;
}

double noise(const StepSettings& settings, uint32_t document, size_t k) {
  const CounterRandom random(settings.seed, stream_id(4, settings.epoch, document));
  const auto pair = random.normal_pair(k / 2);
  return k % 2 == 0 ? pair.first : pair.second;
}

double row_probability(const Dense& theta, const Dense& beta, size_t d, size_t v) {
  double p = 0;
  for (size_t k = 0; k < beta.cols(); ++k) p += theta(d, k) * beta(v, k);
  return p;
}

}  // namespace

Dense reference_beta(const Etm<double>& model) {
  const EtmConfig& config = model.config();
  Dense beta(config.vocabulary_size, config.num_topics);
  for (size_t k = 0; k < config.num_topics; ++k) {
    double total = 0;
    for (size_t v = 0; v < config.vocabulary_size; ++v) {
      double logit = model.decoder().background()[v];
      for (size_t l = 0; l < config.embedding_size; ++l) {
        logit += model.decoder().rho().value(v, l) * model.decoder().alpha().value(k, l);
      }
      beta(v, k) = std::exp(logit);
      total += beta(v, k);
    }
    for (size_t v = 0; v < config.vocabulary_size; ++v) beta(v, k) /= total;
  }
  return beta;
}

Dense reference_theta(const Etm<double>& model, const Batch<double>& batch, const StepSettings& settings) {
  const size_t k_count = model.config().num_topics;
  const Dense q = posterior(model, batch, settings);
  Dense theta(q.rows(), k_count);
  for (size_t d = 0; d < q.rows(); ++d) {
    double total = 0;
    for (size_t k = 0; k < k_count; ++k) {
      const double z = q(d, k) + noise(settings, batch.documents[d], k) * std::exp(0.5 * q(d, k_count + k));
      theta(d, k) = std::exp(z);
      total += theta(d, k);
    }
    for (size_t k = 0; k < k_count; ++k) theta(d, k) /= total;
  }
  return theta;
}

Dense reference_refined(const Etm<double>& model, const Batch<double>& batch, const Dense& theta,
                        const Dense& beta, const std::vector<double>& mean_theta) {
  const EtmConfig& config = model.config();
  const Dense counts = dense_rows(batch.target, config.vocabulary_size);
  Dense t = theta;
  for (int step = 0; step < config.refine_steps; ++step) {
    const Dense before = t;
    for (size_t d = 0; d < t.rows(); ++d) {
      double length = 0;
      std::vector<double> gathered(config.num_topics, 0.0);
      for (size_t v = 0; v < config.vocabulary_size; ++v) {
        length += counts(d, v);
        const double ratio = counts(d, v) / row_probability(before, beta, d, v);
        for (size_t k = 0; k < config.num_topics; ++k) gathered[k] += ratio * beta(v, k);
      }
      for (size_t k = 0; k < config.num_topics; ++k) {
        t(d, k) = (config.refine_strength * mean_theta[k] + before(d, k) * gathered[k]) /
                  (config.refine_strength + length);
      }
    }
  }
  return t;
}

StepLoss reference_loss(const Etm<double>& model, const Batch<double>& batch, const StepSettings& settings,
                        const FrozenParts& frozen) {
  const EtmConfig& config = model.config();
  const size_t k_count = config.num_topics;
  const Dense q = posterior(model, batch, settings);
  const Dense theta = reference_theta(model, batch, settings);
  const Dense beta = reference_beta(model);
  const Dense counts = dense_rows(batch.target, config.vocabulary_size);
  const double documents = static_cast<double>(counts.rows());
  Dense mixed = beta;
  for (size_t i = 0; i < mixed.size(); ++i) {
    mixed.data()[i] =
        (1 - config.refine_weight) * beta.data()[i] + config.refine_weight * frozen.beta.data()[i];
  }
  StepLoss loss;
  for (size_t d = 0; d < counts.rows(); ++d) {
    for (size_t v = 0; v < config.vocabulary_size; ++v) {
      if (counts(d, v) == 0) continue;
      loss.reconstruction -= counts(d, v) * std::log(row_probability(theta, mixed, d, v)) / documents;
      if (config.refine_weight > 0) {
        loss.refined -= counts(d, v) * std::log(row_probability(frozen.refined, beta, d, v)) / documents;
      }
    }
    for (size_t k = 0; k < k_count; ++k) {
      const double log_s2 = model.prior_log_variance().value(0, k);
      const double distance = q(d, k) - model.prior_mean().value(0, k);
      const double log_variance = q(d, k_count + k);
      loss.kl +=
          0.5 *
          ((std::exp(log_variance) + distance * distance) / std::exp(log_s2) - 1 - log_variance + log_s2) /
          documents;
    }
  }
  return loss;
}

}  // namespace theta::models
