#include "report/time_source.h"

#include "engine/model_times.h"
#include "engine/topic_layer.h"

namespace theta::report {

Result<std::optional<TimeShares>> time_shares(ThreadPool& pool, const engine::ModelView& view,
                                              const corpus::TimeBinChoice& choice) {
  THETA_ASSIGN(const auto times, engine::read_model_times(view.folder, view.theta.rows()));
  if (!times.has_value()) return std::optional<TimeShares>();
  THETA_ASSIGN(const corpus::TimeSlices slices, corpus::cut_time(times->dates, choice));
  if (slices.slices.size() < 2) return std::optional<TimeShares>();
  const std::vector<uint32_t> visible = engine::visible_topics(view);
  const math::Matrix<float> theta = engine::select_columns(view.theta, visible);
  TimeShares shares;
  for (const corpus::TimeSlice& slice : slices.slices) shares.labels.push_back(slice.label);
  shares.shares = eval::topic_shares(pool, theta, visible.size(), times->tokens, slices.of_document,
                                     slices.slices.size());
  shares.without_date = times->undated();
  return std::optional<TimeShares>(std::move(shares));
}

}  // namespace theta::report
