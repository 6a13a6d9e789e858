#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/topic_layer.h"
#include "formats/npy.h"
#include "math/matrix.h"

namespace theta::engine {

/// The topics of a dynamic model slice by slice, seen through its edits; in memory is only what is asked for.
class SliceTopics {
 public:
  /// Nothing when the model is not dynamic: its beta.npy is no [T, K, V]. Files that do not fit together, and
  /// edits that do not fit them, are a bad-input error.
  static Result<std::optional<SliceTopics>> open(const std::string& model_folder);

  size_t slices() const { return file_.shape()[0]; }                          ///< T
  size_t topics() const { return layer_.topics().size(); }                    ///< K', hidden ones too
  const std::vector<std::string>& vocabulary() const { return words_; }       ///< [V'], as in ModelView
  const std::vector<EditedTopic>& edited() const { return layer_.topics(); }  ///< [K'], as in ModelView

  /// beta' of slice `t`, [K', V'], rows sum to 1. The members of a merged topic weigh in every slice what
  /// they hold of the whole corpus, as in ModelView. Threads may ask at once.
  math::Matrix<float> beta(size_t t) const;

 private:
  SliceTopics(formats::NpyFile file, TopicLayer layer) : file_(std::move(file)), layer_(std::move(layer)) {}

  formats::NpyFile file_;
  TopicLayer layer_;
  std::vector<uint32_t> kept_;  // words that are no stop words; empty when none is
  std::vector<std::string> words_;
};

}  // namespace theta::engine
