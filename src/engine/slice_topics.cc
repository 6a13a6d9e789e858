#include "engine/slice_topics.h"

#include <cstring>
#include <utility>

#include "base/assert.h"
#include "base/files.h"
#include "engine/model_files.h"
#include "engine/topic_model.h"

namespace theta::engine {

Result<std::optional<SliceTopics>> SliceTopics::open(const std::string& model_folder) {
  const std::string path = join_path(model_folder, kBetaFile);
  THETA_ASSIGN(formats::NpyFile file, formats::NpyFile::open(path));
  const std::vector<size_t> shape = file.shape();
  if (shape.size() != 3) return std::optional<SliceTopics>();
  THETA_ASSIGN(std::vector<std::string> vocabulary,
               read_vocabulary(join_path(model_folder, kModelVocabularyFile)));
  if (file.type() != formats::ElementType::kFloat32 || file.bytes().empty() ||
      shape[2] != vocabulary.size()) {
    return bad_input("{}: not topics by slice over the {} words of the model", path, vocabulary.size());
  }
  THETA_ASSIGN(NamesAndShares names, read_names_and_shares(model_folder, shape[1]));
  THETA_ASSIGN(TopicLayer layer, TopicLayer::open(model_folder, vocabulary, std::move(names.shares)));
  SliceTopics topics(std::move(file), std::move(layer));
  for (uint32_t v = 0; v < vocabulary.size(); ++v) {
    if (topics.layer_.stopped()[v]) continue;
    topics.words_.push_back(std::move(vocabulary[v]));
    if (topics.layer_.stop_words() > 0) topics.kept_.push_back(v);
  }
  return std::optional<SliceTopics>(std::move(topics));
}

math::Matrix<float> SliceTopics::beta(size_t t) const {
  THETA_ASSERT(t < slices());
  math::Matrix<float> model(file_.shape()[1], file_.shape()[2]);
  const size_t bytes = model.size() * sizeof(float);
  std::memcpy(model.data(), file_.bytes().data() + t * bytes, bytes);
  if (layer_.keeps_beta()) return model;
  math::Matrix<float> edited = layer_.edit_beta(model);
  return kept_.empty() ? edited : select_columns(edited, kept_);
}

}  // namespace theta::engine
