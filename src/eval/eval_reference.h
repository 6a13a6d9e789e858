#pragma once

#include <cstdint>
#include <vector>

#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::eval {

/// NPMI of one topic by its definition, document by document.
double npmi_reference(const std::vector<uint32_t>& topic, const corpus::BagOfWords& reference);

/// exp of the mean over documents of the negative log-likelihood per word, by its definition. beta is [K, V].
double perplexity_reference(const math::Matrix<float>& theta, const math::Matrix<float>& beta,
                            const corpus::BagOfWords& second);

}  // namespace theta::eval
