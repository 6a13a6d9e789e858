#include "models/planted_dynamic_reference.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/random.h"
#include "math/assignment.h"

namespace theta::models {
namespace {

enum Purpose : uint64_t { kEmbeddings = 1, kTopicWalk, kTrendWalk, kDocument, kTokens };

double normal(const CounterRandom& random, uint64_t index) {
  const auto [even, odd] = random.normal_pair(index / 2);
  return index % 2 == 0 ? even : odd;
}

std::vector<double> softmax(const std::vector<double>& logits) {
  const double largest = *std::max_element(logits.begin(), logits.end());
  std::vector<double> result(logits.size());
  double sum = 0;
  for (size_t i = 0; i < logits.size(); ++i) sum += result[i] = std::exp(logits[i] - largest);
  for (double& value : result) value /= sum;
  return result;
}

/// A Gaussian random walk of a [rows, columns] matrix over slices.
std::vector<math::Matrix<double>> random_walk(size_t slices, size_t rows, size_t columns, double start,
                                              double step, uint64_t seed, Purpose purpose) {
  std::vector<math::Matrix<double>> walk;
  for (size_t t = 0; t < slices; ++t) {
    const CounterRandom random(seed, stream_id(purpose, t));
    math::Matrix<double> at(rows, columns);
    for (size_t i = 0; i < at.size(); ++i) {
      at.values()[i] =
          t == 0 ? start * normal(random, i) : walk.back().values()[i] + step * normal(random, i);
    }
    walk.push_back(std::move(at));
  }
  return walk;
}

math::Matrix<float> topics_of(const math::Matrix<double>& rho, const math::Matrix<double>& alpha) {
  math::Matrix<float> beta(alpha.rows(), rho.rows());
  for (size_t k = 0; k < alpha.rows(); ++k) {
    std::vector<double> logits(rho.rows());
    for (size_t v = 0; v < rho.rows(); ++v) {
      for (size_t l = 0; l < rho.cols(); ++l) logits[v] += rho(v, l) * alpha(k, l);
    }
    const std::vector<double> row = softmax(logits);
    std::copy(row.begin(), row.end(), beta.row(k));
  }
  return beta;
}

std::vector<double> running_sums(const float* values, size_t count) {
  std::vector<double> sums(count);
  double sum = 0;
  for (size_t i = 0; i < count; ++i) sums[i] = sum += static_cast<double>(values[i]);
  return sums;
}

// The place into which a uniform draw from [0, 1) falls.
size_t place_of(const std::vector<double>& sums, double drawn) {
  const auto at = std::upper_bound(sums.begin(), sums.end(), drawn * sums.back());
  return std::min(static_cast<size_t>(at - sums.begin()), sums.size() - 1);
}

/// Draws the documents of one slice.
class Slice {
 public:
  Slice(const PlantedWalk& walk, size_t t, PlantedDynamic& planted) : walk_(walk), t_(t), planted_(planted) {
    const math::Matrix<float>& beta = planted.beta[t];
    for (size_t k = 0; k < beta.rows(); ++k) sums_.push_back(running_sums(beta.row(k), beta.cols()));
  }

  void draw_document() {
    const size_t d = planted_.slice.size();
    const std::vector<double> theta = draw_theta(d);
    std::copy(theta.begin(), theta.end(), planted_.theta.row(d));
    const std::vector<double> theta_sums = running_sums(planted_.theta.row(d), theta.size());
    const CounterRandom random(walk_.seed, stream_id(kTokens, d));
    const size_t length = std::max<size_t>(1, walk_.length / 2 + random.below(0, walk_.length + 1));
    std::map<uint32_t, uint32_t> counts;
    for (uint64_t i = 1; i <= length; ++i) {
      const size_t topic = place_of(theta_sums, random.uniform_double(2 * i));
      ++counts[static_cast<uint32_t>(place_of(sums_[topic], random.uniform_double(2 * i + 1)))];
    }
    append(counts);
    for (size_t k = 0; k < theta.size(); ++k)
      planted_.shares(t_, k) += static_cast<double>(length) * theta[k];
    tokens_ += length;
  }

  void end() {
    for (size_t k = 0; k < walk_.topics && tokens_ > 0; ++k)
      planted_.shares(t_, k) /= static_cast<double>(tokens_);
  }

 private:
  std::vector<double> draw_theta(size_t d) const {
    const CounterRandom random(walk_.seed, stream_id(kDocument, d));
    std::vector<double> z(walk_.topics);
    for (size_t k = 0; k < z.size(); ++k)
      z[k] = planted_.eta(t_, k) + walk_.document_deviation * normal(random, k);
    return softmax(z);
  }

  void append(const std::map<uint32_t, uint32_t>& counts) {
    std::vector<uint32_t> words;
    std::vector<uint32_t> values;
    for (const auto& [word, count] : counts) {
      words.push_back(word);
      values.push_back(count);
    }
    planted_.bag.append(words, values);
    planted_.slice.push_back(static_cast<uint32_t>(t_));
  }

  const PlantedWalk& walk_;
  size_t t_;
  PlantedDynamic& planted_;
  std::vector<std::vector<double>> sums_;  // [K] running sums of beta_k
  uint64_t tokens_ = 0;
};

double cosine(const float* a, const float* b, size_t count) {
  double ab = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < count; ++i) {
    ab += double{a[i]} * double{b[i]};
    aa += double{a[i]} * double{a[i]};
    bb += double{b[i]} * double{b[i]};
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace

math::Matrix<double> random_embeddings(size_t vocabulary_size, size_t width, uint64_t seed) {
  const CounterRandom random(seed, kEmbeddings);
  math::Matrix<double> rho(vocabulary_size, width);
  for (size_t i = 0; i < rho.size(); ++i) rho.values()[i] = normal(random, i);
  return rho;
}

PlantedDynamic planted_dynamic(const math::Matrix<double>& rho, const PlantedWalk& walk) {
  const size_t slices = walk.documents.size();
  PlantedDynamic planted;
  planted.alpha =
      random_walk(slices, walk.topics, rho.cols(), walk.topic_start, walk.topic_step, walk.seed, kTopicWalk);
  for (const auto& alpha : planted.alpha) planted.beta.push_back(topics_of(rho, alpha));
  const auto trend =
      random_walk(slices, 1, walk.topics, walk.trend_start, walk.trend_step, walk.seed, kTrendWalk);
  planted.eta = math::Matrix<double>(slices, walk.topics);
  for (size_t t = 0; t < slices; ++t) std::copy_n(trend[t].data(), walk.topics, planted.eta.row(t));
  size_t documents = 0;
  for (const size_t of_slice : walk.documents) documents += of_slice;
  planted.theta = math::Matrix<float>(documents, walk.topics);
  planted.shares = math::Matrix<double>(slices, walk.topics);
  for (size_t t = 0; t < slices; ++t) {
    Slice slice(walk, t, planted);
    for (size_t i = 0; i < walk.documents[t]; ++i) slice.draw_document();
    slice.end();
  }
  return planted;
}

TopicMatch match_topics(const std::vector<math::Matrix<float>>& truth,
                        const std::vector<math::Matrix<float>>& found) {
  const size_t topics = truth[0].rows();
  std::vector<math::Matrix<double>> cosines;
  math::Matrix<double> mean(topics, found[0].rows());
  for (size_t t = 0; t < truth.size(); ++t) {
    math::Matrix<double>& at = cosines.emplace_back(mean.rows(), mean.cols());
    for (size_t k = 0; k < mean.rows(); ++k) {
      for (size_t j = 0; j < mean.cols(); ++j) {
        at(k, j) = cosine(truth[t].row(k), found[t].row(j), truth[t].cols());
        mean(k, j) += at(k, j) / static_cast<double>(truth.size());
      }
    }
  }
  TopicMatch match;
  match.found = math::best_assignment(mean);
  for (const auto& at : cosines) {
    double sum = 0;
    for (size_t k = 0; k < topics; ++k) sum += at(k, match.found[k]);
    match.slice_cosine.push_back(sum / static_cast<double>(topics));
  }
  return match;
}

}  // namespace theta::models
