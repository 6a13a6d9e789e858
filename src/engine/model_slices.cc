#include "engine/model_slices.h"

#include <algorithm>
#include <utility>

#include "engine/model_files.h"

namespace theta::engine {

Result<std::optional<corpus::TimeSlices>> slices_of_manifest(const formats::Json& manifest) {
  const auto damaged = [] {
    return bad_input("{}: \"time\" does not describe slices of time", kManifestFile);
  };
  if (!manifest.contains("time")) return std::optional<corpus::TimeSlices>();
  corpus::TimeSlices slices;
  try {
    const formats::Json& time = manifest.at("time");
    const std::optional<corpus::TimeBin> bin = corpus::time_bin_named(time.at("bin").get<std::string>());
    if (!bin.has_value()) return damaged();
    slices.bin = *bin;
    if (time.value("day_first", false)) slices.day_order = corpus::DayOrder::kDayFirst;
    for (const formats::Json& slice : time.at("slices")) {
      const auto first = corpus::parse_date(slice.at("first").get<std::string>());
      const auto end = corpus::parse_date(slice.at("end").get<std::string>());
      const int32_t from = slices.slices.empty() ? INT32_MIN : slices.slices.back().end;
      if (!first.has_value() || !end.has_value() || first->days < from || end->days <= first->days)
        return damaged();
      slices.slices.push_back({slice.at("label").get<std::string>(), first->days, end->days});
    }
  } catch (const nlohmann::json::exception&) {
    return damaged();
  }
  if (slices.slices.empty()) return damaged();
  return std::optional<corpus::TimeSlices>(std::move(slices));
}

Result<ModelSlices> ModelSlices::read(const formats::Json& manifest, size_t slices) {
  THETA_ASSIGN(auto told, slices_of_manifest(manifest));
  ModelSlices result;
  if (told.has_value()) {
    result.slices_ = std::move(told->slices);
    result.day_order_ = told->day_order;
  }
  if (result.slices_.size() != slices) {
    return bad_input("{}: describes {} slices of time, the model has {}", kManifestFile,
                     result.slices_.size(), slices);
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
