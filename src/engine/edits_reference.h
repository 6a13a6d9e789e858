#pragma once

#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "engine/model_view.h"
#include "engine/topic_model.h"

namespace theta::engine {

/// The files of a model as they are, without any edit.
struct RawModel {
  std::vector<std::string> vocabulary;
  std::vector<uint64_t> word_frequency;
  std::vector<std::string> names;
  std::vector<double> share;
  std::vector<double> npmi;
  std::vector<std::vector<float>> beta;   // [K][V]
  std::vector<std::vector<float>> theta;  // [D][K]
};
RawModel read_raw_model(const std::string& folder);

/// The history as one would keep it by hand: what was done, and what was undone and may be done again.
struct HandKeptHistory {
  std::vector<Edit> done;
  std::vector<Edit> undone;
  void add(const Edit& edit);  ///< any kind; undo and redo must be possible
};

/// The view after `edits`, from the raw model by the definitions of docs/formats.md, one number at a time.
/// Folder, manifest, revision and list of edits are left empty.
ModelView view_reference(const RawModel& raw, const std::vector<Edit>& edits);

/// What is said of a text whose words stand between blanks, given the model's own theta of it.
TextTopics text_topics_reference(const RawModel& raw, const std::vector<Edit>& edits, const std::string& text,
                                 const std::vector<float>& model_theta);

/// The figures of evaluate_model() that edits change, on the model's own corpus: npmi, topic_diversity,
/// exclusivity, perplexity, perplexity_per_word, purity, and per topic topic_id, npmi, share, main_documents.
formats::Json metrics_reference(const RawModel& raw, const std::vector<Edit>& edits,
                                const corpus::Corpus& corpus, const models::TopicInference& inference);

}  // namespace theta::engine
