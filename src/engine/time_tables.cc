#include "engine/time_tables.h"

#include "base/files.h"
#include "engine/model_files.h"
#include "formats/csv.h"

namespace theta::engine {
namespace {

std::string share_text(double share) {
  return fmt::format("{:.6f}", share);
}
std::string share_text(bool known, double share) {
  return known ? share_text(share) : std::string();
}

template <typename Words, typename Take>
Status take_changes(const Words& words, std::string_view change, DriftRow row, const Take& take) {
  row.change = change;
  for (const eval::DriftWord& word : words) {
    ++row.rank;
    row.word = word.word;
    row.probability = word.after;
    row.before = word.before;
    row.z = word.z;
    THETA_RETURN_IF_ERROR(take(row));
  }
  return {};
}

// Number and label of a slice, or two empty cells.
std::vector<std::string> slice_cells(const TopicTimes& times, const std::optional<size_t>& slice) {
  if (!slice.has_value()) return {"", ""};
  return {std::to_string(*slice), times.slices[*slice].label};
}

// Where these topics stand among the model's edited ones; those that are not there are left out.
std::vector<uint32_t> rows_of(const SliceTopics& topics, std::span<const uint32_t> topic_ids) {
  std::vector<uint32_t> rows;
  for (const uint32_t id : topic_ids) {
    for (uint32_t i = 0; i < topics.topics(); ++i) {
      if (topics.edited()[i].topic_id == id) rows.push_back(i);
    }
  }
  return rows;
}

}  // namespace

Result<std::vector<eval::TopicDrift>> word_drift_of(ThreadPool& pool, const SliceTopics& topics,
                                                    const TopicTimes& times,
                                                    std::span<const uint32_t> topic_ids,
                                                    const std::string& model_folder) {
  const math::Matrix<double>& share = times.shares.share;
  const std::vector<uint32_t> rows = rows_of(topics, topic_ids);
  if (topics.slices() != share.rows() || rows.size() != share.cols()) {
    return bad_input("{}: {} has other slices or topics than the documents", model_folder, kBetaFile);
  }
  math::Matrix<double> uses(share.rows(), share.cols());
  for (size_t t = 0; t < uses.rows(); ++t) {
    for (size_t k = 0; k < uses.cols(); ++k)
      uses(t, k) = share(t, k) * static_cast<double>(times.shares.tokens[t]);
  }
  const eval::SliceBeta beta = [&](size_t t) {
    return rows.size() == topics.topics() ? topics.beta(t) : select_rows(topics.beta(t), rows);
  };
  return eval::word_drift(pool, beta, uses);
}

Status for_each_drift_row(const std::vector<eval::TopicDrift>& drift,
                          const std::function<Status(const DriftRow& row)>& take) {
  for (size_t k = 0; k < drift.size(); ++k) {
    DriftRow row;
    row.topic = k;
    THETA_RETURN_IF_ERROR(take_changes(drift[k].whole.rising, "rising", row, take));
    THETA_RETURN_IF_ERROR(take_changes(drift[k].whole.falling, "falling", row, take));
    for (size_t t = 0; t < drift[k].top.size(); ++t) {
      row = {};
      row.topic = k;
      row.slice = t;
      DriftRow top = row;
      top.change = "top";
      for (const eval::SliceWord& word : drift[k].top[t]) {
        ++top.rank;
        top.word = word.word;
        top.probability = double{word.probability};
        THETA_RETURN_IF_ERROR(take(top));
      }
      THETA_RETURN_IF_ERROR(take_changes(drift[k].step[t].rising, "rising", row, take));
      THETA_RETURN_IF_ERROR(take_changes(drift[k].step[t].falling, "falling", row, take));
    }
  }
  return {};
}

Status write_topic_times(const std::string& path, const TopicTimes& times,
                         std::span<const uint32_t> topic_ids) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  THETA_RETURN_IF_ERROR(file.write("slice,label,first,end,documents,tokens,topic,share,low,high\n"));
  for (size_t t = 0; t < times.slices.size(); ++t) {
    const corpus::TimeSlice& slice = times.slices[t];
    const bool known = times.shares.tokens[t] > 0;
    for (size_t k = 0; k < topic_ids.size(); ++k) {
      THETA_RETURN_IF_ERROR(file.write(formats::csv_line(
          {std::to_string(t), slice.label, corpus::day_text(slice.first), corpus::day_text(slice.end),
           std::to_string(times.shares.documents[t]), std::to_string(times.shares.tokens[t]),
           std::to_string(topic_ids[k]), share_text(known, times.shares.share(t, k)),
           share_text(known, times.shares.low(t, k)), share_text(known, times.shares.high(t, k))})));
    }
  }
  return file.close();
}

Status write_topic_lives(const std::string& path, const TopicTimes& times,
                         std::span<const uint32_t> topic_ids) {
  const std::vector<eval::TopicLife> lives = eval::topic_lives(times.shares);
  std::string text =
      "topic,mean_share,peak,peak_label,peak_share,peak_low,peak_high,birth,birth_label,fading,fading_label,"
      "trend,gain,gain_low,gain_high\n";
  for (size_t k = 0; k < lives.size(); ++k) {
    const eval::TopicLife& life = lives[k];
    std::vector<std::string> cells = {std::to_string(topic_ids[k]), share_text(life.mean_share)};
    const auto add = [&cells](const std::vector<std::string>& more) {
      cells.insert(cells.end(), more.begin(), more.end());
    };
    add(slice_cells(times, life.peak));
    add({share_text(times.shares.share(life.peak, k)), share_text(times.shares.low(life.peak, k)),
         share_text(times.shares.high(life.peak, k))});
    add(slice_cells(times, life.birth));
    add(slice_cells(times, life.fading));
    add({std::string(eval::trend_name(life.trend)), share_text(life.gain), share_text(life.gain_low),
         share_text(life.gain_high)});
    text += formats::csv_line(cells);
  }
  return write_file_atomic(path, text);
}

Status write_word_drift(const std::string& path, const std::vector<eval::TopicDrift>& drift,
                        const TopicTimes& times, std::span<const uint32_t> topic_ids,
                        const std::vector<std::string>& vocabulary) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  THETA_RETURN_IF_ERROR(file.write("topic,slice,label,change,rank,word,probability,before,z\n"));
  THETA_RETURN_IF_ERROR(for_each_drift_row(drift, [&](const DriftRow& row) {
    std::vector<std::string> cells = {std::to_string(topic_ids[row.topic])};
    for (std::string& cell : slice_cells(times, row.slice)) cells.push_back(std::move(cell));
    cells.insert(cells.end(), {std::string(row.change), std::to_string(row.rank), vocabulary[row.word],
                               share_text(row.probability),
                               row.before.has_value() ? share_text(*row.before) : std::string(),
                               row.z.has_value() ? fmt::format("{:.3f}", *row.z) : std::string()});
    return file.write(formats::csv_line(cells));
  }));
  return file.close();
}

}  // namespace theta::engine
