#include "models/topic_softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "math/gemm.h"
#include "math/kernels.h"
#include "models/initial_values.h"

namespace theta::models {
namespace {

using math::Matrix;
using math::Transpose;

constexpr size_t kWordGrain = 256;

/// Runs reduce(begin, end, partial) over pieces of the vocabulary and joins the partial rows in order.
template <typename T, typename Reduce, typename Join>
std::vector<T> reduce_words(ThreadPool& pool, size_t words, size_t cols, T start, Reduce reduce, Join join) {
  const size_t pieces = (words + kWordGrain - 1) / kWordGrain;
  math::AlignedVector<T> partial(pieces * cols, start);
  parallel_for(pool, words, kWordGrain, [&](size_t begin, size_t end, size_t) {
    reduce(begin, end, partial.data() + begin / kWordGrain * cols);
  });
  std::vector<T> total(cols, start);
  for (size_t piece = 0; piece < pieces; ++piece) {
    for (size_t c = 0; c < cols; ++c) total[c] = join(total[c], partial[piece * cols + c]);
  }
  return total;
}

}  // namespace

template <typename T>
TopicSoftmax<T>::TopicSoftmax(const EtmConfig& config, uint64_t seed)
    : config_(config), cols_(math::padded(config.num_topics)) {
  rho_.allocate("decoder.rho", config.vocabulary_size, config.embedding_size);
  rho_.trained = config.train_rho;
  const double bound = 1.0 / std::sqrt(static_cast<double>(config.embedding_size));
  fill_uniform(rho_.value, 0, 0, config.embedding_size, bound, seed, stream_id(2, 1));
}

template <typename T>
void TopicSoftmax<T>::logits(ThreadPool& pool, const Matrix<T>& alpha,
                             const std::vector<const T*>& backgrounds) {
  const size_t k = config_.num_topics;
  const size_t l = config_.embedding_size;
  const size_t stride = backgrounds.size() * cols_;
  word_topic_.reshape(config_.vocabulary_size, stride);
  parallel_for(pool, config_.vocabulary_size, kWordGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t s = 0; s < backgrounds.size(); ++s) {
      for (size_t v = begin; v < end; ++v)
        std::fill_n(word_topic_.row(v) + s * cols_, cols_, backgrounds[s][v]);
      math::gemm_serial(Transpose::kNo, Transpose::kYes, end - begin, k, l, rho_.value.row(begin), l,
                        alpha.row(s * k), l, T{1}, word_topic_.row(begin) + s * cols_, stride);
    }
  });
}

template <typename T>
void TopicSoftmax<T>::normalise(ThreadPool& pool) {
  const size_t v_count = config_.vocabulary_size;
  const size_t cols = word_topic_.cols();
  const std::vector<T> largest = reduce_words<T>(
      pool, v_count, cols, -std::numeric_limits<T>::infinity(),
      [&](size_t begin, size_t end, T* out) {
        math::column_max(word_topic_.row(begin), cols, end - begin, cols, out);
      },
      [](T a, T b) { return std::max(a, b); });
  std::vector<T> factor = reduce_words<T>(
      pool, v_count, cols, T{0},
      [&](size_t begin, size_t end, T* out) {
        math::column_exp_sum(word_topic_.row(begin), cols, end - begin, cols, largest.data(), out);
      },
      [](T a, T b) { return a + b; });
  for (size_t c = 0; c < cols; ++c) factor[c] = c % cols_ < config_.num_topics ? T{1} / factor[c] : T{0};
  parallel_for(pool, v_count, kWordGrain, [&](size_t begin, size_t end, size_t) {
    math::scale_columns(word_topic_.row(begin), cols, end - begin, cols, factor.data());
  });
}

template <typename T>
void TopicSoftmax<T>::forward(ThreadPool& pool, const Matrix<T>& alpha,
                              const std::vector<const T*>& backgrounds) {
  logits(pool, alpha, backgrounds);
  normalise(pool);
}

template <typename T>
void TopicSoftmax<T>::update_rho(ThreadPool& pool, const Matrix<T>& logit_gradient, const Matrix<T>& alpha,
                                 Optimizer<T>& optimizer) {
  const size_t k = config_.num_topics;
  const size_t l = config_.embedding_size;
  const size_t stride = logit_gradient.cols();
  std::vector<Matrix<T>> buffers(pool.size(), Matrix<T>(kWordGrain, l));
  parallel_for(pool, config_.vocabulary_size, kWordGrain, [&](size_t begin, size_t end, size_t worker) {
    Matrix<T>& buffer = buffers[worker];
    for (size_t s = 0; s < stride / cols_; ++s) {
      math::gemm_serial(Transpose::kNo, Transpose::kNo, end - begin, l, k,
                        logit_gradient.row(begin) + s * cols_, stride, alpha.row(s * k), l,
                        s == 0 ? T{0} : T{1}, buffer.data(), l);
    }
    optimizer.apply(rho_, begin * l, buffer.data(), (end - begin) * l);
  });
}

template <typename T>
void TopicSoftmax<T>::backward(ThreadPool& pool, Matrix<T>& gradient, const Matrix<T>& alpha,
                               Matrix<T>& alpha_gradient, Optimizer<T>& optimizer) {
  const size_t v_count = config_.vocabulary_size;
  const size_t k = config_.num_topics;
  const size_t l = config_.embedding_size;
  const size_t cols = gradient.cols();
  const std::vector<T> mean = reduce_words<T>(
      pool, v_count, cols, T{0},
      [&](size_t begin, size_t end, T* out) {
        math::column_product_sum(word_topic_.row(begin), gradient.row(begin), cols, end - begin, cols, out);
      },
      [](T a, T b) { return a + b; });
  parallel_for(pool, v_count, kWordGrain, [&](size_t begin, size_t end, size_t) {
    math::softmax_columns_backward(word_topic_.row(begin), mean.data(), cols, end - begin, cols,
                                   gradient.row(begin));
  });
  alpha_gradient.reshape(cols / cols_ * k, l);
  for (size_t s = 0; s < cols / cols_; ++s) {
    math::gemm(pool, Transpose::kYes, Transpose::kNo, k, l, v_count, gradient.data() + s * cols_, cols,
               rho_.value.data(), l, T{0}, alpha_gradient.row(s * k), l);
  }
  if (rho_.trained) update_rho(pool, gradient, alpha, optimizer);
}

template class TopicSoftmax<float>;
template class TopicSoftmax<double>;

}  // namespace theta::models
