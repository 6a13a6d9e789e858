#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "models/batch.h"
#include "models/training_plan.h"

namespace theta::models {

/// The plan.neighbours nearest other documents of each document: cosine of idf-weighted sums of log(1 + n)
/// times the words' PPMI vectors. [D, neighbours], nearest first. Above 60,000 documents each
/// is compared with an even sample of them, of 2,000 at least: its neighbours need only be of its kind.
std::vector<uint32_t> nearest_documents(ThreadPool& pool, const corpus::BagOfWords& bag,
                                        const TrainingPlan& plan, uint64_t seed);

/// Replaces the targets of `batch` by (1 - share) n + share * N * (mean counts of the neighbours), so that a
/// document of five words is asked for what similar documents say.
void mix_neighbours(const corpus::BagOfWords& bag, const std::vector<uint32_t>& neighbours,
                    size_t per_document, double share, size_t vocabulary_size, Batch<float>& batch);

}  // namespace theta::models
