#include "jobs/job_fields.h"

#include <algorithm>

#include "base/spelling.h"

namespace theta::jobs {

JobFields::JobFields(const formats::Json& object, std::string place, std::string whole)
    : object_(object), place_(std::move(place)), whole_(std::move(whole)) {
  if (!object_.is_object()) problem_ = bad_input("{}: must be an object", place_);
}

const formats::Json* JobFields::find(const char* name) {
  if (std::find(known_.begin(), known_.end(), name) == known_.end()) known_.emplace_back(name);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

void JobFields::refuse(const char* name, std::string_view problem) {
  // "job.json: train" + "topics" is "job.json: train.topics".
  const char* const separator = place_.find(": ") == std::string::npos ? ": " : ".";
  if (problem_.ok()) problem_ = bad_input("{}{}{}: {}", place_, separator, name, problem);
}

void JobFields::require(const char* name) {
  if (find(name) != nullptr) return;
  if (problem_.ok()) missing_ = name;
  refuse(name, "is missing");
}

Status JobFields::finish() const {
  if (!problem_.ok() && missing_.empty()) return problem_;
  // A required member that seems to be missing may be there, but mistyped.
  const std::vector<std::string> meant = missing_.empty() ? known_ : std::vector<std::string>{missing_};
  for (const auto& [name, value] : object_.items()) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    const std::string hint = did_you_mean(name, meant);
    if (!missing_.empty() && hint.empty()) continue;
    JobFields copy = *this;
    copy.problem_ = Status();
    copy.refuse(name.c_str(), "is no field of " + whole_ + hint);
    return copy.problem_;
  }
  return problem_;
}

void JobFields::read(const char* name, const formats::Json& value, bool& target) {
  if (!value.is_boolean()) return refuse(name, "must be true or false");
  target = value.get<bool>();
}

void JobFields::read(const char* name, const formats::Json& value, std::string& target) {
  if (!value.is_string()) return refuse(name, "must be a string");
  target = value.get<std::string>();
}

void JobFields::read(const char* name, const formats::Json& value, double& target) {
  if (!value.is_number() || !std::isfinite(value.get<double>())) return refuse(name, "must be a number");
  target = value.get<double>();
}

void JobFields::read_whole(const char* name, const formats::Json& value, uint64_t most, uint64_t& target) {
  const bool whole = value.is_number_unsigned() || (value.is_number_integer() && value.get<int64_t>() >= 0);
  if (!whole || value.get<uint64_t>() > most)
    return refuse(name, fmt::format("must be a whole number from 0 to {}", most));
  target = value.get<uint64_t>();
}

void JobFields::read(const char* name, const formats::Json& value, std::vector<std::string>& target) {
  std::vector<std::string> texts;
  if (value.is_string()) {
    texts.push_back(value.get<std::string>());
  } else {
    const bool texts_only = value.is_array() && std::all_of(value.begin(), value.end(), [](const auto& text) {
                              return text.is_string();
                            });
    if (!texts_only) return refuse(name, "must be a list of strings");
    for (const formats::Json& text : value) texts.push_back(text.get<std::string>());
  }
  target = std::move(texts);
}

void JobFields::read(const char* name, const formats::Json& value, std::vector<uint64_t>& target) {
  if (!value.is_array()) return refuse(name, "must be a list of whole numbers");
  std::vector<uint64_t> numbers;
  for (const formats::Json& number : value)
    read_whole(name, number, std::numeric_limits<uint64_t>::max(), numbers.emplace_back());
  target = std::move(numbers);
}

void JobFields::take_choice(const char* name, std::string& target, const std::vector<std::string>& choices) {
  const formats::Json* const value = find(name);
  if (value == nullptr) return;
  const bool known = value->is_string() &&
                     std::find(choices.begin(), choices.end(), value->get<std::string>()) != choices.end();
  if (!known) return refuse(name, fmt::format("must be one of {}", fmt::join(choices, ", ")));
  target = value->get<std::string>();
}

}  // namespace theta::jobs
