#include "report/model_source.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "base/files.h"
#include "engine/model_files.h"
#include "engine/model_view.h"
#include "engine/topic_layer.h"
#include "engine/topic_model.h"
#include "report/model_metrics.h"
#include "report/time_source.h"
#include "report/topic_passages.h"

namespace theta::report {
namespace {

using engine::ModelView;
using engine::TopicView;
using formats::Json;

double number(const Json& object, const char* key) {
  const auto field = object.find(key);
  return field != object.end() && field->is_number() ? field->get<double>()
                                                     : std::numeric_limits<double>::quiet_NaN();
}

Topic topic_of(const TopicView& seen) {
  Topic topic;
  topic.topic_id = seen.topic_id;
  if (seen.renamed) topic.name = seen.name;
  topic.members = seen.members;
  topic.share = seen.share;
  topic.npmi = seen.npmi.value_or(std::numeric_limits<double>::quiet_NaN());
  topic.exclusivity = seen.exclusivity;
  return topic;
}

void take_topics(const ModelView& view, ReportInput& input) {
  std::vector<uint32_t> hidden;
  for (uint32_t i = 0; i < view.topics.size(); ++i) {
    if (!view.topics[i].hidden) {
      input.topics.push_back(topic_of(view.topics[i]));
      continue;
    }
    hidden.push_back(i);
    input.hidden_share.push_back(view.topics[i].share);
  }
  input.beta = engine::select_rows(view.beta, engine::visible_topics(view));
  if (!hidden.empty()) input.hidden_beta = engine::select_rows(view.beta, hidden);
  input.model_topics = view.model_topics;
}

// The figures by slice of a dynamic model as one number each.
void flatten_dynamic(Json& metrics) {
  const Json dynamic = metrics.value("dynamic", Json());
  metrics.erase("dynamic");
  if (!dynamic.is_object()) return;
  metrics["slice_npmi"] = dynamic.value("npmi_corpus", Json());
  metrics["slice_diversity"] = dynamic.value("diversity", Json());
  metrics["smoothness"] = dynamic.value("smoothness", Json::object()).value("cosine", Json());
}

// Fills in the figures in all and per topic.
void take_metrics(const ModelView& view, const Json& before, const Json& measured, ReportInput& input) {
  ModelMetrics own = metrics_of_view(view, before);
  Json metrics = measured.is_object() ? measured : std::move(own.figures);
  input.metrics_left_out = !measured.is_object() && own.left_out;
  if (measured.is_object()) {
    const Json& topics = measured.at("topics");
    for (size_t i = 0; i < input.topics.size(); ++i) input.topics[i].npmi = number(topics.at(i), "npmi");
  }
  for (const char* const key :
       {"topics", "documents", "perplexity_documents", "perplexity_words", "labelled_documents",
        "similar_topics", "edits", "oov_ratio", "top_n", "topic_diversity_words", "c_v_window"}) {
    metrics.erase(key);
  }
  flatten_dynamic(metrics);
  input.metrics = nlohmann::json(metrics);
}

// Names the language of most documents, which decides fonts and line breaks, and leaves out long lists.
void describe_corpus(nlohmann::json& corpus) {
  if (!corpus.is_object()) return;
  uint64_t most = 0;
  const nlohmann::json languages = corpus.value("languages", nlohmann::json::object());
  for (const auto& [code, documents] : languages.items()) {
    if (!documents.is_number_unsigned() || documents.get<uint64_t>() <= most) continue;
    most = documents.get<uint64_t>();
    corpus["language"] = code;
  }
  for (const char* const key : {"columns", "reading", "label_names", "tokenizer", "languages", "dates"})
    corpus.erase(key);
}

// True when the source had a column of dates.
Result<bool> has_times(const std::string& folder) {
  THETA_ASSIGN(const Json manifest, engine::read_manifest(folder));
  const Json corpus = manifest.value("corpus", Json::object());
  return corpus.is_object() && corpus.contains("time_column") && corpus.at("time_column").is_string();
}

}  // namespace

Result<ReportInput> read_model(ThreadPool& pool, const std::string& folder, const Json& measured,
                               const corpus::TimeBinChoice& time) {
  ReportInput input;
  THETA_ASSIGN(const bool dated, has_times(folder));
  using enum engine::ViewParts;
  THETA_ASSIGN(ModelView view, engine::open_view(folder, dated ? kAll : kWithoutTheta));
  THETA_ASSIGN(const Json metrics, formats::read_json(join_path(folder, engine::kMetricsFile)));
  THETA_ASSIGN(const Json history, formats::read_json(join_path(folder, engine::kHistoryFile)));
  THETA_ASSIGN(const TopicPassages passages, TopicPassages::open(folder, view.model_topics));
  take_topics(view, input);
  if (dated) {
    THETA_ASSIGN(input.time, time_shares(pool, view, time));
    THETA_ASSIGN(input.drift, word_drift(pool, view));
  }
  for (size_t i = 0, shown = 0; i < view.topics.size(); ++i) {
    if (view.topics[i].hidden) continue;
    THETA_ASSIGN(input.topics[shown++].passages, passages.of(view.topics[i]));
  }
  try {
    input.title = view.manifest.value("corpus", Json::object()).value("source", "THETA");
    take_metrics(view, metrics, measured, input);
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: {} has a field of a wrong type", folder, engine::kManifestFile);
  }
  input.vocabulary = std::move(view.vocabulary);
  input.word_frequency = std::move(view.word_frequency);
  input.edits = nlohmann::json::array();
  for (const engine::Edit& edit : view.edits) input.edits.push_back(nlohmann::json(engine::edit_json(edit)));
  // What the page shows elsewhere, or not at all.
  input.manifest = nlohmann::json(view.manifest);
  if (input.time.has_value() && view.manifest.contains("time")) {
    input.manifest["time_bin"] = view.manifest.at("time").at("bin");
    input.manifest["time_slices"] = view.manifest.at("time").at("slices").size();
  }
  for (const char* const key : {"files", "metrics", "time"}) input.manifest.erase(key);
  describe_corpus(input.manifest["corpus"]);
  input.history = nlohmann::json(history);
  return input;
}

}  // namespace theta::report
