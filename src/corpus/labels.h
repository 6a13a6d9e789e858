#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/corpus.h"

namespace theta::corpus {

/// Numbers label names in the order of their first appearance.
class LabelIndex {
 public:
  /// The label of the next document; empty when it has none.
  void add(const std::string& label) {
    if (label.empty()) {
      labels_.push_back(Corpus::kNoLabel);
      return;
    }
    const auto [entry, is_new] = index_.emplace(label, static_cast<uint32_t>(names_.size()));
    if (is_new) names_.push_back(label);
    labels_.push_back(entry->second);
  }

  /// Fills corpus.labels and corpus.label_names; leaves both empty when no document had a label.
  void move_to(Corpus& corpus) {
    if (names_.empty()) return;
    corpus.labels = std::move(labels_);
    corpus.label_names = std::move(names_);
  }

 private:
  std::unordered_map<std::string, uint32_t> index_;
  std::vector<std::string> names_;
  std::vector<uint32_t> labels_;
};

}  // namespace theta::corpus
