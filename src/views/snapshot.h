#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/time_slices.h"
#include "engine/model_view.h"
#include "engine/topic_times.h"
#include "math/matrix.h"
#include "report/topic_passages.h"
#include "views/column_file.h"
#include "views/document_index.h"

namespace theta::views {

/// A model seen through its edits, with its documents on disk: theta is never held whole. What every view of
/// the model at one revision is made of. Immutable; threads share it.
class Snapshot {
 public:
  /// `model_folder` holds the edits that count (edits.jsonl), `index` is what build_index() made of the same
  /// model. Adds files with the documents' main topics to `model_folder`.
  static Result<std::shared_ptr<const Snapshot>> open(const std::string& model_folder,
                                                      const std::string& index);

  const engine::ModelView& view() const { return view_; }  ///< without theta
  const DocumentIndex& index() const { return index_; }
  const std::string& folder() const { return view_.folder; }
  size_t topics() const { return view_.topics.size(); }                    ///< K'
  const std::vector<uint32_t>& visible() const { return visible_; }        ///< topics that are not hidden
  const std::vector<double>& log_overall() const { return log_overall_; }  ///< [V'] log p(w)
  const math::Matrix<double>& distances() const;                           ///< [K', K'] Jensen-Shannon
  const report::TopicPassages& passages() const { return passages_; }
  /// Index of a topic by the number that people know it by.
  std::optional<uint32_t> find_topic(uint64_t topic_id) const;
  /// Of the V' words, as written in the vocabulary.
  std::optional<uint32_t> find_word(std::string_view word) const;
  /// Below this largest weight of a visible topic a document fits the model weakly.
  double weak_below() const;

  // Parts of columns, from document `first` on. theta' has the bits of ModelView::theta.
  Status theta(uint32_t topic, size_t first, std::span<float> values) const;
  Status main_topics(size_t first, std::span<uint32_t> values) const {
    return main_topics_.read(first, values);
  }
  Status main_weights(size_t first, std::span<float> values) const {
    return main_weights_.read(first, values);
  }
  /// theta' of one document, [K'].
  Result<std::vector<float>> weights(size_t document) const;

  /// Shares of all topics [K'] over documents dealt into `slices` parts by `slice` [D]; of one part after
  /// the other, so that memory stays bounded. The bits of eval::topic_shares().
  Result<eval::TopicShares> shares(std::span<const uint32_t> slice, size_t slices) const;
  /// engine::topic_times_of() without theta in memory, kept for the next who asks.
  Result<std::shared_ptr<const engine::TopicTimes>> times(const corpus::TimeBinChoice& choice) const;

 private:
  Snapshot(engine::ModelView view, DocumentIndex index, report::TopicPassages passages, ColumnFile rows,
           ColumnFile main_topics, ColumnFile main_weights);
  Status read_row(size_t document, std::span<float> model_theta) const;
  Result<math::Matrix<float>> weights_of(std::span<const uint32_t> documents, size_t first_topic,
                                         size_t count) const;
  Result<engine::TopicTimes> measure_times(const corpus::TimeBinChoice& choice) const;

  engine::ModelView view_;
  DocumentIndex index_;
  report::TopicPassages passages_;
  ColumnFile rows_;  // theta.npy
  ColumnFile main_topics_;
  ColumnFile main_weights_;
  std::vector<uint32_t> visible_;
  std::vector<double> log_overall_;
  std::unordered_map<std::string_view, uint32_t> words_;  // into view_.vocabulary

  mutable std::once_flag measured_;
  mutable math::Matrix<double> distances_;
  mutable std::mutex mutex_;
  mutable std::map<int, std::shared_ptr<const engine::TopicTimes>> times_;  // by bin, -1 for the model's own
};

}  // namespace theta::views
