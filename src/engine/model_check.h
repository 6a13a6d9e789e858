#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace theta::engine {

/// What a model folder holds.
struct CheckedModel {
  std::string model;  ///< etm, detm, lda
  size_t topics = 0;
  size_t documents = 0;
  size_t words = 0;
  size_t edits = 0;    ///< lines of edits.jsonl
  uint64_t bytes = 0;  ///< of all files
};

/// Looks a model folder over before anybody relies on it: the files are those of its manifest, byte for byte,
/// and no others but edits.jsonl; shapes fit together; theta and beta are distributions; every document is
/// described; it opens for views and for inference, through its edits. The first thing that is wrong is a
/// bad-input error.
Result<CheckedModel> check_model(const std::string& folder);

/// Unpacks a bundle, a ZIP archive of the files of a model folder, into `folder`, which must be there. Only
/// files that a model has are looked for, by their names; what else is inside is a bad-input error, as are a
/// bundle without manifest and files that are not of the size that the manifest tells.
Status unpack_bundle(const std::string& bundle, const std::string& folder);

}  // namespace theta::engine
