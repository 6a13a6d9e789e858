#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/dates.h"
#include "corpus/time_slices.h"
#include "formats/json.h"
#include "models/topic_inference.h"

namespace theta::engine {

/// The slice of time of some documents. Both empty where a model has no time.
struct DocumentSlices {
  std::vector<uint32_t> of_document;  ///< [D]; InferenceNetwork::kAnyTime for a document without a date
  std::vector<std::string> labels;    ///< [T]
};

/// The slices that "time" of a manifest tells of, with no document in them; nothing when it has none. What
/// does not describe slices in order is a bad-input error.
Result<std::optional<corpus::TimeSlices>> slices_of_manifest(const formats::Json& manifest);

/// The slices of time that a dynamic model was trained on.
class ModelSlices {
 public:
  /// From the member "time" of a manifest, which must tell of `slices` of them.
  static Result<ModelSlices> read(const formats::Json& manifest, size_t slices);

  /// The slice that a day falls into: the first one for earlier days, the last one for later days.
  uint32_t slice_of(const corpus::Date& date) const;
  /// Whether the day lies in the time that the model knows.
  bool covers(const corpus::Date& date) const;

  const std::vector<corpus::TimeSlice>& slices() const { return slices_; }
  /// How the model's own dates were read, and new ones must be.
  corpus::DayOrder day_order() const { return day_order_; }
  DocumentSlices of_documents(const std::vector<std::optional<corpus::Date>>& dates) const;

 private:
  std::vector<corpus::TimeSlice> slices_;
  corpus::DayOrder day_order_ = corpus::DayOrder::kMonthFirst;
};

}  // namespace theta::engine
