#include "engine/model_slices.h"

#include <algorithm>

namespace theta::engine {
namespace {

Result<int32_t> read_day(const formats::Json& slice, const char* name) {
  const formats::Json text = slice.value(name, formats::Json());
  const auto date = text.is_string() ? corpus::parse_date(text.get<std::string>()) : std::nullopt;
  if (!date.has_value()) return bad_input("manifest.json: a slice of time has no day \"{}\"", name);
  return date->days;
}

}  // namespace

Result<ModelSlices> ModelSlices::read(const formats::Json& manifest, size_t slices) {
  ModelSlices result;
  const formats::Json time = manifest.value("time", formats::Json::object());
  for (const formats::Json& slice : time.value("slices", formats::Json::array())) {
    if (!slice.is_object()) return bad_input("manifest.json: a slice of time is damaged");
    corpus::TimeSlice read;
    read.label = slice.value("label", std::string());
    THETA_ASSIGN(read.first, read_day(slice, "first"));
    THETA_ASSIGN(read.end, read_day(slice, "end"));
    result.slices_.push_back(std::move(read));
  }
  if (result.slices_.size() != slices) {
    return bad_input("manifest.json: describes {} slices of time, the model has {}", result.slices_.size(),
                     slices);
  }
  return result;
}

uint32_t ModelSlices::slice_of(const corpus::Date& date) const {
  const auto after =
      std::upper_bound(slices_.begin(), slices_.end(), date.days,
                       [](int32_t day, const corpus::TimeSlice& slice) { return day < slice.first; });
  return after == slices_.begin() ? 0 : static_cast<uint32_t>(after - slices_.begin() - 1);
}

bool ModelSlices::covers(const corpus::Date& date) const {
  return !slices_.empty() && date.days >= slices_.front().first && date.days < slices_.back().end;
}

DocumentSlices ModelSlices::of_documents(const std::vector<std::optional<corpus::Date>>& dates) const {
  DocumentSlices result;
  for (const corpus::TimeSlice& slice : slices_) result.labels.push_back(slice.label);
  for (const auto& date : dates)
    result.of_document.push_back(date.has_value() ? slice_of(*date) : models::InferenceNetwork::kAnyTime);
  return result;
}

}  // namespace theta::engine
