#include "models/lda_prior.h"

#include <cmath>
#include <numeric>

namespace theta::models {
namespace {

// Gamma(shape, scale) on every parameter: nearly flat, but it never lets one reach zero.
constexpr double kShape = 1.001;
constexpr double kScale = 1.0;

// Sum over the counts n of f(n + offset) - f(offset).
template <typename Function>
double rise(const std::vector<CountHistogram::Entry>& counts, double offset, Function f) {
  const double start = f(offset);
  double sum = 0;
  for (const auto& [count, times] : counts) {
    sum += static_cast<double>(times) * (f(static_cast<double>(count) + offset) - start);
  }
  return sum;
}

double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

// The fixed-point step of one parameter: `own` and `whole` are the rises of digamma over the parameter's own
// counts and over the counts of its whole.
double fixed_point(double parameter, double own, double whole) {
  return (parameter * own + kShape - 1) / (whole + 1 / kScale);
}

}  // namespace

double LdaPrior::alpha_sum() const {
  return std::accumulate(alpha.begin(), alpha.end(), 0.0);
}

double digamma(double x) {
  double result = 0;
  for (; x < 8; ++x) result -= 1 / x;
  // Asymptotic series (Abramowitz & Stegun 6.3.18); from 8 on the next term is below 1e-13.
  const double f = 1 / (x * x);
  return result + std::log(x) - 0.5 / x -
         f * (1.0 / 12 -
              f * (1.0 / 120 - f * (1.0 / 252 - f * (1.0 / 240 - f * (1.0 / 132 - f * 691.0 / 32760)))));
}

double log_likelihood(const LdaStatistics& statistics, const LdaPrior& prior) {
  double sum = -rise(statistics.document_length.entries(), prior.alpha_sum(), log_gamma);
  for (size_t k = 0; k < prior.alpha.size(); ++k) {
    sum += rise(statistics.document_topic[k].entries(), prior.alpha[k], log_gamma);
  }
  sum += rise(statistics.word_topic.entries(), prior.beta, log_gamma);
  const double beta_sum = prior.beta * static_cast<double>(statistics.vocabulary_size);
  for (const int64_t tokens : statistics.topic_tokens) {
    sum -= log_gamma(static_cast<double>(tokens) + beta_sum) - log_gamma(beta_sum);
  }
  return sum;
}

void optimize_prior(const LdaStatistics& statistics, int steps, LdaPrior& prior) {
  const auto lengths = statistics.document_length.entries();
  const auto cells = statistics.word_topic.entries();
  std::vector<std::vector<CountHistogram::Entry>> topics;
  for (const CountHistogram& counts : statistics.document_topic) topics.push_back(counts.entries());
  const auto words = static_cast<double>(statistics.vocabulary_size);
  for (int step = 0; step < steps; ++step) {
    const double whole = rise(lengths, prior.alpha_sum(), digamma);
    for (size_t k = 0; k < topics.size(); ++k) {
      prior.alpha[k] = fixed_point(prior.alpha[k], rise(topics[k], prior.alpha[k], digamma), whole);
    }
    double topics_whole = 0;
    for (const int64_t tokens : statistics.topic_tokens) {
      topics_whole += digamma(static_cast<double>(tokens) + words * prior.beta) - digamma(words * prior.beta);
    }
    prior.beta = fixed_point(prior.beta, rise(cells, prior.beta, digamma), words * topics_whole);
  }
}

}  // namespace theta::models
