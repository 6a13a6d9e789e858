#include "models/neighbours.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "math/gemm.h"
#include "math/kernels.h"
#include "models/spectral_embedding.h"

namespace theta::models {
namespace {

using math::Matrix;

constexpr size_t kMostCandidates = 60000;
constexpr size_t kFewestCandidates = 2000;
constexpr size_t kMostPairs = 2'000'000'000;  // about five seconds on two cores
constexpr size_t kRowGrain = 64;
constexpr size_t kCandidateBlock = 512;

/// The vectors of documents, made when they are asked for: all at once they would be the largest thing in
/// memory.
class DocumentVectors {
 public:
  DocumentVectors(ThreadPool& pool, const corpus::BagOfWords& bag, const TrainingPlan& plan, uint64_t seed)
      : bag_(bag),
        words_(ppmi_embedding(pool, bag, plan.config.vocabulary_size, plan.config.embedding_size, seed,
                              /*unit_rows=*/false)),
        frequency_(corpus::document_frequency(bag, plan.config.vocabulary_size)) {}

  size_t size() const { return words_.cols(); }

  /// Fills `vector`, of unit length. `weights` is space.
  void make(size_t d, std::span<float> vector, std::vector<float>& weights) const {
    const auto ids = bag_.document_words(d);
    const auto counts = bag_.document_counts(d);
    weights.resize(ids.size());
    for (size_t i = 0; i < ids.size(); ++i) {
      const double idf =
          std::log((1.0 + static_cast<double>(bag_.documents())) / (1.0 + frequency_[ids[i]])) + 1.0;
      weights[i] = static_cast<float>(idf * std::log1p(static_cast<double>(counts[i])));
    }
    math::weighted_row_sum(words_.data(), size(), ids.data(), weights.data(), ids.size(),
                           static_cast<const float*>(nullptr), vector.data(), size());
    float squares = 0;
    for (const float x : vector) squares += x * x;
    const float scale = squares > 1e-20F ? 1.0F / std::sqrt(squares) : 0.0F;
    for (float& x : vector) x *= scale;
  }

 private:
  const corpus::BagOfWords& bag_;
  Matrix<float> words_;  // [V, L]
  std::vector<uint32_t> frequency_;
};

/// Documents that each one is compared with: all, or an even sample that keeps the pairs within bounds.
std::vector<uint32_t> choose_candidates(size_t documents) {
  const size_t affordable =
      std::clamp(kMostPairs / std::max<size_t>(documents, 1), kFewestCandidates, kMostCandidates);
  std::vector<uint32_t> candidates(std::min(documents, affordable));
  for (size_t i = 0; i < candidates.size(); ++i)
    candidates[i] = static_cast<uint32_t>(i * documents / candidates.size());
  return candidates;
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
  const DocumentVectors vectors(pool, bag, plan, seed);
  const size_t n = bag.documents();
  const size_t size = vectors.size();
  const size_t wanted = std::min(plan.neighbours, n > 0 ? n - 1 : 0);
  const std::vector<uint32_t> number = choose_candidates(n);
  const size_t candidates = number.size();
  Matrix<float> pick(candidates, size);
  parallel_for(pool, candidates, kRowGrain, [&](size_t begin, size_t end, size_t) {
    std::vector<float> weights;
    for (size_t i = begin; i < end; ++i) vectors.make(number[i], pick.row_span(i), weights);
  });
  std::vector<uint32_t> result(n * plan.neighbours, 0);
  parallel_for(pool, n, kRowGrain, [&](size_t begin, size_t end, size_t) {
    std::vector<Nearest> nearest(end - begin, Nearest(wanted));
    Matrix<float> dots(end - begin, kCandidateBlock);
    Matrix<float> rows(end - begin, size);
    std::vector<float> weights;
    for (size_t d = begin; d < end; ++d) vectors.make(d, rows.row_span(d - begin), weights);
    for (size_t block = 0; block < candidates; block += kCandidateBlock) {
      const size_t width = std::min(kCandidateBlock, candidates - block);
      math::gemm_serial(math::Transpose::kNo, math::Transpose::kYes, end - begin, width, size, rows.data(),
                        size, pick.row(block), size, 0.0F, dots.data(), kCandidateBlock);
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
