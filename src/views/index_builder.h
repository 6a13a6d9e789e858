#pragma once

#include <string>

#include "base/result.h"

namespace theta::views {

/// Makes the index of the documents of a model (index_files.h) in the folder `index`, which must be there and
/// empty. Reads documents.csv and theta.npy once, in pieces; what does not fit together is a bad-input error.
Status build_index(const std::string& model_folder, const std::string& index);

/// Adds the documents' texts to an index, from corpus.json and documents.jsonl of the corpus that the model
/// was made from: by its hash, so that every text is that of its row. Another corpus is a bad-input error.
Status build_texts(const std::string& corpus_folder, const std::string& corpus_hash,
                   const std::string& index);

}  // namespace theta::views
