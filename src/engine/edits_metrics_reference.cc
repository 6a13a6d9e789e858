#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/edits_reference.h"
#include "engine/held_out.h"
#include "eval/completion.h"

namespace theta::engine {
namespace {

bool holds(const corpus::Corpus& corpus, size_t d, const std::string& word) {
  for (const uint32_t v : corpus.counts.document_words(d)) {
    if (corpus.vocabulary[v] == word) return true;
  }
  return false;
}

// Mean over pairs of log(p_ij / (p_i p_j)) / -log p_ij; -1 for a pair that never meets.
double npmi_of(const std::vector<std::string>& words, const corpus::Corpus& corpus,
               const std::vector<uint32_t>& documents) {
  double sum = 0;
  double pairs = 0;
  const auto n = static_cast<double>(documents.size());
  for (size_t i = 0; i < words.size(); ++i) {
    for (size_t j = i + 1; j < words.size(); ++j) {
      double a = 0;
      double b = 0;
      double both = 0;
      for (const uint32_t d : documents) {
        const bool first = holds(corpus, d, words[i]);
        const bool second = holds(corpus, d, words[j]);
        a += first ? 1 : 0;
        b += second ? 1 : 0;
        both += first && second ? 1 : 0;
      }
      pairs += 1;
      if (both == 0) {
        sum -= 1;
      } else {
        sum += both == n ? 1 : std::log(both / n / (a / n * b / n)) / -std::log(both / n);
      }
    }
  }
  return sum / pairs;
}

struct Completion {
  double per_document = 0;
  double per_word = 0;
};

// Theta of the first halves by the unedited model; the second halves without stop words by the view's
// numbers.
Completion complete(const ModelView& view, const corpus::Corpus& corpus,
                    const std::vector<uint32_t>& documents, const models::TopicInference& inference) {
  const eval::Halves halves = eval::split_halves(select(corpus.counts, documents), 0);
  models::TopicInference::Scratch scratch;
  std::vector<float> theta(view.model_topics);
  double sum = 0;
  double all = 0;
  double words = 0;
  double counted = 0;
  for (size_t d = 0; d < documents.size(); ++d) {
    inference.infer(halves.first.document_words(d), halves.first.document_counts(d), theta, scratch);
    double log_likelihood = 0;
    double length = 0;
    for (size_t i = halves.second.offsets[d]; i < halves.second.offsets[d + 1]; ++i) {
      const std::string& word = corpus.vocabulary[halves.second.words[i]];
      const auto found = std::find(view.vocabulary.begin(), view.vocabulary.end(), word);
      if (found == view.vocabulary.end()) continue;
      double p = 0;
      for (size_t k = 0; k < view.topics.size(); ++k) {
        double weight = 0;
        for (const uint32_t member : view.topics[k].members) weight += static_cast<double>(theta[member]);
        p += static_cast<double>(static_cast<float>(weight)) *
             static_cast<double>(view.beta(k, static_cast<size_t>(found - view.vocabulary.begin())));
      }
      log_likelihood += halves.second.counts[i] * std::log(p);
      length += halves.second.counts[i];
    }
    if (length == 0) continue;
    sum -= log_likelihood / length;
    all -= log_likelihood;
    words += length;
    counted += 1;
  }
  return {std::exp(sum / counted), std::exp(all / words)};
}

double purity_of(const ModelView& view, const corpus::Corpus& corpus,
                 const std::vector<uint32_t>& documents) {
  const std::vector<uint32_t> main = main_topics(view);
  std::map<uint32_t, std::map<uint32_t, double>> labels;
  for (const uint32_t d : documents) labels[main[d]][corpus.labels[d]] += 1;
  double right = 0;
  for (const auto& [topic, counts] : labels) {
    double most = 0;
    for (const auto& [label, count] : counts) most = std::max(most, count);
    right += most;
  }
  return right / static_cast<double>(documents.size());
}

}  // namespace

formats::Json metrics_reference(const RawModel& raw, const std::vector<Edit>& edits,
                                const corpus::Corpus& corpus, const models::TopicInference& inference) {
  const ModelView view = view_reference(raw, edits);
  const Parts parts = divide(corpus);
  formats::Json topics = formats::Json::array();
  std::set<uint32_t> distinct;
  double words = 0;
  double npmi = 0;
  double exclusivity = 0;
  for (const TopicView& topic : view.topics) {
    if (topic.hidden) continue;
    std::vector<std::string> ten;
    for (size_t i = 0; i < topic.top_words.size(); ++i) {
      if (ten.size() < 10) ten.push_back(view.vocabulary[topic.top_words[i]]);
      distinct.insert(topic.top_words[i]);
      words += 1;
    }
    topics.push_back({{"topic_id", topic.topic_id},
                      {"npmi", npmi_of(ten, corpus, parts.train)},
                      {"share", topic.share},
                      {"main_documents", topic.main_documents}});
    npmi += topics.back()["npmi"].get<double>();
    exclusivity += topic.exclusivity;
  }
  const auto visible = static_cast<double>(topics.size());
  const Completion completion = complete(view, corpus, parts.test, inference);
  return {{"npmi", npmi / visible},
          {"topic_diversity", static_cast<double>(distinct.size()) / words},
          {"exclusivity", exclusivity / visible},
          {"perplexity", completion.per_document},
          {"perplexity_per_word", completion.per_word},
          {"purity", purity_of(view, corpus, parts.test)},
          {"topics", topics}};
}

}  // namespace theta::engine
