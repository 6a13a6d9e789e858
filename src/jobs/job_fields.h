#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"
#include "formats/json.h"

namespace theta::jobs {

/// Takes the members of a JSON object one by one, and refuses those that nobody took. The first problem is
/// kept and told by finish() as "job.json: train.topics: must be a whole number". Borrows the object.
class JobFields {
 public:
  /// `place` starts every message: "job.json", or "job.json: train". `whole` is what unknown members are told
  /// to be no field of.
  JobFields(const formats::Json& object, std::string place, std::string whole = "a job");

  /// Fills `target` if the member is there: bool, string, whole number (not negative), number, a list of
  /// strings (one string will do) or of whole numbers, or an optional of one of them.
  template <typename Value>
  void take(const char* name, Value& target) {
    const formats::Json* const value = find(name);
    if (value == nullptr) return;
    if constexpr (requires { target.emplace(); }) {
      typename Value::value_type inner{};
      read(name, *value, inner);
      target = std::move(inner);
    } else {
      read(name, *value, target);
    }
  }
  template <typename Value>
  void take_between(const char* name, Value& target, double low, double high) {
    const formats::Json* const value = find(name);
    if (value == nullptr) return;
    if (value->is_number() && (value->get<double>() < low || value->get<double>() > high))
      return refuse(name, fmt::format("must be from {} to {}", low, high));
    take(name, target);
  }
  void take_choice(const char* name, std::string& target, const std::vector<std::string>& choices);
  /// The member itself, or nothing; it counts as taken.
  const formats::Json* find(const char* name);

  /// Notes a problem with a member, unless there was one before.
  void refuse(const char* name, std::string_view problem);
  void require(const char* name);
  Status finish() const;

 private:
  void read(const char* name, const formats::Json& value, bool& target);
  void read(const char* name, const formats::Json& value, std::string& target);
  void read(const char* name, const formats::Json& value, double& target);
  void read(const char* name, const formats::Json& value, std::vector<std::string>& target);
  void read(const char* name, const formats::Json& value, std::vector<uint64_t>& target);
  void read_whole(const char* name, const formats::Json& value, uint64_t most, uint64_t& target);
  template <typename Whole>
  requires std::is_unsigned_v<Whole>
  void read(const char* name, const formats::Json& value, Whole& target) {
    uint64_t number = 0;
    read_whole(name, value, std::numeric_limits<Whole>::max(), number);
    target = static_cast<Whole>(number);
  }

  const formats::Json& object_;
  std::string place_;
  std::string whole_;
  std::vector<std::string> known_;
  Status problem_;
  std::string missing_;  // the required member that problem_ misses
};

}  // namespace theta::jobs
