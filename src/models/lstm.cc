#include "models/lstm.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/assert.h"
#include "base/random.h"
#include "math/gemm.h"
#include "math/kernels.h"
#include "models/initial_values.h"

namespace theta::models {
namespace {

using math::Matrix;
using math::Transpose;

template <typename T>
T sigmoid(T x) {
  return T{1} / (T{1} + std::exp(-x));
}

}  // namespace

template <typename T>
Lstm<T>::Lstm(const std::string& name, size_t inputs, size_t hidden, size_t layers, uint64_t seed)
    : hidden_(hidden), layers_(layers), units_(hidden) {
  THETA_ASSERT(hidden % 4 == 0);
  std::iota(units_.begin(), units_.end(), 0U);
  const double bound = 1.0 / std::sqrt(static_cast<double>(hidden));
  for (size_t i = 0; i < layers; ++i) {
    Layer& layer = layers_[i];
    const std::string prefix = name + "." + std::to_string(i);
    layer.input_weight.allocate(prefix + ".input.weight", i == 0 ? inputs : hidden, 4 * hidden);
    layer.hidden_weight.allocate(prefix + ".hidden.weight", hidden, 4 * hidden);
    layer.bias.allocate(prefix + ".bias", 1, 4 * hidden);
    fill_uniform(layer.input_weight.value, 0, 0, 4 * hidden, bound, seed, stream_id(11, i, 1));
    fill_uniform(layer.hidden_weight.value, 0, 0, 4 * hidden, bound, seed, stream_id(11, i, 2));
    fill_uniform(layer.bias.value, 0, 0, 4 * hidden, bound, seed, stream_id(11, i, 3));
  }
}

template <typename T>
std::vector<Parameter<T>*> Lstm<T>::parameters() {
  std::vector<Parameter<T>*> all;
  for (Layer& layer : layers_) {
    all.insert(all.end(), {&layer.input_weight, &layer.hidden_weight, &layer.bias});
  }
  return all;
}

template <typename T>
void Lstm<T>::forward_layer(ThreadPool& pool, const Layer& layer, const Matrix<T>& input,
                            LayerPass& pass) const {
  const size_t steps = input.rows();
  const size_t h = hidden_;
  pass.gates.reshape(steps, 4 * h);
  pass.cells.reshape(steps, h);
  pass.cell_tanh.reshape(steps, h);
  pass.outputs.reshape(steps, h);
  for (size_t t = 0; t < steps; ++t) std::copy_n(layer.bias.value.data(), 4 * h, pass.gates.row(t));
  math::gemm(pool, Transpose::kNo, Transpose::kNo, steps, 4 * h, input.cols(), input.data(), input.cols(),
             layer.input_weight.value.data(), 4 * h, T{1}, pass.gates.data(), 4 * h);
  for (size_t t = 0; t < steps; ++t) {
    T* const gates = pass.gates.row(t);
    if (t > 0) {
      math::weighted_row_sum(layer.hidden_weight.value.data(), 4 * h, units_.data(), pass.outputs.row(t - 1),
                             h, static_cast<const T*>(gates), gates, 4 * h);
    }
    for (size_t j = 0; j < h; ++j) {
      const T in = gates[j] = sigmoid(gates[j]);
      const T forget = gates[h + j] = sigmoid(gates[h + j]);
      const T candidate = gates[2 * h + j] = std::tanh(gates[2 * h + j]);
      const T out = gates[3 * h + j] = sigmoid(gates[3 * h + j]);
      pass.cells(t, j) = in * candidate + (t == 0 ? T{0} : forget * pass.cells(t - 1, j));
      pass.cell_tanh(t, j) = std::tanh(pass.cells(t, j));
      pass.outputs(t, j) = out * pass.cell_tanh(t, j);
    }
  }
}

template <typename T>
void Lstm<T>::forward(ThreadPool& pool, const Matrix<T>& input, Pass& pass) const {
  pass.resize(layers_.size());
  for (size_t i = 0; i < layers_.size(); ++i)
    forward_layer(pool, layers_[i], i == 0 ? input : pass[i - 1].outputs, pass[i]);
}

template <typename T>
void Lstm<T>::backward_layer(ThreadPool& pool, Layer& layer, const Matrix<T>& input, const LayerPass& pass,
                             Matrix<T>& gradient, Optimizer<T>& optimizer) {
  const size_t steps = input.rows();
  const size_t h = hidden_;
  Matrix<T> gates(steps, 4 * h);  // d loss / d gate before its activation
  std::vector<T> carried(h, T{0});
  math::AlignedVector<T> recurrent(h);
  for (size_t t = steps; t-- > 0;) {
    T* const gate = gates.row(t);
    const T* const value = pass.gates.row(t);
    for (size_t j = 0; j < h; ++j) {
      const T in = value[j];
      const T forget = value[h + j];
      const T candidate = value[2 * h + j];
      const T out = value[3 * h + j];
      const T squashed = pass.cell_tanh(t, j);
      const T output = gradient(t, j);
      const T cell = carried[j] + output * out * (T{1} - squashed * squashed);
      const T before = t == 0 ? T{0} : pass.cells(t - 1, j);
      gate[j] = cell * candidate * in * (T{1} - in);
      gate[h + j] = cell * before * forget * (T{1} - forget);
      gate[2 * h + j] = cell * in * (T{1} - candidate * candidate);
      gate[3 * h + j] = output * squashed * out * (T{1} - out);
      carried[j] = cell * forget;
    }
    if (t == 0) break;
    math::gather_dots(layer.hidden_weight.value.data(), 4 * h, units_.data(), h, static_cast<const T*>(gate),
                      4 * h, recurrent.data());
    for (size_t j = 0; j < h; ++j) gradient(t - 1, j) += recurrent[j];
  }

  Matrix<T> below(steps, input.cols());
  math::gemm(pool, Transpose::kNo, Transpose::kYes, steps, input.cols(), 4 * h, gates.data(), 4 * h,
             layer.input_weight.value.data(), 4 * h, T{0}, below.data(), input.cols());
  Matrix<T> weight(input.cols(), 4 * h);
  math::gemm(pool, Transpose::kYes, Transpose::kNo, input.cols(), 4 * h, steps, input.data(), input.cols(),
             gates.data(), 4 * h, T{0}, weight.data(), 4 * h);
  optimizer.apply(layer.input_weight, 0, weight.data(), weight.size());
  weight.reshape(h, 4 * h);
  weight.fill(T{0});
  if (steps > 1) {
    math::gemm(pool, Transpose::kYes, Transpose::kNo, h, 4 * h, steps - 1, pass.outputs.data(), h,
               gates.row(1), 4 * h, T{0}, weight.data(), 4 * h);
  }
  optimizer.apply(layer.hidden_weight, 0, weight.data(), weight.size());
  std::vector<T> bias(4 * h, T{0});
  math::column_sum(gates.data(), 4 * h, steps, 4 * h, bias.data());
  optimizer.apply(layer.bias, 0, bias.data(), bias.size());
  gradient = std::move(below);
}

template <typename T>
void Lstm<T>::backward(ThreadPool& pool, const Matrix<T>& input, const Pass& pass, Matrix<T>& gradient,
                       Optimizer<T>& optimizer) {
  for (size_t i = layers_.size(); i-- > 0;)
    backward_layer(pool, layers_[i], i == 0 ? input : pass[i - 1].outputs, pass[i], gradient, optimizer);
}

template class Lstm<float>;
template class Lstm<double>;

}  // namespace theta::models
