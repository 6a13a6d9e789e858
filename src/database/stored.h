#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "database/id.h"

namespace theta::database {

/// A value on its way into or out of the database; monostate is NULL.
using Value = std::variant<std::monostate, int64_t, double, std::string>;

/// Whether both back ends can keep `text`: valid UTF-8 (RFC 3629) without NUL characters.
bool is_storable_text(std::string_view text);

/// What a column is read as: both back ends hand out the same type whatever the column was declared as.
enum class ValueKind { kInteger, kReal, kText };

/// How a C++ type is stored: its kind, to_value() and from_value(), which is false for a value that cannot be
/// one of the type.
template <typename T>
struct Stored;

template <>
struct Stored<int64_t> {
  static constexpr ValueKind kKind = ValueKind::kInteger;
  static Value to_value(int64_t value) { return value; }
  static bool from_value(Value& value, int64_t& out) {
    const int64_t* held = std::get_if<int64_t>(&value);
    if (held != nullptr) out = *held;
    return held != nullptr;
  }
};

template <>
struct Stored<bool> {
  static constexpr ValueKind kKind = ValueKind::kInteger;
  static Value to_value(bool value) { return int64_t{value}; }
  static bool from_value(Value& value, bool& out) {
    const int64_t* held = std::get_if<int64_t>(&value);
    if (held == nullptr || (*held != 0 && *held != 1)) return false;
    out = *held == 1;
    return true;
  }
};

template <>
struct Stored<double> {
  static constexpr ValueKind kKind = ValueKind::kReal;
  static Value to_value(double value) { return value; }
  static bool from_value(Value& value, double& out) {
    const double* held = std::get_if<double>(&value);
    if (held != nullptr) out = *held;
    return held != nullptr;
  }
};

template <>
struct Stored<std::string> {
  static constexpr ValueKind kKind = ValueKind::kText;
  static Value to_value(std::string value) { return value; }
  static bool from_value(Value& value, std::string& out) {
    std::string* held = std::get_if<std::string>(&value);
    if (held != nullptr) out = std::move(*held);
    return held != nullptr;
  }
};

template <>
struct Stored<std::string_view> {
  static Value to_value(std::string_view value) { return std::string(value); }
};

template <typename Kind>
struct Stored<Id<Kind>> {
  static constexpr ValueKind kKind = ValueKind::kText;
  static Value to_value(const Id<Kind>& id) { return id.text(); }
  static bool from_value(Value& value, Id<Kind>& out) {
    const std::string* held = std::get_if<std::string>(&value);
    const std::optional<Id<Kind>> id = held == nullptr ? std::nullopt : Id<Kind>::parse(*held);
    if (id) out = *id;
    return id.has_value();
  }
};

template <typename T>
struct Stored<std::optional<T>> {
  static constexpr ValueKind kKind = Stored<T>::kKind;
  static Value to_value(const std::optional<T>& value) {
    return value ? Stored<T>::to_value(*value) : Value();
  }
  static bool from_value(Value& value, std::optional<T>& out) {
    out.reset();
    if (std::holds_alternative<std::monostate>(value)) return true;
    return Stored<T>::from_value(value, out.emplace());
  }
};

/// Enumerations are stored by name: a table stays readable, and enumerators may be moved. `kNames`: their
/// names, in their order.
template <typename Enum, const auto& kNames>
struct StoredByName {
  static constexpr ValueKind kKind = ValueKind::kText;
  static Value to_value(Enum value) { return std::string(kNames[static_cast<size_t>(value)]); }
  static std::optional<Enum> parse(std::string_view name) {
    for (size_t i = 0; i < kNames.size(); ++i) {
      if (kNames[i] == name) return static_cast<Enum>(i);
    }
    return std::nullopt;
  }
  static bool from_value(Value& value, Enum& out) {
    const std::string* held = std::get_if<std::string>(&value);
    const std::optional<Enum> found = held == nullptr ? std::nullopt : parse(*held);
    if (found) out = *found;
    return found.has_value();
  }
};

}  // namespace theta::database
