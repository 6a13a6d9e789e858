#include "engine/start_vectors.h"

#include <cmath>

#include "embed/skip_gram.h"
#include "embed/word2vec_file.h"

namespace theta::engine {
namespace {

constexpr const char* kSkipGram = "skip-gram";

void scale_rows_to_unit_length(math::Matrix<float>& vectors) {
  for (size_t v = 0; v < vectors.rows(); ++v) {
    double squares = 0;
    for (const float x : vectors.row_span(v)) squares += double{x} * double{x};
    if (squares == 0) continue;
    const auto factor = static_cast<float>(1 / std::sqrt(squares));
    for (float& x : vectors.row_span(v)) x *= factor;
  }
}

Result<math::Matrix<float>> read_vectors(const TrainOptions& options, const TrainingData& data,
                                         const RunEnvironment& environment) {
  THETA_ASSIGN(embed::VocabularyVectors vectors,
               embed::read_vocabulary_vectors(options.embeddings, data.corpus.vocabulary));
  environment.tell(fmt::format("{}: vectors of {} of {} words", options.embeddings, vectors.found_count,
                               data.corpus.vocabulary_size()));
  const size_t width = vectors.vectors.cols();
  if (options.embedding_size.has_value() && *options.embedding_size != width) {
    return usage_error("--embedding-size {}: the vectors in {} have {} values", *options.embedding_size,
                       options.embeddings, width);
  }
  return std::move(vectors.vectors);
}

Result<math::Matrix<float>> learn_vectors(const TrainOptions& options, const TrainingData& data,
                                          size_t embedding_size, const RunEnvironment& environment) {
  THETA_ASSIGN(const corpus::TokenSequences all, corpus::load_token_sequences(data.folder, data.corpus));
  corpus::TokenSequences tokens;  // held-out documents must not be seen through their words either
  for (const uint32_t d : data.parts.train) {
    const auto begin = all.words.begin() + static_cast<std::ptrdiff_t>(all.offsets[d]);
    tokens.words.insert(tokens.words.end(), begin,
                        begin + static_cast<std::ptrdiff_t>(all.offsets[d + 1] - all.offsets[d]));
    tokens.offsets.push_back(tokens.words.size());
  }
  embed::SkipGramOptions skip_gram;
  skip_gram.embedding_size = embedding_size;
  skip_gram.seed = options.seed;
  return embed::train_skip_gram(environment.pool, tokens.offsets, tokens.words, data.corpus.vocabulary_size(),
                                skip_gram, environment.progress, environment.stop);
}

}  // namespace

Result<std::optional<math::Matrix<float>>> find_start_vectors(const TrainOptions& options,
                                                              const TrainingData& data, size_t embedding_size,
                                                              const RunEnvironment& environment) {
  if (options.embeddings.empty()) return std::optional<math::Matrix<float>>();
  math::Matrix<float> vectors;
  if (options.embeddings == kSkipGram) {
    THETA_ASSIGN(vectors, learn_vectors(options, data, embedding_size, environment));
  } else {
    THETA_ASSIGN(vectors, read_vectors(options, data, environment));
  }
  scale_rows_to_unit_length(vectors);
  return std::optional<math::Matrix<float>>(std::move(vectors));
}

}  // namespace theta::engine
