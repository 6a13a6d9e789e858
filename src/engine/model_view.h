#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/json.h"
#include "math/matrix.h"

namespace theta::engine {

/// One topic as people see it: after renaming, merging and hiding.
struct TopicView {
  uint32_t topic_id = 0;  ///< the model's number of the topic; a merged topic keeps one of its members'
  std::string name;       ///< a person's, or else the first words
  bool renamed = false;   ///< the name is a person's
  bool hidden = false;
  std::vector<uint32_t> members;  ///< the model's topics that it is made of, ascending
  std::vector<uint32_t>
      top_words;               ///< 25 most probable words (fewer when V is smaller), by number in the view
  double share = 0;            ///< of all tokens of the corpus
  size_t main_documents = 0;   ///< documents whose largest visible topic this is
  std::optional<double> npmi;  ///< unknown once an edit changed the topic's words
  double exclusivity = 0;
};

/// A model folder seen through its edits: what every listing, report, export and answer is made of. The model
/// itself never changes. K' topics are left after merging, V' words after taking out stop words.
struct ModelView {
  std::string folder;
  formats::Json manifest;
  std::vector<std::string> vocabulary;   ///< [V']
  std::vector<uint64_t> word_frequency;  ///< [V'], uses in the corpus
  std::vector<TopicView> topics;         ///< [K'], by rising topic_id; hidden ones are included
  math::Matrix<float> beta;              ///< [K', V'], rows sum to 1
  math::Matrix<float> theta;             ///< [D, K'], rows sum to 1; columns in the order of `topics`
};

/// Reads a model folder. Files that do not describe the same model are a bad-input error.
Result<ModelView> open_view(const std::string& folder);

}  // namespace theta::engine
