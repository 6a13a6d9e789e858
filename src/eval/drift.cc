#include "eval/drift.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace theta::eval {
namespace {

double share(double value, double middle) {
  return value > 0 ? value * std::log2(value / middle) : 0;
}

}  // namespace

double jensen_shannon_distance(std::span<const float> p, std::span<const float> q) {
  double sum = 0;
  for (size_t v = 0; v < p.size(); ++v) {
    const double a = p[v];
    const double b = q[v];
    const double middle = (a + b) / 2;
    sum += share(a, middle) + share(b, middle);
  }
  // Rounding may leave a sum a little below 0 for equal distributions.
  return std::sqrt(std::clamp(sum / 2, 0.0, 1.0));
}

double cosine_similarity(std::span<const float> p, std::span<const float> q) {
  double product = 0;
  double p_square = 0;
  double q_square = 0;
  for (size_t v = 0; v < p.size(); ++v) {
    product += double{p[v]} * double{q[v]};
    p_square += double{p[v]} * double{p[v]};
    q_square += double{q[v]} * double{q[v]};
  }
  return p_square > 0 && q_square > 0 ? product / std::sqrt(p_square * q_square) : 0;
}

}  // namespace theta::eval
