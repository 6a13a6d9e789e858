#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "engine/topic_layer.h"
#include "eval/completion.h"
#include "models/topic_inference.h"

namespace theta::engine {

/// Log-likelihood of the second half of each document under theta of its first half and the topics of its
/// slice, [D]. `slice` [D], or empty for documents and models without time. With `layer`, theta and topics
/// are merged first, and the second halves must be free of its stop words.
std::vector<double> completion_log_likelihoods(ThreadPool& pool, const models::TopicInference& inference,
                                               const models::InferenceSettings& settings,
                                               const eval::Halves& halves, std::span<const uint32_t> slice,
                                               const TopicLayer* layer = nullptr);

}  // namespace theta::engine
