#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"
#include "models/optimizer.h"

namespace theta::models {

/// Long short-term memory (Hochreiter & Schmidhuber 1997, with forget gates; the equations of torch.nn.LSTM)
/// over one sequence, several layers deep. Gates lie in the order input, forget, cell, output.
template <typename T>
class Lstm {
 public:
  /// `hidden` must be a multiple of 4. Weights and biases start uniformly within +-1/sqrt(hidden).
  Lstm(const std::string& name, size_t inputs, size_t hidden, size_t layers, uint64_t seed);

  /// What forward() keeps of one layer. Rows are steps of the sequence.
  struct LayerPass {
    math::Matrix<T> gates;      ///< [T, 4 H] after their activations
    math::Matrix<T> cells;      ///< [T, H]
    math::Matrix<T> cell_tanh;  ///< [T, H]
    math::Matrix<T> outputs;    ///< [T, H]
  };
  using Pass = std::vector<LayerPass>;

  /// Reads `input` [T, inputs] and fills `pass`; the last layer's outputs are pass.back().outputs.
  void forward(ThreadPool& pool, const math::Matrix<T>& input, Pass& pass) const;

  /// Given d loss / d outputs [T, H] in `gradient`: feeds the optimizer and leaves d loss / d input
  /// [T, inputs] in `gradient`.
  void backward(ThreadPool& pool, const math::Matrix<T>& input, const Pass& pass, math::Matrix<T>& gradient,
                Optimizer<T>& optimizer);

  std::vector<Parameter<T>*> parameters();

 private:
  struct Layer {
    Parameter<T> input_weight;   // [inputs, 4 H]
    Parameter<T> hidden_weight;  // [H, 4 H]
    Parameter<T> bias;           // [1, 4 H]
  };
  void forward_layer(ThreadPool& pool, const Layer& layer, const math::Matrix<T>& input,
                     LayerPass& pass) const;
  void backward_layer(ThreadPool& pool, Layer& layer, const math::Matrix<T>& input, const LayerPass& pass,
                      math::Matrix<T>& gradient, Optimizer<T>& optimizer);

  size_t hidden_;
  std::vector<Layer> layers_;
  std::vector<uint32_t> units_;  // 0, 1, 2, ...: a dense row seen as a sparse one
};

}  // namespace theta::models
