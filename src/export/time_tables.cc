#include "base/thread_pool.h"
#include "engine/time_tables.h"
#include "export/tables.h"

namespace theta::exports {
namespace {

using engine::TopicTimes;

const std::string& label(const TopicTimes& times, size_t slice) {
  return times.slices[slice].label;
}

Status write_topic_times(const ExportSource& source, const TopicTimes& times, TableWriter& out) {
  THETA_RETURN_IF_ERROR(out.begin("topic_times", {{"slice", 6},
                                                  {"label", 12},
                                                  {"first", 12},
                                                  {"end", 12},
                                                  {"documents", 11},
                                                  {"tokens", 11},
                                                  {"topic_id", 9},
                                                  {"name", 32},
                                                  {"share", 10},
                                                  {"low", 10},
                                                  {"high", 10}}));
  for (size_t t = 0; t < times.slices.size(); ++t) {
    const std::string first = corpus::day_text(times.slices[t].first);
    const std::string end = corpus::day_text(times.slices[t].end);
    const bool known = times.shares.tokens[t] > 0;
    const auto share = [known](double value) { return known ? Cell(Weight{value}) : Cell(); };
    for (size_t k = 0; k < source.topics(); ++k) {
      const std::vector<Cell> cells = {uint64_t{t},
                                       label(times, t),
                                       std::string_view(first),
                                       std::string_view(end),
                                       times.shares.documents[t],
                                       times.shares.tokens[t],
                                       uint64_t{source.view.topics[k].topic_id},
                                       source.view.topics[k].name,
                                       share(times.shares.share(t, k)),
                                       share(times.shares.low(t, k)),
                                       share(times.shares.high(t, k))};
      THETA_RETURN_IF_ERROR(out.row(cells));
    }
  }
  return out.end();
}

// Number and label of a slice, or two empty cells.
void add_slice(const TopicTimes& times, const std::optional<size_t>& slice, std::vector<Cell>& cells) {
  cells.push_back(slice.has_value() ? Cell(uint64_t{*slice}) : Cell());
  cells.push_back(slice.has_value() ? Cell(label(times, *slice)) : Cell());
}

Status write_topic_lives(const ExportSource& source, const TopicTimes& times, TableWriter& out) {
  THETA_RETURN_IF_ERROR(out.begin("topic_life", {{"topic_id", 9},
                                                 {"name", 32},
                                                 {"mean_share", 10},
                                                 {"peak", 6},
                                                 {"peak_label", 12},
                                                 {"peak_share", 10},
                                                 {"peak_low", 10},
                                                 {"peak_high", 10},
                                                 {"birth", 6},
                                                 {"birth_label", 12},
                                                 {"fading", 6},
                                                 {"fading_label", 12},
                                                 {"trend", 8},
                                                 {"gain", 10},
                                                 {"gain_low", 10},
                                                 {"gain_high", 10}}));
  const std::vector<eval::TopicLife> lives = eval::topic_lives(times.shares);
  for (size_t k = 0; k < lives.size(); ++k) {
    const eval::TopicLife& life = lives[k];
    std::vector<Cell> cells = {uint64_t{source.view.topics[k].topic_id}, source.view.topics[k].name,
                               Weight{life.mean_share}};
    add_slice(times, life.peak, cells);
    for (const math::Matrix<double>* const part :
         {&times.shares.share, &times.shares.low, &times.shares.high}) {
      cells.emplace_back(Weight{(*part)(life.peak, k)});
    }
    add_slice(times, life.birth, cells);
    add_slice(times, life.fading, cells);
    cells.emplace_back(eval::trend_name(life.trend));
    for (const double gain : {life.gain, life.gain_low, life.gain_high}) cells.emplace_back(Weight{gain});
    THETA_RETURN_IF_ERROR(out.row(cells));
  }
  return out.end();
}

Status write_word_drift(const ExportSource& source, const TopicTimes& times, ThreadPool& pool,
                        TableWriter& out) {
  THETA_ASSIGN(const auto slices, engine::SliceTopics::open(source.view.folder));
  if (!slices.has_value()) return {};
  std::vector<uint32_t> ids;
  for (const engine::TopicView& topic : source.view.topics) ids.push_back(topic.topic_id);
  THETA_ASSIGN(const auto drift, engine::word_drift_of(pool, *slices, times, ids, source.view.folder));
  THETA_RETURN_IF_ERROR(out.begin("word_drift", {{"topic_id", 9},
                                                 {"name", 32},
                                                 {"slice", 6},
                                                 {"label", 12},
                                                 {"change", 8},
                                                 {"rank", 6},
                                                 {"word", 24},
                                                 {"probability", 12},
                                                 {"before", 12},
                                                 {"z", 10}}));
  THETA_RETURN_IF_ERROR(engine::for_each_drift_row(drift, [&](const engine::DriftRow& row) {
    std::vector<Cell> cells = {uint64_t{ids[row.topic]}, source.view.topics[row.topic].name};
    add_slice(times, row.slice, cells);
    cells.insert(
        cells.end(),
        {row.change, uint64_t{row.rank}, std::string_view(slices->vocabulary()[row.word]), row.probability,
         row.before.has_value() ? Cell(*row.before) : Cell(), row.z.has_value() ? Cell(*row.z) : Cell()});
    return out.row(cells);
  }));
  return out.end();
}

}  // namespace

Status write_time_tables(const ExportSource& source, size_t threads, TableWriter& out) {
  const auto time_column =
      source.view.manifest.value("corpus", formats::Json::object()).value("time_column", formats::Json());
  if (!time_column.is_string()) return {};
  ThreadPool pool(threads);
  THETA_ASSIGN(const auto times, engine::topic_times_of(pool, source.view));
  if (!times.has_value()) return {};
  THETA_RETURN_IF_ERROR(write_topic_times(source, *times, out));
  THETA_RETURN_IF_ERROR(write_topic_lives(source, *times, out));
  return write_word_drift(source, *times, pool, out);
}

}  // namespace theta::exports
