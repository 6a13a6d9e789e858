#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "math/kernels.h"
#include "math/matrix.h"

namespace theta::models {

/// One trained tensor with its Adam moments.
template <typename T>
struct Parameter {
  std::string name;
  math::Matrix<T> value;
  math::Matrix<T> first_moment;
  math::Matrix<T> second_moment;
  math::Matrix<T> gradient;   ///< filled only when the optimizer collects
  double rate_factor = 1.0;   ///< multiplies the learning rate
  double weight_decay = 0.0;  ///< L2 term inside the gradient, as torch.optim.Adam
  bool trained = true;

  void allocate(std::string parameter_name, size_t rows, size_t cols) {
    name = std::move(parameter_name);
    value = math::Matrix<T>(rows, cols);
    first_moment = math::Matrix<T>(rows, cols);
    second_moment = math::Matrix<T>(rows, cols);
  }
};

struct AdamSettings {
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double clip_norm = 0.0;  ///< largest Euclidean norm of the whole gradient; 0 = no clipping
};

/// Adam (Kingma & Ba 2015) fed piece by piece, so that a gradient row is used while it is still in cache and
/// never stored. With clipping the norm of all gradients is needed first: the pieces are then collected and
/// applied by end_step(). apply() may run on several threads for pieces that do not overlap.
template <typename T>
class Optimizer {
 public:
  enum class Mode {
    kUpdate,       ///< train
    kCollectOnly,  ///< leave the gradients in Parameter::gradient and change nothing (tests)
  };

  explicit Optimizer(const AdamSettings& settings, Mode mode = Mode::kUpdate)
      : settings_(settings), mode_(mode) {}

  /// Starts step number steps() + 1 on the given parameters.
  void begin_step(double learning_rate, const std::vector<Parameter<T>*>& parameters);

  /// Gives the gradient of elements [offset, offset + count) of `parameter`. Each element once per step.
  void apply(Parameter<T>& parameter, size_t offset, const T* gradient, size_t count) const;

  /// Applies what was collected, if anything. Returns the gradient norm when clipping is on, else 0.
  double end_step();

  uint64_t steps() const { return steps_; }
  void set_steps(uint64_t steps) { steps_ = steps; }

 private:
  math::AdamStep<T> adam_step(const Parameter<T>& parameter) const;
  bool collecting() const { return mode_ == Mode::kCollectOnly || settings_.clip_norm > 0; }

  AdamSettings settings_;
  Mode mode_;
  uint64_t steps_ = 0;
  double corrected_rate_ = 0;       // learning rate / (1 - beta1^t)
  double inverse_correction2_ = 0;  // 1 / sqrt(1 - beta2^t)
  std::vector<Parameter<T>*> parameters_;
};

}  // namespace theta::models
