#include "engine/dynamic_metrics.h"

#include <numeric>

namespace theta::engine {
namespace {

using formats::Json;

Json mean(std::span<const double> values) {
  if (values.empty()) return nullptr;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Json slice_json(const eval::DynamicScores& scores, size_t t) {
  if (!scores.measured(t)) {
    return {
        {"npmi", nullptr}, {"npmi_corpus", nullptr}, {"diversity", nullptr}, {"dynamic_diversity", nullptr}};
  }
  return {{"npmi", mean(scores.npmi.row_span(t))},
          {"npmi_corpus", mean(scores.npmi_corpus.row_span(t))},
          {"diversity", scores.diversity[t]},
          {"dynamic_diversity", scores.unique_words[t]}};
}

Json topics_json(const eval::DynamicScores& scores) {
  Json topics = Json::array();
  for (size_t k = 0; k < scores.cosine.size(); ++k) {
    std::vector<double> npmi;
    std::vector<double> npmi_corpus;
    for (size_t t = 0; t < scores.documents.size(); ++t) {
      if (!scores.measured(t)) continue;
      npmi.push_back(scores.npmi(t, k));
      npmi_corpus.push_back(scores.npmi_corpus(t, k));
    }
    Json topic = {{"topic_id", k}, {"npmi", mean(npmi)}, {"npmi_corpus", mean(npmi_corpus)}};
    topic["js_distance"] = scores.steps > 0 ? Json(scores.js_distance[k]) : Json();
    topic["cosine"] = scores.steps > 0 ? Json(scores.cosine[k]) : Json();
    topics.push_back(std::move(topic));
  }
  return topics;
}

}  // namespace

Json dynamic_metrics(const eval::DynamicScores& scores, std::span<const std::string> labels,
                     std::span<const eval::Perplexity> perplexity) {
  Json slices = Json::array();
  Json empty = Json::array();
  const std::vector<const char*> names = {"npmi", "npmi_corpus", "diversity", "dynamic_diversity"};
  std::vector<std::vector<double>> measured(names.size());
  for (size_t t = 0; t < labels.size(); ++t) {
    Json slice = {{"label", labels[t]}, {"documents", scores.documents[t]}};
    slice.update(slice_json(scores, t));
    const bool held_out = t < perplexity.size() && perplexity[t].documents > 0;
    slice["perplexity"] = held_out ? Json(perplexity[t].per_document) : Json();
    slice["perplexity_documents"] = held_out ? perplexity[t].documents : 0;
    if (scores.measured(t)) {
      for (size_t i = 0; i < names.size(); ++i) measured[i].push_back(slice[names[i]].get<double>());
    } else {
      empty.push_back(labels[t]);
    }
    slices.push_back(std::move(slice));
  }
  Json result;
  for (size_t i = 0; i < names.size(); ++i) result[names[i]] = mean(measured[i]);
  result["smoothness"] = {{"js_distance", scores.steps > 0 ? mean(scores.js_distance) : Json()},
                          {"cosine", scores.steps > 0 ? mean(scores.cosine) : Json()},
                          {"steps", scores.steps}};
  result["empty_slices"] = std::move(empty);
  result["slices"] = std::move(slices);
  result["topics"] = topics_json(scores);
  return result;
}

}  // namespace theta::engine
