#include "models/decoder.h"

#include <cmath>

#include "base/assert.h"
#include "base/random.h"
#include "models/initial_values.h"

namespace theta::models {

using math::Matrix;

template <typename T>
Decoder<T>::Decoder(const EtmConfig& config, uint64_t seed)
    : softmax_(config, seed), background_(config.vocabulary_size, T{0}) {
  const size_t l = config.embedding_size;
  alpha_.allocate("decoder.alpha", config.num_topics, l);
  fill_uniform(alpha_.value, 0, 0, l, 1.0 / std::sqrt(static_cast<double>(l)), seed, stream_id(2, 2));
}

template <typename T>
void Decoder<T>::set_background(const std::vector<T>& log_unigram) {
  THETA_ASSERT(log_unigram.size() == background_.size());
  background_ = log_unigram;
}

template <typename T>
void Decoder<T>::set_rho(const Matrix<T>& rho) {
  Matrix<T>& values = softmax_.rho().value;
  THETA_ASSERT(rho.rows() == values.rows() && rho.cols() == values.cols());
  values = rho;
}

template <typename T>
void Decoder<T>::set_alpha(const Matrix<T>& alpha) {
  THETA_ASSERT(alpha.rows() == alpha_.value.rows() && alpha.cols() == alpha_.value.cols());
  alpha_.value = alpha;
}

template <typename T>
void Decoder<T>::forward(ThreadPool& pool) {
  softmax_.forward(pool, alpha_.value, {background_.data()});
}

template <typename T>
void Decoder<T>::backward(ThreadPool& pool, Matrix<T>& gradient, Optimizer<T>& optimizer) {
  softmax_.backward(pool, gradient, alpha_.value, alpha_gradient_, optimizer);
  optimizer.apply(alpha_, 0, alpha_gradient_.data(), alpha_gradient_.size());
}

template class Decoder<float>;
template class Decoder<double>;

}  // namespace theta::models
