#include "engine/model_evaluation.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "corpus/corpus.h"
#include "corpus/date_column.h"
#include "engine/evaluation.h"
#include "engine/held_out.h"
#include "engine/topic_model.h"

namespace theta::engine {
namespace {

constexpr uint32_t kAbsent = UINT32_MAX;

// The bag in the word numbers of the model.
corpus::BagOfWords renumber(const corpus::BagOfWords& bag, const std::vector<uint32_t>& number) {
  corpus::BagOfWords result;
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (size_t d = 0; d < bag.documents(); ++d) {
    pairs.clear();
    const auto words = bag.document_words(d);
    const auto counts = bag.document_counts(d);
    for (size_t i = 0; i < words.size(); ++i) {
      if (number[words[i]] != kAbsent) pairs.emplace_back(number[words[i]], counts[i]);
    }
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [word, count] : pairs) {
      result.words.push_back(word);
      result.counts.push_back(count);
    }
    result.offsets.push_back(result.words.size());
  }
  return result;
}

uint64_t tokens(const corpus::BagOfWords& bag) {
  uint64_t sum = 0;
  for (const uint32_t count : bag.counts) sum += count;
  return sum;
}

// Measures count the visible topics from 0; people know them by their numbers.
void name_topics(const TopicModel& model, const std::vector<uint32_t>& visible, formats::Json& metrics) {
  for (formats::Json& topic : metrics["topics"]) {
    topic["topic_id"] = model.topics()[visible[topic["topic_id"].get<size_t>()]].topic_id;
  }
  for (formats::Json& pair : metrics["similar_topics"]) {
    for (formats::Json& topic : pair["topics"]) topic = model.topics()[visible[topic.get<size_t>()]].topic_id;
  }
}

}  // namespace

Result<formats::Json> evaluate_model(ThreadPool& pool, const std::string& model_folder,
                                     const std::string& corpus_folder, const ScoreOptions& options) {
  THETA_ASSIGN(const TopicModel model, TopicModel::open(model_folder));
  THETA_ASSIGN(corpus::Corpus corpus, corpus::load_corpus(corpus_folder));
  std::unordered_map<std::string_view, uint32_t> index;
  for (const std::string& word : model.vocabulary()) index.emplace(word, static_cast<uint32_t>(index.size()));
  std::vector<uint32_t> number;
  for (const std::string& word : corpus.vocabulary) {
    const auto found = index.find(word);
    number.push_back(found == index.end() ? kAbsent : found->second);
  }
  THETA_ASSIGN(std::optional<corpus::TokenSequences> sequences, find_token_sequences(corpus_folder, corpus));
  if (sequences.has_value()) {
    for (uint32_t& word : sequences->words) word = number[word];
  }
  const auto before = static_cast<double>(tokens(corpus.counts));
  corpus.counts = renumber(corpus.counts, number);
  if (corpus.test_first_half.has_value()) {
    corpus.test_first_half = renumber(*corpus.test_first_half, number);
    corpus.test_second_half = renumber(*corpus.test_second_half, number);
  }
  if (tokens(corpus.counts) == 0) {
    return bad_input("{}: has no word in common with the model {}", corpus_folder, model_folder);
  }
  const models::TopicInference& inference = model.inference();
  const TopicLayer& layer = model.layer();
  const std::vector<uint32_t> visible = layer.visible();
  DocumentSlices slices;
  if (model.slices().has_value()) {
    THETA_ASSIGN(const corpus::DateColumn dates, corpus::read_date_column(corpus_folder));
    slices = model.slices()->of_documents(dates.dates);
  }
  const math::Matrix<float> theta =
      select_columns(layer.edit_theta(inference.infer_all(pool, corpus.counts, slices.of_document)), visible);
  const math::Matrix<float> beta = select_rows(layer.edit_beta(topic_word(inference.network())), visible);
  Evaluation evaluation =
      evaluate(pool, inference, beta, theta, corpus, sequences, divide(corpus), options, &layer, slices);
  evaluation.metrics["oov_ratio"] = 1 - static_cast<double>(tokens(corpus.counts)) / before;
  if (!layer.edits().in_force.empty()) evaluation.metrics["edits"] = layer.edits().in_force.size();
  name_topics(model, visible, evaluation.metrics);
  return evaluation.metrics;
}

}  // namespace theta::engine
