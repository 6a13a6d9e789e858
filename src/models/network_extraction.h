#pragma once

#include <cstdint>
#include <span>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "models/detm.h"
#include "models/etm.h"
#include "models/topic_inference.h"

namespace theta::models {

/// Copies what inference needs out of a model; mean_theta and settings are left to the caller.
InferenceNetwork extract_network(ThreadPool& pool, Etm<float>& model);

/// The same of a dynamic model: topics at their posterior means, and the most likely path of eta. `bag` and
/// `slice` [D] are the training documents: the topics and eta of "any time" are means over slices, weighted
/// by how much of each topic, or how many documents, the slices hold.
InferenceNetwork extract_network(ThreadPool& pool, Detm<float>& model, const corpus::BagOfWords& bag,
                                 std::span<const uint32_t> slice);

}  // namespace theta::models
