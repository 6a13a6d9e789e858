#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace theta {

/// A password, token or URL with credentials. It does not convert into text: whoever needs the value says so
/// with reveal(), and what is formatted into a message or a log is "***".
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  const std::string& reveal() const { return value_; }
  bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

}  // namespace theta

template <>
struct fmt::formatter<theta::Secret> {
  constexpr auto parse(format_parse_context& context) { return context.begin(); }
  template <typename Context>
  auto format(const theta::Secret&, Context& context) const {
    return fmt::format_to(context.out(), "***");
  }
};
