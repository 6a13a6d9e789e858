#include "views/snapshot.h"

#include <algorithm>

#include "base/files.h"
#include "base/thread_pool.h"
#include "engine/model_files.h"
#include "engine/model_slices.h"
#include "report/relevant_words.h"
#include "report/topic_map.h"
#include "views/main_topics.h"

namespace theta::views {
namespace {

constexpr size_t kValuesAtOnce = size_t{4} << 20;  // floats of theta that are in memory at once
constexpr double kWeakest = 0.15;
constexpr double kWeakestOfFew = 0.5;

}  // namespace

Snapshot::Snapshot(engine::ModelView view, DocumentIndex index, report::TopicPassages passages,
                   ColumnFile rows, ColumnFile main_topics, ColumnFile main_weights)
    : view_(std::move(view)),
      index_(std::move(index)),
      passages_(std::move(passages)),
      rows_(std::move(rows)),
      main_topics_(std::move(main_topics)),
      main_weights_(std::move(main_weights)),
      visible_(engine::visible_topics(view_)),
      log_overall_(report::log_word_probability(view_.word_frequency)) {
  for (const std::string& word : view_.vocabulary) words_.emplace(word, static_cast<uint32_t>(words_.size()));
}

Result<std::shared_ptr<const Snapshot>> Snapshot::open(const std::string& model_folder,
                                                       const std::string& index_folder) {
  THETA_ASSIGN(engine::ModelView view, engine::open_view(model_folder, engine::ViewParts::kWithoutTheta));
  THETA_ASSIGN(DocumentIndex index, DocumentIndex::open(index_folder));
  if (index.model_topics() != view.model_topics)
    return bad_input("{}: not the index of {}", index_folder, model_folder);
  THETA_ASSIGN(report::TopicPassages passages, report::TopicPassages::open(model_folder, view.model_topics));
  THETA_ASSIGN(const std::vector<size_t> documents, write_main_topics(view, index, model_folder));
  for (size_t i = 0; i < documents.size(); ++i) view.topics[i].main_documents = documents[i];
  THETA_ASSIGN(ColumnFile main_topics, ColumnFile::open(join_path(model_folder, kMainTopics)));
  THETA_ASSIGN(ColumnFile main_weights, ColumnFile::open(join_path(model_folder, kMainWeights)));
  THETA_ASSIGN(ColumnFile rows, ColumnFile::open(join_path(model_folder, engine::kThetaFile)));
  // The words' views point into the object, which must not move any more.
  return std::shared_ptr<const Snapshot>(new Snapshot(std::move(view), std::move(index), std::move(passages),
                                                      std::move(rows), std::move(main_topics),
                                                      std::move(main_weights)));
}

const math::Matrix<double>& Snapshot::distances() const {
  std::call_once(measured_, [this] { distances_ = report::jensen_shannon_distances(view_.beta); });
  return distances_;
}

std::optional<uint32_t> Snapshot::find_topic(uint64_t topic_id) const {
  const auto found =
      std::find_if(view_.topics.begin(), view_.topics.end(),
                   [topic_id](const engine::TopicView& topic) { return topic.topic_id == topic_id; });
  if (found == view_.topics.end()) return std::nullopt;
  return static_cast<uint32_t>(found - view_.topics.begin());
}

std::optional<uint32_t> Snapshot::find_word(std::string_view word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? std::nullopt : std::optional(found->second);
}

// Twice the even share where topics are few; with many, a topic that holds less than a seventh says little.
double Snapshot::weak_below() const {
  return std::max(kWeakest, std::min(kWeakestOfFew, 2.0 / static_cast<double>(visible_.size())));
}

Status Snapshot::theta(uint32_t topic, size_t first, std::span<float> values) const {
  return topic_weights(index_, view_.topics[topic], first, values);
}

// The values stand at the end of the file.
Status Snapshot::read_row(size_t document, std::span<float> model_theta) const {
  const uint64_t left = (index_.documents() - document) * model_theta.size_bytes();
  return rows_.read_bytes(rows_.bytes() - left,
                          {reinterpret_cast<char*>(model_theta.data()), model_theta.size_bytes()});
}

// Sums over members, as topic_weights() makes them.
Result<math::Matrix<float>> Snapshot::weights_of(std::span<const uint32_t> documents, size_t first_topic,
                                                 size_t count) const {
  math::Matrix<float> weights(documents.size(), count);
  std::vector<float> row(index_.model_topics());
  for (size_t i = 0; i < documents.size(); ++i) {
    THETA_RETURN_IF_ERROR(read_row(documents[i], row));
    for (size_t k = 0; k < count; ++k) {
      double sum = 0;
      for (const uint32_t member : view_.topics[first_topic + k].members) sum += double{row[member]};
      weights(i, k) = static_cast<float>(sum);
    }
  }
  return weights;
}

Result<std::vector<float>> Snapshot::weights(size_t document) const {
  if (document >= index_.documents()) return not_found("the model has no document {}", document);
  const auto number = static_cast<uint32_t>(document);
  THETA_ASSIGN(const math::Matrix<float> row, weights_of({&number, 1}, 0, topics()));
  return std::vector<float>(row.data(), row.data() + row.cols());
}

Result<eval::TopicShares> Snapshot::shares(std::span<const uint32_t> slice, size_t slices) const {
  std::vector<uint32_t> all_tokens(index_.documents());
  THETA_RETURN_IF_ERROR(index_.tokens(0, all_tokens));
  std::vector<std::vector<uint32_t>> members(slices);
  for (uint32_t d = 0; d < slice.size(); ++d) {
    if (slice[d] < slices) members[slice[d]].push_back(d);
  }
  ThreadPool pool(1);
  eval::TopicShares all;
  all.documents.assign(slices, 0);
  all.tokens.assign(slices, 0);
  all.share = all.low = all.high = math::Matrix<double>(slices, topics());
  for (uint32_t t = 0; t < slices; ++t) {
    const std::vector<uint32_t>& documents = members[t];
    if (documents.empty()) continue;
    std::vector<uint32_t> tokens;
    for (const uint32_t d : documents) tokens.push_back(all_tokens[d]);
    const size_t at_once = std::clamp<size_t>(kValuesAtOnce / documents.size(), 1, topics());
    for (size_t first = 0; first < topics(); first += at_once) {
      const size_t count = std::min(at_once, topics() - first);
      THETA_ASSIGN(const math::Matrix<float> weights, weights_of(documents, first, count));
      // The draws of a slice depend on its number.
      const std::vector<uint32_t> here(documents.size(), t);
      const eval::TopicShares part = eval::topic_shares(pool, weights, count, tokens, here, t + 1);
      std::copy_n(part.share.row(t), count, all.share.row(t) + first);
      std::copy_n(part.low.row(t), count, all.low.row(t) + first);
      std::copy_n(part.high.row(t), count, all.high.row(t) + first);
      all.documents[t] = part.documents[t];
      all.tokens[t] = part.tokens[t];
    }
  }
  return all;
}

Result<std::shared_ptr<const engine::TopicTimes>> Snapshot::times(const corpus::TimeBinChoice& choice) const {
  const int key = choice.bin.has_value() ? static_cast<int>(*choice.bin) : -1;
  const std::lock_guard<std::mutex> lock(mutex_);  // others who ask meanwhile wait for the same answer
  const auto found = times_.find(key);
  if (found != times_.end()) return found->second;
  if (!index_.has_dates()) return std::shared_ptr<const engine::TopicTimes>();
  THETA_ASSIGN(engine::TopicTimes times, measure_times(choice));
  return times_[key] = std::make_shared<const engine::TopicTimes>(std::move(times));
}

Result<engine::TopicTimes> Snapshot::measure_times(const corpus::TimeBinChoice& choice) const {
  THETA_ASSIGN(std::optional<corpus::TimeSlices> slices, engine::slices_of_manifest(view_.manifest));
  {
    THETA_ASSIGN(const auto dates, index_.dates());
    if (slices.has_value() && !choice.bin.has_value()) {
      for (const auto& date : dates) {
        slices->of_document.push_back(date.has_value() ? corpus::slice_of_day(slices->slices, date->days)
                                                       : corpus::TimeSlices::kNoSlice);
      }
    } else {
      THETA_ASSIGN(slices, corpus::cut_time(dates, choice));
    }
  }
  engine::TopicTimes times;
  times.bin = slices->bin;
  times.slices = slices->slices;
  times.day_order = slices->day_order;
  THETA_ASSIGN(times.shares, shares(slices->of_document, slices->slices.size()));
  times.undated = static_cast<uint64_t>(
      std::count(slices->of_document.begin(), slices->of_document.end(), corpus::TimeSlices::kNoSlice));
  times.knows_tokens = index_.has_tokens();
  return times;
}

}  // namespace theta::views
