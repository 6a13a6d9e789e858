#pragma once

#include <cstdint>
#include <vector>

#include "corpus/corpus.h"

namespace theta::bench {

/// Every document that the source marks for training, those that a run would keep to validate included: as
/// many as the peers train on.
inline std::vector<uint32_t> training_documents(const corpus::Corpus& corpus) {
  std::vector<uint32_t> documents;
  for (uint32_t d = 0; d < corpus.documents(); ++d) {
    if (corpus.split.empty() || corpus.split[d] == corpus::Split::kTrain) documents.push_back(d);
  }
  return documents;
}

}  // namespace theta::bench
