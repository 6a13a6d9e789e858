#pragma once

#include <cstdint>
#include <span>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "models/topic_inference.h"

namespace theta::engine {

/// Perplexity of the second halves of `documents`, theta inferred from the first halves. `slice` of each, or
/// empty for any time.
double validation_perplexity(ThreadPool& pool, const models::TopicInference& inference,
                             const models::InferenceSettings& settings, const corpus::BagOfWords& documents,
                             std::span<const uint32_t> slice = {});

/// The refinement at inference under which validation documents are completed best: the network's own
/// settings, or 20 steps with one of a few strengths. Its own when there are no validation documents.
models::InferenceSettings calibrate(ThreadPool& pool, const models::TopicInference& inference,
                                    const corpus::BagOfWords& validation,
                                    std::span<const uint32_t> slice = {});

}  // namespace theta::engine
