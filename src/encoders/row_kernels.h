#pragma once

#include <cstddef>

namespace theta::encoders {

// Kernels over one row of float values, compiled for several instruction sets and chosen at run time
// (Highway). The order of every sum depends on the length alone.

/// out <- in / sqrt(mean(in^2) + epsilon) * weight. in may equal out.
void rms_norm(const float* in, const float* weight, float epsilon, float* out, size_t count);

/// out <- (in - mean) / sqrt(variance + epsilon) * weight + bias. in may equal out.
void layer_norm(const float* in, const float* weight, const float* bias, float epsilon, float* out,
                size_t count);

/// out <- gate / (1 + exp(-gate)) * up.
void gated_silu(const float* gate, const float* up, float* out, size_t count);

/// values <- x/2 (1 + erf(x / sqrt(2))). erf to 1.5e-7 (Abramowitz & Stegun 7.1.26).
void gelu(float* values, size_t count);

/// values <- x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).
void gelu_tanh(float* values, size_t count);

/// sum <- sum + values.
void add_row(const float* values, float* sum, size_t count);

/// values <- values * factor.
void scale_row(float* values, float factor, size_t count);

/// Rotates pairs (x[i], x[i + half]) by the angles whose cosines and sines are given, [half] each.
void rotate_halves(float* values, const float* cosines, const float* sines, size_t half);

/// values <- exp(values * scale - maximum); returns their sum.
float exp_and_sum(float* values, float scale, float maximum, size_t count);

float largest(const float* values, size_t count);
float dot(const float* a, const float* b, size_t count);

}  // namespace theta::encoders
