#include "cli/option_kind.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/spelling.h"

namespace theta::cli {
namespace {

// CLI::IsMember describes itself the same way.
std::string braced(const std::vector<std::string>& values) {
  return fmt::format("{{{}}}", fmt::join(values, ","));
}

}  // namespace

CLI::Option* choices(CLI::Option* option, const std::vector<std::string>& values) {
  const auto check = [values](const std::string& value) -> std::string {
    if (std::find(values.begin(), values.end(), value) != values.end()) return {};
    return fmt::format("is not one of {}{}", fmt::join(values, ", "), did_you_mean(value, values));
  };
  return option->check(CLI::Validator(check, braced(values), "choices"));
}

CLI::Option* between(CLI::Option* option, double low, double high) {
  const auto check = [low, high](const std::string& value) -> std::string {
    double number = 0;
    if (!CLI::detail::lexical_cast(value, number)) return "is not a number";
    return number >= low && number <= high ? "" : fmt::format("is not between {} and {}", low, high);
  };
  return option->check(CLI::Validator(check, "", "between"));
}

CLI::Option* at_least(CLI::Option* option, double low) {
  const auto check = [low](const std::string& value) -> std::string {
    double number = 0;
    if (!CLI::detail::lexical_cast(value, number)) return "is not a number";
    return number >= low ? "" : fmt::format("is less than {}", low);
  };
  return option->check(CLI::Validator(check, "", "at_least"));
}

CLI::Option* refuse_wrapped(CLI::Option* option) {
  if (!option->get_type_name().starts_with("UINT")) return option;
  const auto check = [](const std::string& value) -> std::string {
    return value.starts_with('-') ? "is not a whole number of 0 or more" : "";
  };
  return option->check(CLI::Validator(check, "", "refuse_wrapped"));
}

CLI::Option* takes_file(CLI::Option* option) {
  return option->type_name("FILE");
}

CLI::Option* takes_folder(CLI::Option* option) {
  return option->type_name("FOLDER");
}

CLI::Option* takes_path(CLI::Option* option) {
  return option->type_name("PATH");
}

std::vector<std::string> choices_of(CLI::Option& option) {
  // CLI11 has no count of validators; asking past the last one throws.
  try {
    for (int i = 0;; ++i) {
      const std::string text = option.get_validator(i)->get_description();
      if (text.size() > 2 && text.front() == '{' && text.back() == '}')
        return CLI::detail::split(text.substr(1, text.size() - 2), ',');
    }
  } catch (const CLI::OptionNotFound&) {
    return {};
  }
}

}  // namespace theta::cli
