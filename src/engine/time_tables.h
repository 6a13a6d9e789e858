#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "engine/slice_topics.h"
#include "engine/topic_times.h"
#include "eval/topic_life.h"
#include "eval/word_drift.h"

namespace theta::engine {

/// How the words of the topics `topic_ids` [K] of a dynamic model drift over its slices. `times` are of these
/// topics and slices; what does not fit them is a bad-input error that names the folder.
Result<std::vector<eval::TopicDrift>> word_drift_of(ThreadPool& pool, const SliceTopics& topics,
                                                    const TopicTimes& times,
                                                    std::span<const uint32_t> topic_ids,
                                                    const std::string& model_folder);

/// One line of word_drift.csv.
struct DriftRow {
  size_t topic = 0;             ///< place among the topics
  std::optional<size_t> slice;  ///< nothing: the whole time
  std::string_view change;      ///< top, rising or falling
  size_t rank = 0;              ///< from 1
  uint32_t word = 0;
  double probability = 0;        ///< p(word | topic) in the slice, or in the last third of the whole time
  std::optional<double> before;  ///< in the slice before, or in the first third; nothing for "top"
  std::optional<double> z;       ///< eval::DriftWord::z; the same
};

/// Topic by topic: the whole time first, then each slice with its top, rising and falling words.
Status for_each_drift_row(const std::vector<eval::TopicDrift>& drift,
                          const std::function<Status(const DriftRow& row)>& take);

// The tables of a model folder; docs/formats.md tells what stands in their columns. `topic_ids` [K].

/// topic_times.csv: one line for each slice and topic.
Status write_topic_times(const std::string& path, const TopicTimes& times,
                         std::span<const uint32_t> topic_ids);
/// topic_life.csv: one line for each topic.
Status write_topic_lives(const std::string& path, const TopicTimes& times,
                         std::span<const uint32_t> topic_ids);
/// word_drift.csv: for_each_drift_row().
Status write_word_drift(const std::string& path, const std::vector<eval::TopicDrift>& drift,
                        const TopicTimes& times, std::span<const uint32_t> topic_ids,
                        const std::vector<std::string>& vocabulary);

}  // namespace theta::engine
