#include "models/neighbours.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "math/gemm.h"
#include "math/kernels.h"
#include "models/spectral_embedding.h"

namespace theta::models {
namespace {

using math::Matrix;

constexpr size_t kMostCandidates = 60000;
constexpr size_t kRowGrain = 64;
constexpr size_t kCandidateBlock = 512;

Matrix<float> document_vectors(ThreadPool& pool, const corpus::BagOfWords& bag, const TrainingPlan& plan,
                               uint64_t seed) {
  const size_t size = plan.config.embedding_size;
  const size_t v_count = plan.config.vocabulary_size;
  const Matrix<float> words = ppmi_embedding(pool, bag, v_count, size, seed, /*unit_rows=*/false);
  const std::vector<uint32_t> frequency = corpus::document_frequency(bag, v_count);
  Matrix<float> vectors(bag.documents(), size);
  parallel_for(pool, bag.documents(), kRowGrain, [&](size_t begin, size_t end, size_t) {
    std::vector<float> weights;
    for (size_t d = begin; d < end; ++d) {
      const auto ids = bag.document_words(d);
      const auto counts = bag.document_counts(d);
      weights.resize(ids.size());
      for (size_t i = 0; i < ids.size(); ++i) {
        const double idf =
            std::log((1.0 + static_cast<double>(bag.documents())) / (1.0 + frequency[ids[i]])) + 1.0;
        weights[i] = static_cast<float>(idf * std::log1p(static_cast<double>(counts[i])));
      }
      math::weighted_row_sum(words.data(), size, ids.data(), weights.data(), ids.size(),
                             static_cast<const float*>(nullptr), vectors.row(d), size);
      float squares = 0;
      for (const float x : vectors.row_span(d)) squares += x * x;
      const float scale = squares > 1e-20F ? 1.0F / std::sqrt(squares) : 0.0F;
      for (float& x : vectors.row_span(d)) x *= scale;
    }
  });
  return vectors;
}

/// The best `capacity` (similarity, document) pairs seen, kept sorted by falling similarity, then rising
/// document.
class Nearest {
 public:
  explicit Nearest(size_t capacity) : capacity_(capacity) {}
  void offer(float similarity, uint32_t document) {
    if (best_.size() == capacity_ && similarity <= best_.back().first) return;
    const auto place = std::upper_bound(best_.begin(), best_.end(), similarity,
                                        [](float s, const auto& entry) { return s > entry.first; });
    best_.insert(place, {similarity, document});
    if (best_.size() > capacity_) best_.pop_back();
  }
  const std::vector<std::pair<float, uint32_t>>& best() const { return best_; }

 private:
  size_t capacity_;
  std::vector<std::pair<float, uint32_t>> best_;
};

}  // namespace

std::vector<uint32_t> nearest_documents(ThreadPool& pool, const corpus::BagOfWords& bag,
                                        const TrainingPlan& plan, uint64_t seed) {
  const Matrix<float> vectors = document_vectors(pool, bag, plan, seed);
  const size_t n = vectors.rows();
  const size_t size = vectors.cols();
  const size_t wanted = std::min(plan.neighbours, n > 0 ? n - 1 : 0);
  const size_t candidates = std::min(n, kMostCandidates);
  Matrix<float> pick(candidates, size);
  std::vector<uint32_t> number(candidates);
  for (size_t i = 0; i < candidates; ++i) {
    number[i] = static_cast<uint32_t>(i * n / candidates);
    std::copy_n(vectors.row(number[i]), size, pick.row(i));
  }
  std::vector<uint32_t> result(n * plan.neighbours, 0);
  parallel_for(pool, n, kRowGrain, [&](size_t begin, size_t end, size_t) {
    std::vector<Nearest> nearest(end - begin, Nearest(wanted));
    Matrix<float> dots(end - begin, kCandidateBlock);
    for (size_t block = 0; block < candidates; block += kCandidateBlock) {
      const size_t width = std::min(kCandidateBlock, candidates - block);
      math::gemm_serial(math::Transpose::kNo, math::Transpose::kYes, end - begin, width, size,
                        vectors.row(begin), size, pick.row(block), size, 0.0F, dots.data(), kCandidateBlock);
      for (size_t d = begin; d < end; ++d) {
        for (size_t c = 0; c < width; ++c) {
          if (number[block + c] != d) nearest[d - begin].offer(dots(d - begin, c), number[block + c]);
        }
      }
    }
    for (size_t d = begin; d < end; ++d) {
      const auto& best = nearest[d - begin].best();
      for (size_t i = 0; i < plan.neighbours; ++i) {
        // Too few documents: the document stands in for its missing neighbours.
        result[d * plan.neighbours + i] = i < best.size() ? best[i].second : static_cast<uint32_t>(d);
      }
    }
  });
  return result;
}

void mix_neighbours(const corpus::BagOfWords& bag, const std::vector<uint32_t>& neighbours,
                    size_t per_document, double share, size_t vocabulary_size, Batch<float>& batch) {
  SparseRows<float> mixed;
  std::map<uint32_t, float> row;  // ordered, so that columns ascend
  for (size_t b = 0; b < batch.documents.size(); ++b) {
    row.clear();
    const uint32_t* nearest = neighbours.data() + batch.documents[b] * per_document;
    double total = 0;
    for (size_t i = 0; i < per_document; ++i) total += static_cast<double>(bag.document_length(nearest[i]));
    const double scale = share * static_cast<double>(batch.lengths[b]) / std::max(total, 1.0);
    for (size_t i = 0; i < per_document; ++i) {
      const auto words = bag.document_words(nearest[i]);
      const auto counts = bag.document_counts(nearest[i]);
      for (size_t j = 0; j < words.size(); ++j) row[words[j]] += static_cast<float>(scale * counts[j]);
    }
    for (size_t i = 0; i < batch.target.row_size(b); ++i) {
      row[batch.target.row_indices(b)[i]] += static_cast<float>(1.0 - share) * batch.target.row_values(b)[i];
    }
    for (const auto& [word, value] : row) mixed.push(word, value);
    mixed.end_row();
  }
  batch.target = std::move(mixed);
  order_by_column(batch.target, vocabulary_size, batch.target_columns);
}

}  // namespace theta::models
