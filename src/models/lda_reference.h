#pragma once

#include <cstdint>
#include <vector>

#include "corpus/bag_of_words.h"
#include "models/lda_prior.h"

namespace theta::models {

/// Latent Dirichlet allocation as one would write it down, for tests: all counts taken anew from z each time.
struct LdaReference {
  const corpus::BagOfWords& bag;
  size_t vocabulary_size = 0;
  std::vector<uint16_t> topics;  ///< z, document by document, word by word

  /// p(z_token = k | all other z) for each k.
  std::vector<double> conditional(size_t token, const LdaPrior& prior) const;
  /// log p(w, z | alpha, beta): Griffiths & Steyvers 2004, eq. 2 and 3, term by term.
  double log_likelihood(const LdaPrior& prior) const;
  /// One fixed-point step of alpha, then of beta, under Gamma(1.001, 1): one digamma for each document, topic
  /// and word.
  LdaPrior optimized(const LdaPrior& prior) const;
  LdaStatistics statistics(size_t num_topics) const;

 private:
  struct Token {
    size_t document = 0;
    uint32_t word = 0;
  };
  std::vector<Token> tokens() const;
  struct Counts {
    std::vector<std::vector<double>> document_topic;  // [D][K]
    std::vector<std::vector<double>> word_topic;      // [V][K]
    std::vector<double> topic;                        // [K]
    std::vector<double> length;                       // [D]
  };
  // Of all tokens but `left_out`.
  Counts count(size_t num_topics, size_t left_out) const;
};

}  // namespace theta::models
