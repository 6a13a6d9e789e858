#include "models/spectral_embedding.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "math/gemm.h"
#include "math/linear_algebra.h"

namespace theta::models {
namespace {

using math::Matrix;
using math::Transpose;

constexpr size_t kCoreWords = 5000;
constexpr size_t kOversampling = 20;
constexpr int kPowerSteps = 5;
constexpr size_t kWordGrain = 32;
constexpr double kContextExponent = 0.75;
// Documents are thinned evenly once counting their word pairs would take more than this many steps.
constexpr double kPairBudget = 1.5e9;

/// Documents of each word, restricted to the documents that are counted.
struct Inverted {
  std::vector<uint64_t> offsets;
  std::vector<uint32_t> documents;
};

std::vector<uint32_t> counted_documents(const corpus::BagOfWords& bag) {
  double pairs = 0;
  for (size_t d = 0; d < bag.documents(); ++d) {
    const double size = static_cast<double>(bag.document_words(d).size());
    pairs += size * size;
  }
  const double stride = std::max(1.0, pairs / kPairBudget);
  const auto count = static_cast<size_t>(static_cast<double>(bag.documents()) / stride);
  std::vector<uint32_t> chosen(count);
  for (size_t i = 0; i < count; ++i) chosen[i] = static_cast<uint32_t>(static_cast<double>(i) * stride);
  return chosen;
}

Inverted invert(const corpus::BagOfWords& bag, std::span<const uint32_t> documents, size_t vocabulary_size) {
  Inverted index;
  index.offsets.assign(vocabulary_size + 1, 0);
  for (const uint32_t d : documents) {
    for (const uint32_t v : bag.document_words(d)) ++index.offsets[v + 1];
  }
  std::partial_sum(index.offsets.begin(), index.offsets.end(), index.offsets.begin());
  index.documents.resize(index.offsets.back());
  std::vector<uint64_t> cursor(index.offsets.begin(), index.offsets.end() - 1);
  for (const uint32_t d : documents) {
    for (const uint32_t v : bag.document_words(d)) index.documents[cursor[v]++] = d;
  }
  return index;
}

/// Rank of each word among the core words, or kNotCore.
constexpr uint32_t kNotCore = ~0U;
std::vector<uint32_t> core_ranks(const Inverted& index, size_t vocabulary_size) {
  std::vector<uint32_t> order(vocabulary_size);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return index.offsets[a + 1] - index.offsets[a] > index.offsets[b + 1] - index.offsets[b];
  });
  order.resize(std::min(order.size(), kCoreWords));
  std::sort(order.begin(), order.end());
  std::vector<uint32_t> ranks(vocabulary_size, kNotCore);
  for (size_t i = 0; i < order.size(); ++i) ranks[order[i]] = static_cast<uint32_t>(i);
  return ranks;
}

/// The PPMI of one word against every core word; `marginal` is s over the core words.
class PpmiRows {
 public:
  PpmiRows(ThreadPool& pool, const corpus::BagOfWords& bag, const Inverted& index,
           const std::vector<uint32_t>& ranks, size_t core)
      : bag_(bag), index_(index), ranks_(ranks), log_context_(core, 0.0F) {
    std::vector<double> marginal(core, 0.0);
    parallel_for(pool, ranks.size(), kWordGrain, [&](size_t begin, size_t end, size_t) {
      std::vector<float> row(core);
      for (size_t v = begin; v < end; ++v) {
        if (ranks_[v] != kNotCore) marginal[ranks_[v]] = count(v, row);
      }
    });
    double smoothed = 0;
    for (const double s : marginal) smoothed += std::pow(s, kContextExponent);
    for (size_t j = 0; j < core; ++j) {
      log_context_[j] = static_cast<float>(kContextExponent * std::log(std::max(marginal[j], 1e-30)) -
                                           std::log(std::max(smoothed, 1e-30)));
    }
  }

  /// Fills row[j] = max(0, log(c_vj * sum s^.75 / (s_v s_j^.75))) for core words j.
  void fill(size_t v, std::span<float> row) const {
    const double total = count(v, row);
    const float log_total = static_cast<float>(std::log(std::max(total, 1e-30)));
    for (size_t j = 0; j < row.size(); ++j) {
      row[j] = row[j] > 0 ? std::max(0.0F, std::log(row[j]) - log_total - log_context_[j]) : 0.0F;
    }
  }

 private:
  /// Fills row[j] with the documents that hold both v and core word j; returns their sum.
  double count(size_t v, std::span<float> row) const {
    std::fill(row.begin(), row.end(), 0.0F);
    for (uint64_t i = index_.offsets[v]; i < index_.offsets[v + 1]; ++i) {
      for (const uint32_t w : bag_.document_words(index_.documents[i])) {
        if (ranks_[w] != kNotCore) row[ranks_[w]] += 1.0F;
      }
    }
    if (ranks_[v] != kNotCore) row[ranks_[v]] = 0.0F;
    return std::accumulate(row.begin(), row.end(), 0.0);
  }

  const corpus::BagOfWords& bag_;
  const Inverted& index_;
  const std::vector<uint32_t>& ranks_;
  std::vector<float> log_context_;
};

Matrix<float> core_matrix(ThreadPool& pool, const PpmiRows& rows, const std::vector<uint32_t>& ranks,
                          size_t core) {
  Matrix<float> m(core, core);
  parallel_for(pool, ranks.size(), kWordGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t v = begin; v < end; ++v) {
      if (ranks[v] != kNotCore) rows.fill(v, m.row_span(ranks[v]));
    }
  });
  for (size_t i = 0; i < core; ++i) {
    for (size_t j = 0; j < i; ++j) m(i, j) = m(j, i) = 0.5F * (m(i, j) + m(j, i));
  }
  return m;
}

/// Leading eigenpairs of the symmetric `m` by magnitude: m ~ vectors diag(values) vectors'.
struct Factors {
  Matrix<float> vectors;       // [n, r]
  std::vector<double> values;  // by falling magnitude
};

Factors leading_factors(ThreadPool& pool, const Matrix<float>& m, size_t rank, uint64_t seed) {
  const size_t n = m.rows();
  const size_t width = std::min(n, rank + kOversampling);
  Matrix<float> q = math::random_subspace(n, width, seed);
  Matrix<float> next(n, width);
  const auto multiply = [&] {
    math::gemm(pool, Transpose::kNo, Transpose::kNo, n, width, n, m.data(), n, q.data(), width, 0.0F,
               next.data(), width);
  };
  for (int step = 0; step < kPowerSteps; ++step) {
    math::orthonormalise(pool, q);
    multiply();
    std::swap(q, next);
  }
  math::orthonormalise(pool, q);
  multiply();
  const math::SymmetricEigen eigen = math::symmetric_eigen(math::transposed_product(pool, q, next));
  std::vector<size_t> order(width);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return std::abs(eigen.values[a]) > std::abs(eigen.values[b]); });
  const size_t kept = std::min(rank, width);
  Matrix<double> rotation(width, kept);
  Factors factors;
  for (size_t j = 0; j < kept; ++j) {
    factors.values.push_back(eigen.values[order[j]]);
    for (size_t i = 0; i < width; ++i) rotation(i, j) = eigen.vectors(i, order[j]);
  }
  factors.vectors = math::product(pool, q, rotation);
  return factors;
}

void scale_to_unit(std::span<float> row) {
  double squares = 0;
  for (const float x : row) squares += static_cast<double>(x) * static_cast<double>(x);
  if (squares < 1e-20) return;
  const float factor = static_cast<float>(1.0 / std::sqrt(squares));
  for (float& x : row) x *= factor;
}

}  // namespace

Matrix<float> ppmi_embedding(ThreadPool& pool, const corpus::BagOfWords& bag, size_t vocabulary_size,
                             size_t size, uint64_t seed, bool unit_rows) {
  const std::vector<uint32_t> documents = counted_documents(bag);
  const Inverted index = invert(bag, documents, vocabulary_size);
  const std::vector<uint32_t> ranks = core_ranks(index, vocabulary_size);
  const size_t core = std::min(vocabulary_size, kCoreWords);
  const PpmiRows rows(pool, bag, index, ranks, core);
  const Factors factors = leading_factors(pool, core_matrix(pool, rows, ranks, core), size, seed);

  // A core word's row of U sqrt(S); any other word's PPMI row projected: M U S^-1 sqrt(S) = M U / sqrt(S).
  const size_t kept = factors.values.size();
  Matrix<float> embedding(vocabulary_size, size);
  parallel_for(pool, vocabulary_size, kWordGrain, [&](size_t begin, size_t end, size_t) {
    std::vector<float> row(core);
    for (size_t v = begin; v < end; ++v) {
      if (ranks[v] == kNotCore) {
        rows.fill(v, row);
        for (size_t j = 0; j < core; ++j) {
          if (row[j] == 0) continue;
          for (size_t c = 0; c < kept; ++c) embedding(v, c) += row[j] * factors.vectors(j, c);
        }
      }
      for (size_t c = 0; c < kept; ++c) {
        const double root = std::sqrt(std::abs(factors.values[c]));
        const double sign = factors.values[c] < 0 ? -1.0 : 1.0;
        embedding(v, c) =
            ranks[v] != kNotCore
                ? static_cast<float>(static_cast<double>(factors.vectors(ranks[v], c)) * root)
                : static_cast<float>(sign * static_cast<double>(embedding(v, c)) / std::max(root, 1e-12));
      }
      if (unit_rows) scale_to_unit(embedding.row_span(v));
    }
  });
  return embedding;
}

}  // namespace theta::models
