#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/edit.h"
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
  std::optional<double> npmi;  ///< unknown once an edit changed the topic's ten first words
  double exclusivity = 0;      ///< among the visible topics, and itself
};

/// A model folder seen through its edits: what every listing, report, export and answer is made of. The model
/// itself never changes. K' topics are left after merging, V' words after taking out stop words. Without
/// edits every number has the bits of the model's files.
///
/// Hidden topics keep their place and their numbers; whoever shows topics leaves them out unless asked
/// (visible_topics()). Weights and shares are never rescaled to make up for them.
struct ModelView {
  std::string folder;
  formats::Json manifest;
  std::vector<std::string> vocabulary;   ///< [V']
  std::vector<uint64_t> word_frequency;  ///< [V'], uses in the corpus
  std::vector<TopicView> topics;         ///< [K'], by rising topic_id; hidden ones are included
  math::Matrix<float> beta;              ///< [K', V'], rows sum to 1
  math::Matrix<float> theta;             ///< [D, K'], rows sum to 1; columns in the order of `topics`
  uint64_t revision = 0;                 ///< lines of edits.jsonl
  std::vector<Edit> edits;               ///< those in force, oldest first
  size_t model_topics = 0;               ///< K, before merging
};

enum class ViewParts : uint8_t {
  kAll,
  kWithoutTheta,  ///< theta is empty and main_documents 0: for who lists topics of a large model
};

/// Reads a model folder. Files that do not describe the same model, and edits that do not fit it, are a
/// bad-input error.
Result<ModelView> open_view(const std::string& folder, ViewParts parts = ViewParts::kAll);

/// Indices of the topics that are not hidden, ascending; never empty.
std::vector<uint32_t> visible_topics(const ModelView& view);

/// Index of the visible topic with the largest share of each document, ties by the lower: [D].
std::vector<uint32_t> main_topics(const ModelView& view);

}  // namespace theta::engine
