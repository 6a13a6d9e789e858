#include "eval/clustering.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace theta::eval {
namespace {

struct Contingency {
  std::map<std::pair<uint32_t, uint32_t>, double> joint;  // (cluster, class)
  std::map<uint32_t, double> clusters;
  std::map<uint32_t, double> classes;
  double total = 0;

  Contingency(std::span<const uint32_t> cluster, std::span<const uint32_t> label) {
    for (size_t i = 0; i < cluster.size(); ++i) {
      ++joint[{cluster[i], label[i]}];
      ++clusters[cluster[i]];
      ++classes[label[i]];
    }
    total = static_cast<double>(cluster.size());
  }
};

double entropy(const std::map<uint32_t, double>& sizes, double total) {
  double sum = 0;
  for (const auto& [id, size] : sizes) sum -= size / total * std::log(size / total);
  return sum;
}

}  // namespace

std::vector<uint32_t> main_topics(const math::Matrix<float>& theta, size_t num_topics) {
  std::vector<uint32_t> result(theta.rows());
  for (size_t d = 0; d < theta.rows(); ++d) {
    const float* const row = theta.row(d);
    result[d] = static_cast<uint32_t>(std::max_element(row, row + num_topics) - row);
  }
  return result;
}

double purity(std::span<const uint32_t> clusters, std::span<const uint32_t> classes) {
  if (clusters.empty()) return 0;
  const Contingency table(clusters, classes);
  std::map<uint32_t, double> largest;
  for (const auto& [pair, size] : table.joint) largest[pair.first] = std::max(largest[pair.first], size);
  double sum = 0;
  for (const auto& [cluster, size] : largest) sum += size;
  return sum / table.total;
}

double normalized_mutual_information(std::span<const uint32_t> clusters, std::span<const uint32_t> classes) {
  if (clusters.empty()) return 0;
  const Contingency table(clusters, classes);
  const double entropies = entropy(table.clusters, table.total) + entropy(table.classes, table.total);
  if (entropies == 0) return 1;
  double information = 0;
  for (const auto& [pair, size] : table.joint) {
    information +=
        size / table.total *
        std::log(size * table.total / (table.clusters.at(pair.first) * table.classes.at(pair.second)));
  }
  return std::max(0.0, 2 * information / entropies);
}

}  // namespace theta::eval
