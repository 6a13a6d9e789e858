#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace theta::engine {

/// What the models with one number of topics reached; one value per seed, in their order.
struct SweepPoint {
  size_t num_topics = 0;
  std::vector<double> npmi;
  std::vector<double> c_v;
  std::vector<double> topic_diversity;
  std::vector<double> perplexity;  ///< empty when the corpus has no test documents
  std::vector<double> stability;   ///< one value per pair of seeds; empty with a single seed
};

double mean_of(const std::vector<double>& values);
/// Standard deviation of a sample; 0 for fewer than two values.
double deviation_of(const std::vector<double>& values);

/// Topic quality of each seed: NPMI x topic diversity (Dieng, Ruiz & Blei 2020, section 6). Where NPMI is
/// negative, more diversity must not make it worse: then NPMI x (2 - topic diversity).
std::vector<double> quality_of(const SweepPoint& point);

struct SweepAdvice {
  size_t num_topics = 0;   ///< the number to take
  size_t best = 0;         ///< the number with the highest quality
  double tolerance = 0;    ///< how far below the highest quality still counts as equal
  bool try_fewer = false;  ///< the best number is the smallest one tried
  bool try_more = false;   ///< it is the largest
  std::string sentence;
};

/// Takes the smallest number of topics whose mean quality is within the tolerance of the best one's: 2 % of
/// it, or the standard deviation of the best one's quality over the seeds, whichever is larger. `points` are
/// by rising number of topics; at least one.
SweepAdvice advise(const std::vector<SweepPoint>& points);

}  // namespace theta::engine
