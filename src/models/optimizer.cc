#include "models/optimizer.h"

#include <algorithm>
#include <cmath>

namespace theta::models {

template <typename T>
void Optimizer<T>::begin_step(double learning_rate, const std::vector<Parameter<T>*>& parameters) {
  parameters_ = parameters;
  ++steps_;
  const double t = static_cast<double>(steps_);
  corrected_rate_ = learning_rate / (1.0 - std::pow(settings_.beta1, t));
  inverse_correction2_ = 1.0 / std::sqrt(1.0 - std::pow(settings_.beta2, t));
  if (!collecting()) return;
  for (Parameter<T>* parameter : parameters_) {
    parameter->gradient.reshape(parameter->value.rows(), parameter->value.cols());
    parameter->gradient.fill(T{0});
  }
}

template <typename T>
math::AdamStep<T> Optimizer<T>::adam_step(const Parameter<T>& parameter) const {
  math::AdamStep<T> step;
  step.rate = static_cast<T>(corrected_rate_ * parameter.rate_factor);
  step.inverse_sqrt_correction2 = static_cast<T>(inverse_correction2_);
  step.beta1 = static_cast<T>(settings_.beta1);
  step.beta2 = static_cast<T>(settings_.beta2);
  step.epsilon = static_cast<T>(settings_.epsilon);
  step.decay = static_cast<T>(parameter.weight_decay);
  return step;
}

template <typename T>
void Optimizer<T>::apply(Parameter<T>& parameter, size_t offset, const T* gradient, size_t count) const {
  if (collecting()) {
    std::copy_n(gradient, count, parameter.gradient.data() + offset);
    return;
  }
  if (!parameter.trained) return;
  math::adam_update(adam_step(parameter), T{1}, gradient, parameter.value.data() + offset,
                    parameter.first_moment.data() + offset, parameter.second_moment.data() + offset, count);
}

template <typename T>
double Optimizer<T>::end_step() {
  if (mode_ == Mode::kCollectOnly || !collecting()) return 0.0;
  double squares = 0;
  for (const Parameter<T>* parameter : parameters_) {
    if (!parameter->trained) continue;
    for (const T g : parameter->gradient.values()) squares += static_cast<double>(g) * static_cast<double>(g);
  }
  const double norm = std::sqrt(squares);
  const double scale = norm > settings_.clip_norm ? settings_.clip_norm / norm : 1.0;
  for (Parameter<T>* parameter : parameters_) {
    if (!parameter->trained) continue;
    math::adam_update(adam_step(*parameter), static_cast<T>(scale), parameter->gradient.data(),
                      parameter->value.data(), parameter->first_moment.data(),
                      parameter->second_moment.data(), parameter->value.size());
  }
  return norm;
}

template class Optimizer<float>;
template class Optimizer<double>;

}  // namespace theta::models
