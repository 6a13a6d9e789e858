#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "corpus/text_phrases.h"
#include "engine/model_slices.h"
#include "engine/topic_layer.h"
#include "formats/json.h"
#include "models/topic_inference.h"
#include "text/tokenizer.h"

namespace theta::engine {

/// A word of a text and the topic that it speaks for.
struct Evidence {
  std::string word;
  uint32_t topic_id = 0;
  double weight = 0;  ///< occurrences times the topic's share in explaining the word
};

/// What a model says of one text.
struct TextTopics {
  std::vector<float> weights;      ///< theta, [K'], hidden topics included
  std::vector<Evidence> evidence;  ///< of visible topics, without stop words, by falling weight
  double oov_ratio = 0;            ///< share of its words that the model does not know
  size_t words = 0;                ///< words found in the text, known or not
  std::string language;            ///< ISO 639-1
};

/// A topic in answers.
struct TopicLabel {
  uint32_t topic_id = 0;
  std::string name;  ///< a person's, or else the first words
  bool hidden = false;
};

/// A model folder opened for inference, seen through its edits. Immutable: threads may share it, each with a
/// Scratch of its own.
///
/// A text's theta is inferred by the model as it was trained, on all words that it knows, and then merged:
/// edits change how an answer is told, not what the model makes of a text.
class TopicModel {
 public:
  /// Reads only what inference needs. Checks manifest and shapes; a folder without manifest.json is no model
  /// (kNotFound).
  static Result<TopicModel> open(const std::string& folder);

  struct Scratch {
    text::Tokenizer::Scratch tokens;
    models::TopicInference::Scratch inference;
    std::vector<uint32_t> phrases;
    std::vector<uint32_t> ids;
    std::vector<uint32_t> words;
    std::vector<uint32_t> counts;
    std::vector<float> model_theta;
  };

  /// Topics of a text, with at most `most_evidence` words of evidence. The same text gives the same bits
  /// alone, in any batch, and as the training document that it was: its row of ModelView::theta. `slice`: of
  /// time, in a dynamic model.
  TextTopics infer(std::string_view utf8, size_t most_evidence, Scratch& scratch,
                   uint32_t slice = models::InferenceNetwork::kAnyTime) const;

  /// The words of a text as the model was trained on them, into scratch.tokens, phrases joined.
  void tokenize(std::string_view utf8, Scratch& scratch) const;

  size_t num_topics() const { return topics_.size(); }
  const std::vector<TopicLabel>& topics() const { return topics_; }  ///< [K'], by rising topic_id
  /// The model without its edits: K topics.
  const models::TopicInference& inference() const { return *inference_; }
  const TopicLayer& layer() const { return *layer_; }
  const std::vector<std::string>& vocabulary() const { return vocabulary_; }  ///< [V], stop words included
  const formats::Json& manifest() const { return manifest_; }
  const std::optional<ModelSlices>& slices() const { return slices_; }  ///< of a dynamic model

 private:
  TopicModel() = default;
  Status read_topics(const std::string& folder);
  std::vector<Evidence> evidence(std::span<const float> theta, size_t most, uint32_t slice,
                                 const Scratch& scratch) const;

  formats::Json manifest_;
  std::vector<std::string> vocabulary_;
  std::unordered_map<std::string_view, uint32_t> index_;  // into vocabulary_
  std::vector<TopicLabel> topics_;
  std::optional<ModelSlices> slices_;
  std::unique_ptr<models::TopicInference> inference_;
  std::unique_ptr<TopicLayer> layer_;
  math::Matrix<float> edited_word_topic_;  // [V, K'], beta' transposed; empty while beta is the model's
  std::unique_ptr<text::Tokenizer> tokenizer_;
  corpus::TextPhrases phrases_;
};

/// The words of a vocabulary file, one per line.
Result<std::vector<std::string>> read_vocabulary(const std::string& path);

/// What topic_words.json of a model folder tells of the K topics that the model has.
struct NamesAndShares {
  std::vector<std::string> names;  ///< [K] made of first words
  std::vector<double> shares;      ///< [K] of all tokens
};
Result<NamesAndShares> read_names_and_shares(const std::string& folder, size_t num_topics);

/// The manifest of a model folder.
Result<formats::Json> read_manifest(const std::string& folder);

}  // namespace theta::engine
