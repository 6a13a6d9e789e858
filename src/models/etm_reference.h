#pragma once

// A slow, readable restatement of the ETM objective in double, straight from the equations, for tests. It
// shares no code with the model but the parameter tensors, the random draws and the transformed input.

#include <vector>

#include "math/matrix.h"
#include "models/batch.h"
#include "models/etm.h"

namespace theta::models {

/// Values the objective treats as constants (no gradient flows through them).
struct FrozenParts {
  math::Matrix<double> beta;     ///< [V, K], the copy inside (1 - rw) beta + rw stop(beta)
  math::Matrix<double> refined;  ///< [B, K], the refined theta
};

/// Computes beta [V, K] = softmax over words.
math::Matrix<double> reference_beta(const Etm<double>& model);

/// theta [B, K] after the reparameterised draw.
math::Matrix<double> reference_theta(const Etm<double>& model, const Batch<double>& batch,
                                     const StepSettings& settings);

/// The refined theta by dense products over the whole vocabulary.
math::Matrix<double> reference_refined(const Etm<double>& model, const Batch<double>& batch,
                                       const math::Matrix<double>& theta, const math::Matrix<double>& beta,
                                       const std::vector<double>& mean_theta);

/// The three parts of the loss at the model's current parameters, the frozen parts given.
StepLoss reference_loss(const Etm<double>& model, const Batch<double>& batch, const StepSettings& settings,
                        const FrozenParts& frozen);

}  // namespace theta::models
