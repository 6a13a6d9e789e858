#pragma once

#include <optional>

#include "base/result.h"
#include "engine/run_environment.h"
#include "engine/train_options.h"
#include "engine/training_data.h"
#include "math/matrix.h"

namespace theta::engine {

/// The word vectors that options.embeddings asks for, rows of unit length, [V, L]: read from a word2vec file,
/// or learned by skip-gram on the training documents with width `embedding_size`. Nothing when none are asked
/// for.
Result<std::optional<math::Matrix<float>>> find_start_vectors(const TrainOptions& options,
                                                              const TrainingData& data, size_t embedding_size,
                                                              const RunEnvironment& environment);

}  // namespace theta::engine
