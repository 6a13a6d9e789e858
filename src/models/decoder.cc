#include "models/decoder.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.h"
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
Decoder<T>::Decoder(const EtmConfig& config, uint64_t seed)
    : config_(config), background_(config.vocabulary_size, T{0}) {
  rho_.allocate("decoder.rho", config.vocabulary_size, config.embedding_size);
  alpha_.allocate("decoder.alpha", config.num_topics, config.embedding_size);
  rho_.trained = config.train_rho;
  const size_t l = config.embedding_size;
  const double bound = 1.0 / std::sqrt(static_cast<double>(l));
  fill_uniform(rho_.value, 0, 0, l, bound, seed, stream_id(2, 1));
  fill_uniform(alpha_.value, 0, 0, l, bound, seed, stream_id(2, 2));
}

template <typename T>
void Decoder<T>::set_background(const std::vector<T>& log_unigram) {
  THETA_ASSERT(log_unigram.size() == config_.vocabulary_size);
  background_ = log_unigram;
}

template <typename T>
void Decoder<T>::set_rho(const Matrix<T>& rho) {
  THETA_ASSERT(rho.rows() == rho_.value.rows() && rho.cols() == rho_.value.cols());
  rho_.value = rho;
}

template <typename T>
void Decoder<T>::set_alpha(const Matrix<T>& alpha) {
  THETA_ASSERT(alpha.rows() == alpha_.value.rows() && alpha.cols() == alpha_.value.cols());
  alpha_.value = alpha;
}

template <typename T>
void Decoder<T>::logits(ThreadPool& pool) {
  const size_t v_count = config_.vocabulary_size;
  const size_t k = config_.num_topics;
  const size_t l = config_.embedding_size;
  const size_t cols = math::padded(k);
  word_topic_.reshape(v_count, cols);
  parallel_for(pool, v_count, kWordGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t v = begin; v < end; ++v) std::fill_n(word_topic_.row(v), cols, background_[v]);
    math::gemm_serial(Transpose::kNo, Transpose::kYes, end - begin, k, l, rho_.value.row(begin), l,
                      alpha_.value.data(), l, T{1}, word_topic_.row(begin), cols);
  });
}

template <typename T>
void Decoder<T>::normalise(ThreadPool& pool) {
  const size_t v_count = config_.vocabulary_size;
  const size_t k = config_.num_topics;
  const size_t cols = math::padded(k);
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
  for (size_t c = 0; c < cols; ++c) factor[c] = c < k ? T{1} / factor[c] : T{0};
  parallel_for(pool, v_count, kWordGrain, [&](size_t begin, size_t end, size_t) {
    math::scale_columns(word_topic_.row(begin), cols, end - begin, cols, factor.data());
  });
}

template <typename T>
void Decoder<T>::forward(ThreadPool& pool) {
  logits(pool);
  normalise(pool);
}

template <typename T>
void Decoder<T>::update_rho(ThreadPool& pool, const Matrix<T>& logit_gradient, Optimizer<T>& optimizer) {
  const size_t k = config_.num_topics;
  const size_t l = config_.embedding_size;
  const size_t cols = math::padded(k);
  std::vector<Matrix<T>> buffers(pool.size(), Matrix<T>(kWordGrain, l));
  parallel_for(pool, config_.vocabulary_size, kWordGrain, [&](size_t begin, size_t end, size_t worker) {
    Matrix<T>& buffer = buffers[worker];
    math::gemm_serial(Transpose::kNo, Transpose::kNo, end - begin, l, k, logit_gradient.row(begin), cols,
                      old_alpha_.data(), l, T{0}, buffer.data(), l);
    optimizer.apply(rho_, begin * l, buffer.data(), (end - begin) * l);
  });
}

template <typename T>
void Decoder<T>::backward(ThreadPool& pool, Matrix<T>& gradient, Optimizer<T>& optimizer) {
  const size_t v_count = config_.vocabulary_size;
  const size_t k = config_.num_topics;
  const size_t l = config_.embedding_size;
  const size_t cols = math::padded(k);
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
  alpha_gradient_.reshape(k, l);
  math::gemm(pool, Transpose::kYes, Transpose::kNo, k, l, v_count, gradient.data(), cols, rho_.value.data(),
             l, T{0}, alpha_gradient_.data(), l);
  old_alpha_ = alpha_.value;
  optimizer.apply(alpha_, 0, alpha_gradient_.data(), alpha_gradient_.size());
  if (rho_.trained) update_rho(pool, gradient, optimizer);
}

template class Decoder<float>;
template class Decoder<double>;

}  // namespace theta::models
