#include "report/model_metrics.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "eval/diversity.h"

namespace theta::report {
namespace {

using engine::ModelView;
using formats::Json;

bool any_edit(const ModelView& view, std::initializer_list<engine::EditKind> kinds) {
  return std::any_of(view.edits.begin(), view.edits.end(), [&kinds](const engine::Edit& edit) {
    return std::find(kinds.begin(), kinds.end(), edit.kind) != kinds.end();
  });
}

// Figures of the visible topics: those that the view gives, and those that the edits leave as they were.
Json visible_metrics(const ModelView& view, const Json& before) {
  eval::TopicWords words;
  double npmi = 0;
  double exclusivity = 0;
  for (const uint32_t k : engine::visible_topics(view)) {
    words.push_back(view.topics[k].top_words);
    npmi += view.topics[k].npmi.value_or(std::numeric_limits<double>::quiet_NaN());
    exclusivity += view.topics[k].exclusivity;
  }
  const auto shown = static_cast<double>(words.size());
  Json metrics = Json::object();
  if (!std::isnan(npmi)) metrics["npmi"] = npmi / shown;
  metrics["topic_diversity"] = eval::topic_diversity(words);
  if (words.size() > 1) metrics["inverted_rbo"] = eval::inverted_rbo(words);
  metrics["exclusivity"] = exclusivity / shown;
  const auto keep = [&](std::initializer_list<const char*> names) {
    for (const char* const name : names) {
      if (before.contains(name)) metrics[name] = before.at(name);
    }
  };
  using enum engine::EditKind;
  if (!any_edit(view, {kMerge, kStopWords})) keep({"perplexity", "perplexity_per_word"});
  if (!any_edit(view, {kMerge, kHide})) keep({"purity", "nmi"});
  return metrics;
}

}  // namespace

ModelMetrics metrics_of_view(const ModelView& view, const Json& before) {
  using enum engine::EditKind;
  if (!any_edit(view, {kMerge, kHide, kStopWords})) return {before, false};
  return {visible_metrics(view, before), true};
}

}  // namespace theta::report
