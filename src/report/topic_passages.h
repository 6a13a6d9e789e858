#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/model_view.h"
#include "formats/json.h"
#include "formats/npy.h"
#include "report/report.h"

namespace theta::report {

/// The passages that show a topic best, from passages.json. Those of a merged topic are chosen among its
/// members' by summed weight, which theta.npy gives.
class TopicPassages {
 public:
  static Result<TopicPassages> open(const std::string& model_folder, size_t num_topics);

  /// Best first, eight at most. A passage that lacks a field is a bad-input error.
  Result<std::vector<Passage>> of(const engine::TopicView& topic) const;

 private:
  TopicPassages(std::string path, formats::Json lists, formats::NpyFile theta)
      : path_(std::move(path)), lists_(std::move(lists)), theta_(std::move(theta)) {}
  double weight(size_t document, const std::vector<uint32_t>& members) const;

  std::string path_;
  formats::Json lists_;     // for each topic of the model
  formats::NpyFile theta_;  // [D, K]
};

}  // namespace theta::report
