#include "models/document_clusters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "base/random.h"
#include "math/gemm.h"
#include "math/kernels.h"
#include "math/linear_algebra.h"
#include "models/sparse_rows.h"

namespace theta::models {
namespace {

using math::Matrix;
using math::Transpose;

constexpr size_t kOversampling = 10;
constexpr int kPowerSteps = 5;
constexpr int kRounds = 30;
constexpr size_t kFitRows = 20000;
constexpr size_t kGrain = 256;

SparseRows<float> tf_idf(const corpus::BagOfWords& bag, size_t vocabulary_size) {
  const std::vector<uint32_t> frequency = corpus::document_frequency(bag, vocabulary_size);
  const double documents = static_cast<double>(bag.documents());
  SparseRows<float> rows;
  for (size_t d = 0; d < bag.documents(); ++d) {
    const auto words = bag.document_words(d);
    const auto counts = bag.document_counts(d);
    double squares = 0;
    for (size_t i = 0; i < words.size(); ++i) {
      const double idf = std::log((1.0 + documents) / (1.0 + static_cast<double>(frequency[words[i]]))) + 1.0;
      const double value = std::log1p(static_cast<double>(counts[i])) * idf;
      squares += value * value;
      rows.push(words[i], static_cast<float>(value));
    }
    const float scale = static_cast<float>(1.0 / std::sqrt(std::max(squares, 1e-30)));
    for (size_t i = rows.values.size() - words.size(); i < rows.values.size(); ++i) rows.values[i] *= scale;
    rows.end_row();
  }
  return rows;
}

/// X q: [D, r].
void multiply(ThreadPool& pool, const SparseRows<float>& x, const Matrix<float>& q, Matrix<float>& out) {
  out.reshape(x.rows(), q.cols());
  parallel_for(pool, x.rows(), kGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t d = begin; d < end; ++d) {
      math::weighted_row_sum(q.data(), q.cols(), x.row_indices(d), x.row_values(d), x.row_size(d),
                             static_cast<const float*>(nullptr), out.row(d), q.cols());
    }
  });
}

/// X' y: [V, r].
void multiply_transposed(ThreadPool& pool, const SparseRows<float>& x, const ColumnOrder& columns,
                         const Matrix<float>& y, Matrix<float>& out) {
  const size_t vocabulary_size = columns.offsets.size() - 1;
  out.reshape(vocabulary_size, y.cols());
  parallel_for(pool, vocabulary_size, kGrain, [&](size_t begin, size_t end, size_t) {
    std::vector<float> weights;
    for (size_t v = begin; v < end; ++v) {
      const size_t first = columns.offsets[v];
      weights.resize(columns.column_size(v));
      for (size_t i = 0; i < weights.size(); ++i) weights[i] = x.values[columns.positions[first + i]];
      math::weighted_row_sum(y.data(), y.cols(), columns.rows.data() + first, weights.data(), weights.size(),
                             static_cast<const float*>(nullptr), out.row(v), y.cols());
    }
  });
}

float squared_distance(std::span<const float> a, std::span<const float> b) {
  float sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/// Index of the first element whose running sum passes share * total.
size_t pick(const std::vector<float>& weights, double share) {
  double total = 0;
  for (const float w : weights) total += static_cast<double>(w);
  double left = share * total;
  for (size_t i = 0; i < weights.size(); ++i) {
    left -= static_cast<double>(weights[i]);
    if (left < 0) return i;
  }
  return weights.size() - 1;
}

/// k-means++ with a few candidates per centre, the one that lowers the total distance most is kept.
Matrix<float> starting_centres(ThreadPool& pool, const Matrix<float>& points, size_t clusters,
                               uint64_t seed) {
  const size_t n = points.rows();
  const CounterRandom random(seed, stream_id(7, n, clusters));
  const size_t candidates = 2 + static_cast<size_t>(std::log(static_cast<double>(clusters)));
  Matrix<float> centres(clusters, points.cols());
  std::vector<float> nearest(n, std::numeric_limits<float>::max());
  std::vector<std::vector<float>> trial(candidates, std::vector<float>(n));
  uint64_t draw = 0;
  for (size_t c = 0; c < clusters; ++c) {
    const size_t tries = c == 0 ? 1 : candidates;
    std::vector<size_t> chosen(tries);
    for (size_t t = 0; t < tries; ++t) {
      chosen[t] = c == 0 ? random.below(draw++, n) : pick(nearest, random.uniform_double(draw++));
    }
    parallel_for(pool, n, kGrain, [&](size_t begin, size_t end, size_t) {
      for (size_t i = begin; i < end; ++i) {
        for (size_t t = 0; t < tries; ++t) {
          trial[t][i] =
              std::min(nearest[i], squared_distance(points.row_span(i), points.row_span(chosen[t])));
        }
      }
    });
    size_t best = 0;
    double best_total = std::numeric_limits<double>::max();
    for (size_t t = 0; t < tries; ++t) {
      double total = 0;
      for (const float x : trial[t]) total += static_cast<double>(x);
      if (total < best_total) best_total = total, best = t;
    }
    nearest = trial[best];
    std::copy_n(points.row(chosen[best]), points.cols(), centres.row(c));
  }
  return centres;
}

/// The nearest centre of each point; returns how many changed.
size_t assign(ThreadPool& pool, const Matrix<float>& points, const Matrix<float>& centres,
              std::vector<uint32_t>& cluster) {
  const size_t k = centres.rows();
  std::vector<float> half_norm(k);
  for (size_t c = 0; c < k; ++c) {
    float sum = 0;
    for (const float x : centres.row_span(c)) sum += x * x;
    half_norm[c] = 0.5F * sum;
  }
  const size_t pieces = (points.rows() + kGrain - 1) / kGrain;
  std::vector<size_t> changed(pieces, 0);
  parallel_for(pool, points.rows(), kGrain, [&](size_t begin, size_t end, size_t) {
    Matrix<float> dots(end - begin, k);
    math::gemm_serial(Transpose::kNo, Transpose::kYes, end - begin, k, points.cols(), points.row(begin),
                      points.cols(), centres.data(), centres.cols(), 0.0F, dots.data(), k);
    for (size_t i = begin; i < end; ++i) {
      uint32_t best = 0;
      for (uint32_t c = 1; c < k; ++c) {
        if (dots(i - begin, c) - half_norm[c] > dots(i - begin, best) - half_norm[best]) best = c;
      }
      changed[begin / kGrain] += cluster[i] != best ? 1 : 0;
      cluster[i] = best;
    }
  });
  size_t total = 0;
  for (const size_t c : changed) total += c;
  return total;
}

void move_centres(const Matrix<float>& points, const std::vector<uint32_t>& cluster, Matrix<float>& centres) {
  Matrix<double> sums(centres.rows(), centres.cols());
  std::vector<size_t> sizes(centres.rows(), 0);
  for (size_t i = 0; i < points.rows(); ++i) {
    ++sizes[cluster[i]];
    for (size_t c = 0; c < points.cols(); ++c) sums(cluster[i], c) += static_cast<double>(points(i, c));
  }
  for (size_t k = 0; k < centres.rows(); ++k) {
    if (sizes[k] == 0) continue;  // an empty cluster keeps its place and may win points later
    for (size_t c = 0; c < points.cols(); ++c) {
      centres(k, c) = static_cast<float>(sums(k, c) / static_cast<double>(sizes[k]));
    }
  }
}

Matrix<float> evenly_chosen(const Matrix<float>& points) {
  if (points.rows() <= kFitRows) return points;
  Matrix<float> chosen(kFitRows, points.cols());
  for (size_t i = 0; i < kFitRows; ++i) {
    const size_t row = i * points.rows() / kFitRows;
    std::copy_n(points.row(row), points.cols(), chosen.row(i));
  }
  return chosen;
}

}  // namespace

Matrix<float> document_coordinates(ThreadPool& pool, const corpus::BagOfWords& bag, size_t vocabulary_size,
                                   size_t rank, uint64_t seed) {
  const SparseRows<float> x = tf_idf(bag, vocabulary_size);
  ColumnOrder columns;
  order_by_column(x, vocabulary_size, columns);
  const size_t width = std::min({rank + kOversampling, vocabulary_size, bag.documents()});
  Matrix<float> q = math::random_subspace(vocabulary_size, width, seed);
  Matrix<float> y;
  for (int step = 0; step < kPowerSteps; ++step) {
    math::orthonormalise(pool, q);
    multiply(pool, x, q, y);
    multiply_transposed(pool, x, columns, y, q);
  }
  math::orthonormalise(pool, q);
  multiply(pool, x, q, y);
  const math::SymmetricEigen eigen = math::symmetric_eigen(math::transposed_product(pool, y, y));
  Matrix<double> rotation(width, rank);  // columns past `width` stay zero
  for (size_t i = 0; i < width; ++i) {
    for (size_t j = 0; j < std::min(rank, width); ++j) rotation(i, j) = eigen.vectors(i, j);
  }
  Matrix<float> coordinates = math::product(pool, y, rotation);
  for (size_t d = 0; d < coordinates.rows(); ++d) {
    float squares = 0;
    for (const float c : coordinates.row_span(d)) squares += c * c;
    const float scale = squares > 1e-20F ? 1.0F / std::sqrt(squares) : 0.0F;
    for (float& c : coordinates.row_span(d)) c *= scale;
  }
  return coordinates;
}

std::vector<uint32_t> kmeans(ThreadPool& pool, const Matrix<float>& points, size_t clusters, uint64_t seed) {
  const Matrix<float> fit = evenly_chosen(points);
  Matrix<float> centres = starting_centres(pool, fit, clusters, seed);
  std::vector<uint32_t> cluster(fit.rows(), 0);
  for (int round = 0; round < kRounds; ++round) {
    const size_t changed = assign(pool, fit, centres, cluster);
    if (changed == 0 && round > 0) break;
    move_centres(fit, cluster, centres);
  }
  std::vector<uint32_t> result(points.rows(), 0);
  assign(pool, points, centres, result);
  return result;
}

}  // namespace theta::models
