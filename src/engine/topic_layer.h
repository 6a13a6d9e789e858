#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/edited_topics.h"
#include "math/matrix.h"

namespace theta::engine {

/// What a model's edits make of its numbers. K topics become K', V words stay V here: a stop word keeps its
/// column, filled with zeros, so that word numbers of the model go on meaning the same. All sums run over
/// ascending topics and words in double and are rounded once, so every output has the same bits.
class TopicLayer {
 public:
  /// Reads the edits of a model folder. `share` [K] of all tokens weighs the members of a merged topic.
  /// Edits that do not fit the model are a bad-input error that names the line.
  static Result<TopicLayer> open(const std::string& model_folder, const std::vector<std::string>& vocabulary,
                                 std::vector<double> share);

  const Edits& edits() const { return edits_; }
  const std::vector<EditedTopic>& topics() const { return state_.topics; }  ///< [K']
  const std::vector<bool>& stopped() const { return stopped_; }             ///< [V] the stop words
  size_t stop_words() const { return state_.stop_words.size(); }

  /// True when no topic was merged: theta is the model's.
  bool keeps_theta() const { return state_.topics.size() == share_.size(); }
  /// True when beside that no word was taken out: beta is the model's, too.
  bool keeps_beta() const { return keeps_theta() && state_.stop_words.empty(); }

  /// Indices of the topics that are not hidden, ascending.
  std::vector<uint32_t> visible() const;

  /// Share of a topic [K']: the sum of its members'.
  double share(size_t topic) const;

  /// theta' [K'] of a document from the model's theta [K]: sums over members. Nothing is rescaled.
  void edit_theta(std::span<const float> model_theta, std::span<float> theta) const;
  math::Matrix<float> edit_theta(const math::Matrix<float>& model_theta) const;  ///< [D, K] -> [D, K']

  /// beta' [K', V] from the model's beta [K, V]: the mean of the members' rows weighted by their shares
  /// (equal weights when all shares are 0), without stop words, scaled to sum to 1. A row that loses all its
  /// probability is spread evenly over the words left.
  math::Matrix<float> edit_beta(const math::Matrix<float>& model_beta) const;

 private:
  TopicLayer() = default;
  std::vector<double> member_weights(const EditedTopic& topic) const;
  void remove_stop_words(std::span<double> row) const;

  Edits edits_;
  EditedTopics state_;
  std::vector<double> share_;  // [K]
  std::vector<bool> stopped_;
};

/// The chosen rows, or columns, in the order given.
math::Matrix<float> select_rows(const math::Matrix<float>& matrix, std::span<const uint32_t> rows);
template <typename Value>
math::Matrix<Value> select_columns(const math::Matrix<Value>& matrix, std::span<const uint32_t> columns) {
  math::Matrix<Value> result(matrix.rows(), columns.size());
  for (size_t r = 0; r < matrix.rows(); ++r) {
    for (size_t i = 0; i < columns.size(); ++i) result(r, i) = matrix(r, columns[i]);
  }
  return result;
}

/// The column among `columns` with the largest value in each row, ties by the first: [rows].
std::vector<uint32_t> largest_columns(const math::Matrix<float>& matrix, std::span<const uint32_t> columns);

}  // namespace theta::engine
