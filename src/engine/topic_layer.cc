#include "engine/topic_layer.h"

#include <algorithm>

#include "base/files.h"
#include "engine/model_files.h"

namespace theta::engine {

Result<TopicLayer> TopicLayer::open(const std::string& model_folder,
                                    const std::vector<std::string>& vocabulary, std::vector<double> share) {
  TopicLayer layer;
  THETA_ASSIGN(layer.edits_, read_edits(model_folder));
  THETA_ASSIGN(layer.state_, apply_edits(layer.edits_, share.size(), model_folder));
  layer.share_ = std::move(share);
  layer.stopped_.resize(vocabulary.size());
  if (layer.state_.stop_words.empty()) return layer;
  std::set<std::string> left = layer.state_.stop_words;
  for (size_t v = 0; v < vocabulary.size(); ++v) layer.stopped_[v] = left.erase(vocabulary[v]) > 0;
  if (!left.empty() || layer.stop_words() >= vocabulary.size()) {
    return bad_input("{}: its stop word \"{}\" does not fit the vocabulary",
                     join_path(model_folder, kEditsFile),
                     left.empty() ? *layer.state_.stop_words.begin() : *left.begin());
  }
  return layer;
}

std::vector<uint32_t> TopicLayer::visible() const {
  std::vector<uint32_t> result;
  for (uint32_t i = 0; i < topics().size(); ++i) {
    if (!topics()[i].hidden) result.push_back(i);
  }
  return result;
}

double TopicLayer::share(size_t topic) const {
  double sum = 0;
  for (const uint32_t member : topics()[topic].members) sum += share_[member];
  return sum;
}

void TopicLayer::edit_theta(std::span<const float> model_theta, std::span<float> theta) const {
  for (size_t i = 0; i < topics().size(); ++i) {
    double sum = 0;
    for (const uint32_t member : topics()[i].members) sum += double{model_theta[member]};
    theta[i] = static_cast<float>(sum);
  }
}

math::Matrix<float> TopicLayer::edit_theta(const math::Matrix<float>& model_theta) const {
  if (keeps_theta()) return model_theta;
  math::Matrix<float> theta(model_theta.rows(), topics().size());
  for (size_t d = 0; d < theta.rows(); ++d) edit_theta(model_theta.row_span(d), theta.row_span(d));
  return theta;
}

std::vector<double> TopicLayer::member_weights(const EditedTopic& topic) const {
  std::vector<double> weights;
  double sum = 0;
  for (const uint32_t member : topic.members) {
    weights.push_back(share_[member]);
    sum += share_[member];
  }
  for (double& weight : weights) {
    weight = sum > 0 ? weight / sum : 1 / static_cast<double>(weights.size());
  }
  return weights;
}

void TopicLayer::remove_stop_words(std::span<double> row) const {
  double sum = 0;
  for (size_t v = 0; v < row.size(); ++v) sum += stopped_[v] ? 0 : row[v];
  const double even = 1 / static_cast<double>(row.size() - stop_words());
  for (size_t v = 0; v < row.size(); ++v) row[v] = stopped_[v] ? 0 : sum > 0 ? row[v] / sum : even;
}

math::Matrix<float> TopicLayer::edit_beta(const math::Matrix<float>& model_beta) const {
  if (keeps_beta()) return model_beta;
  math::Matrix<float> beta(topics().size(), model_beta.cols());
  std::vector<double> row(model_beta.cols());
  for (size_t i = 0; i < beta.rows(); ++i) {
    const EditedTopic& topic = topics()[i];
    const std::vector<double> weights = member_weights(topic);
    std::fill(row.begin(), row.end(), 0.0);
    for (size_t m = 0; m < weights.size(); ++m) {
      const float* const member = model_beta.row(topic.members[m]);
      for (size_t v = 0; v < row.size(); ++v) row[v] += weights[m] * double{member[v]};
    }
    if (stop_words() > 0) remove_stop_words(row);
    for (size_t v = 0; v < row.size(); ++v) beta(i, v) = static_cast<float>(row[v]);
  }
  return beta;
}

math::Matrix<float> select_rows(const math::Matrix<float>& matrix, std::span<const uint32_t> rows) {
  math::Matrix<float> result(rows.size(), matrix.cols());
  for (size_t i = 0; i < rows.size(); ++i) {
    std::copy_n(matrix.row(rows[i]), matrix.cols(), result.row(i));
  }
  return result;
}

std::vector<uint32_t> largest_columns(const math::Matrix<float>& matrix, std::span<const uint32_t> columns) {
  std::vector<uint32_t> result;
  result.reserve(matrix.rows());
  for (size_t r = 0; r < matrix.rows(); ++r) {
    uint32_t best = columns[0];
    for (const uint32_t c : columns) {
      if (matrix(r, c) > matrix(r, best)) best = c;
    }
    result.push_back(best);
  }
  return result;
}

}  // namespace theta::engine
