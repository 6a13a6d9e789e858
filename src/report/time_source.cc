#include "report/time_source.h"

#include "engine/topic_layer.h"
#include "engine/time_tables.h"

namespace theta::report {
namespace {

std::vector<std::string> labels_of(const engine::TopicTimes& times) {
  std::vector<std::string> labels;
  for (const corpus::TimeSlice& slice : times.slices) labels.push_back(slice.label);
  return labels;
}

void keep_topics(const std::vector<uint32_t>& kept, engine::TopicTimes& times) {
  for (math::Matrix<double>* const part : {&times.shares.share, &times.shares.low, &times.shares.high}) {
    *part = engine::select_columns(*part, kept);
  }
}

}  // namespace

Result<std::optional<TimeShares>> time_shares(ThreadPool& pool, const engine::ModelView& view,
                                              const corpus::TimeBinChoice& choice) {
  THETA_ASSIGN(auto times, engine::topic_times_of(pool, view, choice));
  if (!times.has_value() || times->slices.size() < 2) return std::optional<TimeShares>();
  TimeShares shares;
  shares.labels = labels_of(*times);
  keep_topics(engine::visible_topics(view), *times);
  shares.shares = std::move(times->shares);
  shares.without_date = times->undated;
  shares.knows_tokens = times->knows_tokens;
  return std::optional<TimeShares>(std::move(shares));
}

Result<std::optional<WordDrift>> word_drift(ThreadPool& pool, const engine::ModelView& view) {
  THETA_ASSIGN(const auto slices, engine::SliceTopics::open(view.folder));
  if (!slices.has_value()) return std::optional<WordDrift>();
  THETA_ASSIGN(auto times, engine::topic_times_of(pool, view));
  if (!times.has_value()) return std::optional<WordDrift>();
  const std::vector<uint32_t> visible = engine::visible_topics(view);
  std::vector<uint32_t> ids;
  for (const uint32_t i : visible) ids.push_back(view.topics[i].topic_id);
  keep_topics(visible, *times);
  WordDrift drift{labels_of(*times), times->shares.documents, {}};
  THETA_ASSIGN(drift.topics, engine::word_drift_of(pool, *slices, *times, ids, view.folder));
  return std::optional<WordDrift>(std::move(drift));
}

}  // namespace theta::report
