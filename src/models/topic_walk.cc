#include "models/topic_walk.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "models/initial_values.h"

namespace theta::models {
namespace {

using math::Matrix;

// Standard normal draws of one row of a slice's alpha.
template <typename T>
class RowNoise {
 public:
  RowNoise(uint64_t seed, uint64_t stream, uint32_t slice) : random_(seed, stream_id(14, stream, slice)) {}

  void draw(size_t topic, std::span<T> out) const {
    const size_t pairs = (out.size() + 1) / 2;
    for (size_t i = 0; i < out.size(); i += 2) {
      const auto [a, b] = random_.normal_pair(topic * pairs + i / 2);
      out[i] = static_cast<T>(a);
      if (i + 1 < out.size()) out[i + 1] = static_cast<T>(b);
    }
  }

 private:
  CounterRandom random_;
};

}  // namespace

template <typename T>
TopicWalk<T>::TopicWalk(const DetmConfig& config, uint64_t seed) : config_(config) {
  const size_t k = config.etm.num_topics;
  const size_t l = config.etm.embedding_size;
  base_.allocate("walk.base", k, l);
  mean_.allocate("walk.mean", config.slices * k, l);
  log_variance_.allocate("walk.log_variance", config.slices * k, l);
  base_.trained = config.shared_base;
  fill_uniform(mean_.value, 0, 0, l, 1.0 / std::sqrt(static_cast<double>(l)), seed, stream_id(2, 2));
  log_variance_.value.fill(static_cast<T>(2.0 * std::log(config.start_deviation)));
}

template <typename T>
void TopicWalk<T>::start_at(const Matrix<T>& alpha) {
  base_.value.fill(T{0});
  mean_.value.fill(T{0});
  if (config_.shared_base) {
    base_.value = alpha;
    return;
  }
  for (size_t t = 0; t < config_.slices; ++t) {
    for (size_t k = 0; k < alpha.rows(); ++k)
      std::copy_n(alpha.row(k), alpha.cols(), mean_.value.row(row(t, k)));
  }
}

template <typename T>
void TopicWalk<T>::sample(std::span<const uint32_t> slices, uint64_t seed, uint64_t stream,
                          Matrix<T>& alpha) const {
  const size_t k_count = config_.etm.num_topics;
  const size_t l = config_.etm.embedding_size;
  alpha.reshape(slices.size() * k_count, l);
  for (size_t s = 0; s < slices.size(); ++s) {
    const RowNoise<T> noise(seed, stream, slices[s]);
    for (size_t k = 0; k < k_count; ++k) {
      const size_t from = row(slices[s], k);
      T* const out = alpha.row(s * k_count + k);
      noise.draw(k, {out, l});
      for (size_t i = 0; i < l; ++i) {
        const T deviation = std::exp(T(0.5) * log_variance_.value(from, i));
        out[i] = base_.value(k, i) + mean_.value(from, i) + deviation * out[i];
      }
    }
  }
}

template <typename T>
Matrix<T> TopicWalk<T>::mean(size_t slice) const {
  Matrix<T> alpha = base_.value;
  for (size_t k = 0; k < alpha.rows(); ++k) {
    for (size_t i = 0; i < alpha.cols(); ++i) alpha(k, i) += mean_.value(row(slice, k), i);
  }
  return alpha;
}

template <typename T>
double TopicWalk<T>::kl(ThreadPool& pool) const {
  const size_t k_count = config_.etm.num_topics;
  const size_t l = config_.etm.embedding_size;
  std::vector<double> sums(config_.slices, 0.0);
  parallel_for(pool, config_.slices, 1, [&](size_t begin, size_t end, size_t) {
    for (size_t t = begin; t < end; ++t) {
      const double inverse = 1.0 / prior_variance(t);
      for (size_t k = 0; k < k_count; ++k) {
        double row_sum = 0;
        for (size_t i = 0; i < l; ++i) {
          const double log_variance = static_cast<double>(log_variance_.value(row(t, k), i));
          double distance = static_cast<double>(mean_.value(row(t, k), i));
          double spread = std::exp(log_variance);
          if (t == 0) {
            distance += static_cast<double>(base_.value(k, i));
          } else {
            distance -= static_cast<double>(mean_.value(row(t - 1, k), i));
            spread += std::exp(static_cast<double>(log_variance_.value(row(t - 1, k), i)));
          }
          row_sum += (spread + distance * distance) * inverse - 1.0 - log_variance;
        }
        sums[t] += 0.5 * (row_sum - static_cast<double>(l) * std::log(inverse));
      }
    }
  });
  double total = 0;
  for (const double sum : sums) total += sum;
  return total;
}

template <typename T>
void TopicWalk<T>::backward(ThreadPool& pool, std::span<const uint32_t> slices, uint64_t seed,
                            uint64_t stream, const Matrix<T>& alpha_gradient, double kl_scale,
                            Optimizer<T>& optimizer) {
  const size_t k_count = config_.etm.num_topics;
  const size_t l = config_.etm.embedding_size;
  const size_t t_count = config_.slices;
  const T first_pull = static_cast<T>(kl_scale / config_.topic_start_variance);
  const T pull = static_cast<T>(kl_scale / config_.walk_variance);
  const T half = static_cast<T>(0.5 * kl_scale);
  std::vector<size_t> place(t_count, SIZE_MAX);  // of a slice among those of the batch
  for (size_t s = 0; s < slices.size(); ++s) place[slices[s]] = s;
  Matrix<T> base_gradient(k_count, l);
  const Matrix<T>& mean = mean_.value;
  const Matrix<T>& log_variance = log_variance_.value;
  // A topic's rows depend on their neighbours in time alone, so topics run beside each other, and the rows of
  // the next slice must still be the old ones: gradients of a topic are all computed before any is applied.
  parallel_for(pool, k_count, 1, [&](size_t begin, size_t end, size_t) {
    Matrix<T> mean_gradient(t_count, l);
    Matrix<T> variance_gradient(t_count, l);
    std::vector<T> noise(l);
    for (size_t k = begin; k < end; ++k) {
      T* const base = base_gradient.row(k);
      for (size_t t = 0; t < t_count; ++t) {
        T* const mean_out = mean_gradient.row(t);
        T* const variance_out = variance_gradient.row(t);
        const T* const here = mean.row(row(t, k));
        const T* const before = t == 0 ? nullptr : mean.row(row(t - 1, k));
        const T* const after = t + 1 == t_count ? nullptr : mean.row(row(t + 1, k));
        const T own = t == 0 ? first_pull : pull;
        const T both = own + (after == nullptr ? T{0} : pull);
        for (size_t i = 0; i < l; ++i) {
          const T from = before == nullptr ? -base_.value(k, i) : before[i];
          mean_out[i] = own * (here[i] - from);
          if (after != nullptr) mean_out[i] += pull * (here[i] - after[i]);
          variance_out[i] = T(0.5) * both * std::exp(log_variance(row(t, k), i)) - half;
        }
        if (t == 0) {
          // Only the first slice's distance reads the base: later ones read differences.
          for (size_t i = 0; i < l; ++i) base[i] = own * (here[i] + base_.value(k, i));
        }
        if (place[t] == SIZE_MAX) continue;
        const T* const gradient = alpha_gradient.row(place[t] * k_count + k);
        RowNoise<T>(seed, stream, static_cast<uint32_t>(t)).draw(k, noise);
        for (size_t i = 0; i < l; ++i) {
          const T deviation = std::exp(T(0.5) * log_variance(row(t, k), i));
          mean_out[i] += gradient[i];
          base[i] += gradient[i];
          variance_out[i] += T(0.5) * gradient[i] * noise[i] * deviation;
        }
      }
      for (size_t t = 0; t < t_count; ++t) {
        optimizer.apply(mean_, row(t, k) * l, mean_gradient.row(t), l);
        optimizer.apply(log_variance_, row(t, k) * l, variance_gradient.row(t), l);
      }
    }
  });
  optimizer.apply(base_, 0, base_gradient.data(), base_gradient.size());
}

template class TopicWalk<float>;
template class TopicWalk<double>;

}  // namespace theta::models
